import { resultsAnswer, type ResultsAnswer } from '@kontor/shared/api/results';
import { ask, BridgeError, type AskOptions } from './ask.ts';
import type { Signer } from './sign.ts';

/**
 * Reads how the shop's documents stand: what changed since the cursor, oldest change first; without a cursor from the beginning. The
 * answer's own `cursor` is where the next reading goes on; keep it once the results are stored. Where `more` is true, there is more
 * to be had at once.
 *
 * Waits and asks again as `sendEvents` does. Throws a `BridgeError` where the bridge refuses or does not answer, and the reason of
 * `signal`.
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
  const answered = await ask(signer, { method: 'GET', path: `/results${query}` }, resultsAnswer, options);
  if (answered.kind === 'answered') return answered.answer;
  throw new BridgeError(answered.why);
}
