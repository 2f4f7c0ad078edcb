import { resultsAnswer, type ResultsAnswer } from '@kontor/shared/api/results';
import { ask, BridgeError, type AskOptions } from './ask.ts';
import type { Signer } from './sign.ts';

/**
 * Reads the states of the shop's documents: those that changed after the cursor, oldest change first. Without a cursor
 * it begins with the first document. Store the results, then the answer's own `cursor`, with which the next call
 * continues. If `more` is true, there are more results already.
 *
 * The function waits and tries again like `sendEvents`. It throws a `BridgeError` if the bridge refuses or does not
 * answer, and the reason of `signal`.
 *
 * @example
 * let page = await readResults(key, cursor);
 * for (;;) {
 *   for (const { orderNumber, kind, state, cause } of page.results) console.log(orderNumber, kind, state, cause);
 *   if (!page.more) break;
 *   page = await readResults(key, page.cursor);
 * }
 */
export async function readResults(
  signer: Signer,
  after: string | null = null,
  options: AskOptions = {},
): Promise<ResultsAnswer> {
  const query = after === null ? '' : `?${new URLSearchParams({ after }).toString()}`;
  const outcome = await ask(signer, { method: 'GET', path: `/results${query}` }, resultsAnswer, options);
  if (outcome.kind === 'answered') return outcome.answer;
  throw new BridgeError(outcome.why);
}
