import { setTimeout as sleep } from 'node:timers/promises';
import { problem, type Problem, type Told } from '@kontor/shared/problem';
import { retryAfterSeconds } from '@kontor/shared/retry-after';
import { signedRequest, type RequestOfShop } from './request.ts';
import type { Signer } from './sign.ts';

/** How long the client tries. */
export interface AskOptions {
  /** How often a request is sent at most, while the bridge does not answer or asks to come again. Default: 6. */
  attempts?: number;
  /** How long one answer may take, in milliseconds. Default: 30,000. */
  timeoutMs?: number;
  /** The longest wait between two attempts, in milliseconds. Default: 60,000. A bridge that asks for more is not asked again. */
  longestWaitMs?: number;
  /** In which language the bridge says why: `en`, `de` or `nb`. */
  language?: string;
  /** Ends waiting and sending; its reason is thrown. */
  signal?: AbortSignal;
  /** Waits between two attempts; for tests. */
  wait?: (ms: number, signal?: AbortSignal) => Promise<unknown>;
}

/**
 * What came of one request. `answered`: the bridge did it · `refused`: the bridge will not do it, and the same request would be refused
 * again · `unanswered`: nobody knows whether it was done, so it is sent again: the bridge could not answer (5xx), had too much to do
 * (429), or was not reached.
 */
export type Answered<Answer> =
  | { kind: 'answered'; answer: Answer }
  | { kind: 'refused'; status: number; why: Problem }
  | { kind: 'unanswered'; why: Told; retryAfterSeconds: number | null };

/** Reads what the bridge answers, such as a schema of `@kontor/shared/api`. */
export interface Reader<Answer> {
  safeParse(answer: unknown): { success: true; data: Answer } | { success: false };
}

/** The bridge refused a request, or did not answer it however often it was asked. */
export class BridgeError extends Error {
  override readonly name = 'BridgeError';
  /** Code, cause and what to do. */
  readonly why: Told;

  constructor(why: Told) {
    super(`${why.code}: ${why.cause} ${why.remedy}`);
    this.why = why;
  }
}

/** Node's timers count no further, and would end at once. */
const longestTimerMs = 2 ** 31 - 1;

const standard = { attempts: 6, longestWaitMs: 60_000, timeoutMs: 30_000 };

/** Sends the request, freshly signed each time, until the bridge answers or refuses it, or all attempts are used up. */
export async function ask<Answer>(
  signer: Signer,
  request: RequestOfShop,
  schema: Reader<Answer>,
  options: AskOptions = {},
): Promise<Answered<Answer>> {
  const { attempts = standard.attempts, wait = pause, signal } = options;
  const longestWaitMs = Math.min(options.longestWaitMs ?? standard.longestWaitMs, longestTimerMs);
  for (let attempt = 1; ; attempt++) {
    const answered = await askOnce(signer, request, schema, options);
    if (answered.kind !== 'unanswered' || attempt >= attempts) return answered;
    const asked = answered.retryAfterSeconds;
    const backoffMs = Math.min(1000 * 2 ** (attempt - 1), longestWaitMs);
    // A bridge that asks to come again at once would use up all attempts within a moment.
    const waitMs = Math.max(backoffMs, (asked ?? 0) * 1000);
    if (waitMs > longestWaitMs) return answered;
    await wait(waitMs, signal);
  }
}

/** Sends the request once, signed. `schema`: how the bridge answers it. */
export async function askOnce<Answer>(
  signer: Signer,
  request: RequestOfShop,
  schema: Reader<Answer>,
  { timeoutMs = standard.timeoutMs, language, signal }: AskOptions = {},
): Promise<Answered<Answer>> {
  signal?.throwIfAborted();
  const timeout = AbortSignal.timeout(timeoutMs);
  const { url, ...signed } = signedRequest(signer, { ...(language === undefined ? {} : { language }), ...request });
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      ...signed,
      // A request is signed for one address: elsewhere its proof would not count.
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    text = await response.text();
  } catch (fault) {
    signal?.throwIfAborted();
    return unanswered(timeout.aborted ? timedOut(signer, timeoutMs) : notReached(signer, fault));
  }
  return read(response, text, schema) ?? unanswered(notTheBridge(signer, response.status), response);
}

/** What the bridge says. `null`: somebody else answered in its place, such as a proxy. */
function read<Answer>(response: Response, text: string, schema: Reader<Answer>): Answered<Answer> | null {
  const json = parsed(text);
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

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const pause = (ms: number, signal?: AbortSignal): Promise<unknown> => sleep(ms, undefined, signal ? { signal } : {});

const sendAgain = 'Then send the same again: nothing is booked twice by that.';

const timedOut = ({ bridge }: Signer, timeoutMs: number): Told => ({
  code: 'client.timed_out',
  title: 'No answer in time',
  cause: `The bridge at ${bridge} did not answer within ${timeoutMs / 1000} seconds.`,
  remedy: `See that the bridge and its database run. ${sendAgain}`,
});

const notReached = ({ bridge }: Signer, fault: unknown): Told => ({
  code: 'client.not_reached',
  title: 'Not reached',
  cause: `The bridge at ${bridge} was not reached, or the connection ended before its answer: ${saidBy(fault)}.`,
  remedy: `See that the bridge runs, and that this is its address. ${sendAgain}`,
});

const notTheBridge = ({ bridge }: Signer, status: number): Told => ({
  code: 'client.not_the_bridge',
  title: 'Another answer',
  cause: `Something else answered ${status} in place of the bridge at ${bridge}, such as a proxy.`,
  remedy: `See what stands before the bridge, and that it lets requests of up to 4 MB through. ${sendAgain}`,
});

/** Node's own fetch tells what went wrong in the cause of its error. */
function saidBy(fault: unknown): string {
  const { cause, message } = fault instanceof Error ? fault : new Error(String(fault));
  const { code, message: within } = Object(cause) as { code?: unknown; message?: unknown };
  return [code, within, message].find((said) => typeof said === 'string' && said !== '') as string;
}
