import { membersOf, problemIn, receive, type BridgeProblem, type ReceivedAnswer } from './answer.ts';
import type { Nonce } from './nonce.ts';
import type { TellProblem } from './problems.ts';

/** The answer of the shop's own WordPress, or why there is none. */
export type ShopAnswer = { kind: 'received'; received: ReceivedAnswer } | { kind: 'problem'; problem: BridgeProblem };

/** A request to a route of the plugin. */
export interface ShopRequest {
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal | undefined;
}

/** Posts to a route of the plugin as the user who is logged in. */
export type PostToShop = (url: string, request: ShopRequest) => Promise<ShopAnswer>;

export function createShopPost(fetch: typeof globalThis.fetch, nonce: Nonce, tell: TellProblem): PostToShop {
  return async (url, { headers = {}, query = {}, body = '', signal }) => {
    // Without pretty permalinks the address has a query already: `?rest_route=/kontor/v1/relay`.
    const address = new URL(url);
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
    let received: ReceivedAnswer;
    try {
      const response = await fetch(address.href, {
        method: 'POST',
        headers: {
          ...headers,
          'x-wp-nonce': nonce.latest(),
          ...(body === '' ? {} : { 'content-type': 'application/json' }),
        },
        credentials: 'same-origin',
        redirect: 'error',
        ...(body === '' ? {} : { body }),
        ...(signal ? { signal } : {}),
      });
      nonce.keep(response);
      received = await receive(response);
    } catch {
      return { kind: 'problem', problem: tell(signal?.aborted ? 'request.cancelled' : 'shop.no_answer') };
    }
    const problem = received.correlationId === null ? problemOfShop(received, tell) : null;
    return problem ? { kind: 'problem', problem } : { kind: 'received', received };
  };
}

/** The problem with an answer of WordPress or the plugin; null if the answer is a success. */
function problemOfShop(received: ReceivedAnswer, tell: TellProblem): BridgeProblem | null {
  const { status, json } = received;
  if (status === 200 && json !== undefined) return null;
  const problem = problemIn(received);
  if (problem) return problem;
  return tell(isSessionEnded(received) ? 'session.ended' : 'shop.no_answer', { status, correlationId: null });
}

const endings: readonly unknown[] = ['rest_cookie_invalid_nonce', 'rest_forbidden', 'rest_not_logged_in'];

/**
 * Whether WordPress says that the login has ended. A firewall answers 401 and 403, too; there a new login would not
 * help.
 */
export function isSessionEnded({ status, json }: Pick<ReceivedAnswer, 'status' | 'json'>): boolean {
  const { code, message } = membersOf(json);
  return endings.includes(code) || (status === 401 && typeof code === 'string' && typeof message === 'string');
}
