/** Why something was not done, in words for people. `status`: HTTP's, 0 where no answer came. */
export interface BridgeProblem {
  readonly code: string;
  readonly title: string;
  readonly cause: string;
  readonly remedy: string;
  readonly status: number;
  /** What the bridge's log calls the request; null where the request did not reach the bridge. */
  readonly correlationId: string | null;
}

/** A value from the bridge, or why there is none. */
export type BridgeAnswer<T> =
  { ok: true; value: T; correlationId: string | null } | { ok: false; problem: BridgeProblem };

/** What came back over HTTP, read once. */
export interface ReceivedAnswer {
  readonly status: number;
  /** The JSON that came; undefined where none did. */
  readonly json: unknown;
  /** Null where the answer is not the bridge's own: each of those has one. */
  readonly correlationId: string | null;
}

/** Reads an answer's body. */
export async function receive(response: Response): Promise<ReceivedAnswer> {
  const text = await response.text();
  return {
    status: response.status,
    json: jsonOf(text),
    correlationId: response.headers.get('x-correlation-id'),
  };
}

/** Whether an answer is good as HTTP has it. */
export const isGood = ({ status }: ReceivedAnswer): boolean => status >= 200 && status < 300;

/** The problem that bridge or plugin tell; null where the answer is none of theirs. */
export function problemIn({ status, json, correlationId }: ReceivedAnswer): BridgeProblem | null {
  const { code, title, cause, remedy } = membersOf(json);
  if (typeof code !== 'string' || typeof cause !== 'string') return null;
  return {
    code,
    title: typeof title === 'string' ? title : '',
    cause,
    remedy: typeof remedy === 'string' ? remedy : '',
    status,
    correlationId,
  };
}

/** The members of an object; none of what is no object. */
export const membersOf = (json: unknown): Readonly<Record<string, unknown>> =>
  typeof json === 'object' && json !== null ? (json as Readonly<Record<string, unknown>>) : {};

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
