/** Why a request failed, in words for people. `status`: the HTTP status; 0 if no answer came. */
export interface BridgeProblem {
  readonly code: string;
  readonly title: string;
  readonly cause: string;
  readonly remedy: string;
  readonly status: number;
  /** The id of the request in the bridge's log; null if the request did not reach the bridge. */
  readonly correlationId: string | null;
}

/** A value from the bridge, or the problem that stands in its place. */
export type BridgeAnswer<T> =
  { ok: true; value: T; correlationId: string | null } | { ok: false; problem: BridgeProblem };

/** An answer over HTTP, with its body already read. */
export interface ReceivedAnswer {
  readonly status: number;
  /** The parsed body; undefined if the body is not JSON. */
  readonly json: unknown;
  /** Every answer of the bridge has one. So null means that something else answered. */
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

/** Whether the HTTP status says success. */
export const isGood = ({ status }: ReceivedAnswer): boolean => status >= 200 && status < 300;

/** The problem in an answer of the bridge or the plugin; null if the answer is in neither's form. */
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

/** The members of an object. A value that is not an object has none. */
export const membersOf = (json: unknown): Readonly<Record<string, unknown>> =>
  typeof json === 'object' && json !== null ? (json as Readonly<Record<string, unknown>>) : {};

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
