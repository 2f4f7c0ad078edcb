import { setTimeout as sleep } from 'node:timers/promises';
import { problem, type Problem, type Told } from '@kontor/shared/problem';
import { retryAfterSeconds } from '@kontor/shared/retry-after';
import { signedRequest, type RequestOfShop } from './request.ts';
import type { Signer } from './sign.ts';

/** Options for sending a request. */
export interface AskOptions {
  /** How often a request is sent at most, while the bridge does not answer or asks to try again later. Default: 6. */
  attempts?: number;
  /** How long to wait for one answer, in milliseconds. Default: 30,000. */
  timeoutMs?: number;
  /**
   * The longest wait between two attempts, in milliseconds. Default: 60,000. If the bridge asks for a longer wait, the
   * request is not sent again.
   */
  longestWaitMs?: number;
  /** The language in which the bridge explains a refusal: `en`, `de` or `nb`. */
  language?: string;
  /** Ends waiting and sending. The client then throws the signal's reason. */
  signal?: AbortSignal;
  /** Replaces the wait between two attempts, for tests. */
  wait?: (ms: number, signal?: AbortSignal) => Promise<unknown>;
}

/**
 * The outcome of one request.
 * - `answered`: the bridge did what was asked.
 * - `refused`: the bridge will not do it. The same request would be refused again.
 * - `unanswered`: nobody knows whether the bridge did it, so send the request again. The bridge was not reached, could
 *   not answer (5xx), or had too many requests (429).
 */
export type Answered<Answer> =
  | { kind: 'answered'; answer: Answer }
  | { kind: 'refused'; status: number; why: Problem }
  | { kind: 'unanswered'; why: Told; retryAfterSeconds: number | null };

/** Checks and reads an answer of the bridge. Every zod schema is one, such as those of `@kontor/shared/api`. */
export interface Reader<Answer> {
  safeParse(answer: unknown): { success: true; data: Answer } | { success: false };
}

/**
 * The bridge refused a request, or did not answer after all attempts.
 *
 * @example
 * try {
 *   await readResults(key, cursor);
 * } catch (fault) {
 *   if (fault instanceof BridgeError) console.error(fault.why.code, fault.why.remedy);
 * }
 */
export class BridgeError extends Error {
  override readonly name = 'BridgeError';
  /** Code, cause and remedy. */
  readonly why: Told;

  constructor(why: Told) {
    super(`${why.code}: ${why.cause} ${why.remedy}`);
    this.why = why;
  }
}

/** The longest time of Node's timers. With a longer time they would end at once. */
const longestTimerMs = 2 ** 31 - 1;

const defaults = { attempts: 6, longestWaitMs: 60_000, timeoutMs: 30_000 };

/**
 * Sends the request until the bridge answers or refuses it, or all attempts are used up. Each attempt is signed anew.
 */
export async function ask<Answer>(
  signer: Signer,
  request: RequestOfShop,
  schema: Reader<Answer>,
  options: AskOptions = {},
): Promise<Answered<Answer>> {
  const { attempts = defaults.attempts, wait = pause, signal } = options;
  const longestWaitMs = Math.min(options.longestWaitMs ?? defaults.longestWaitMs, longestTimerMs);
  for (let attempt = 1; ; attempt++) {
    const outcome = await askOnce(signer, request, schema, options);
    if (outcome.kind !== 'unanswered' || attempt >= attempts) return outcome;
    const backoffMs = Math.min(1000 * 2 ** (attempt - 1), longestWaitMs);
    // The backoff counts even if the bridge asks for no wait, so that not all attempts are used up within a moment.
    const waitMs = Math.max(backoffMs, (outcome.retryAfterSeconds ?? 0) * 1000);
    if (waitMs > longestWaitMs) return outcome;
    await wait(waitMs, signal);
  }
}

/**
 * Signs a request and sends it once. `schema` reads the bridge's answer. `/openapi.json` of the bridge lists all
 * requests.
 *
 * @example
 * import { overviewAnswer } from '@kontor/shared/api/overview';
 *
 * const outcome = await askOnce(key, { method: 'GET', path: '/overview' }, overviewAnswer);
 * if (outcome.kind === 'answered') console.log(outcome.answer.counts.blocked);
 */
export async function askOnce<Answer>(
  signer: Signer,
  request: RequestOfShop,
  schema: Reader<Answer>,
  { timeoutMs = defaults.timeoutMs, language, signal }: AskOptions = {},
): Promise<Answered<Answer>> {
  signal?.throwIfAborted();
  const timeout = AbortSignal.timeout(timeoutMs);
  const { url, ...init } = signedRequest(signer, { ...(language === undefined ? {} : { language }), ...request });
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      ...init,
      // The proof is valid for one address only, so a redirect cannot be followed.
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    text = await response.text();
  } catch (fault) {
    signal?.throwIfAborted();
    return unanswered(timeout.aborted ? timedOut(signer, timeoutMs) : notReached(signer, fault));
  }
  return readAnswer(response, text, schema) ?? unanswered(notTheBridge(signer, response.status), response);
}

/** Reads the bridge's answer. Null: it is no answer of the bridge, but of something such as a proxy. */
function readAnswer<Answer>(response: Response, text: string, schema: Reader<Answer>): Answered<Answer> | null {
  const json = parseJson(text);
  if (response.ok) {
    const answer = schema.safeParse(json);
    return answer.success ? { kind: 'answered', answer: answer.data } : null;
  }
  const why = problem.safeParse(json);
  if (!why.success) return null;
  const { status } = response;
  if (status >= 500 || status === 429) return unanswered(why.data, response);
  return { kind: 'refused', status, why: why.data };
}

const unanswered = (why: Told, response?: Response): Answered<never> => ({
  kind: 'unanswered',
  why,
  retryAfterSeconds: retryAfterSeconds(response?.headers.get('retry-after') ?? undefined, Date.now()),
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const pause = (ms: number, signal?: AbortSignal): Promise<unknown> => sleep(ms, undefined, signal ? { signal } : {});

const sendAgain = 'Then send the same again. Nothing is booked twice.';

const timedOut = ({ bridge }: Signer, timeoutMs: number): Told => ({
  code: 'client.timed_out',
  title: 'No answer in time',
  cause: `The bridge at ${bridge} did not answer within ${timeoutMs / 1000} seconds.`,
  remedy: `Check that the bridge and its database run. ${sendAgain}`,
});

const notReached = ({ bridge }: Signer, fault: unknown): Told => ({
  code: 'client.not_reached',
  title: 'Not reached',
  cause: `The bridge at ${bridge} was not reached, or the connection ended before its answer: ${wordsOf(fault)}.`,
  remedy: `Check that the bridge runs, and that this is its address. ${sendAgain}`,
});

const notTheBridge = ({ bridge }: Signer, status: number): Told => ({
  code: 'client.not_the_bridge',
  title: 'Another answer',
  cause: `Something else, such as a proxy, answered ${status} in place of the bridge at ${bridge}.`,
  remedy: `Check what stands in front of the bridge, and that it allows requests of up to 4 MB. ${sendAgain}`,
});

/** The code or message of a fault. Node's `fetch` has them in the cause of its error. */
function wordsOf(fault: unknown): string {
  const { cause, message } = fault instanceof Error ? fault : new Error(String(fault));
  const { code, message: causeMessage } = Object(cause) as { code?: unknown; message?: unknown };
  return [code, causeMessage, message].find((words) => typeof words === 'string' && words !== '') as string;
}
