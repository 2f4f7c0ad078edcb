import { membersOf, type BridgeProblem } from './answer.ts';
import type { TellProblem } from './problems.ts';
import type { PostToShop } from './wordpress.ts';

/** A token for one key. `isFresh`: it was minted for this request, not taken from the cache. */
export type TokenAnswer = { ok: true; token: string; isFresh: boolean } | { ok: false; problem: BridgeProblem };

/** The tokens that the plugin mints. Each is valid for a few minutes. */
export interface PluginTokens {
  get(jkt: string): Promise<TokenAnswer>;
  /** Drops a token that the bridge has refused, so that the next request gets a new one. */
  forget(token: string): void;
}

interface Minted {
  token: string;
  jkt: string;
  /** By this page's clock, in milliseconds. */
  renewAt: number;
}

/** A token is renewed this early, since the bridge refuses one that ends while the request is under way. */
const reserveSeconds = 30;

/** `now`: milliseconds by this page's clock, which may be wrong. */
export function createTokens(post: PostToShop, url: string, tell: TellProblem, now: () => number): PluginTokens {
  let cached: Minted | null = null;
  const minting = new Map<string, Promise<TokenAnswer>>();

  async function mint(jkt: string): Promise<TokenAnswer> {
    const askedAt = now();
    const answer = await post(url, { body: JSON.stringify({ jkt }) });
    if (answer.kind === 'problem') return { ok: false, problem: answer.problem };
    const { token, seconds } = membersOf(answer.received.json);
    if (typeof token !== 'string' || typeof seconds !== 'number') return { ok: false, problem: tell('shop.no_answer') };
    cached = { token, jkt, renewAt: askedAt + (seconds - reserveSeconds) * 1000 };
    return { ok: true, token, isFresh: true };
  }

  return {
    async get(jkt) {
      if (cached?.jkt === jkt && now() < cached.renewAt) return { ok: true, token: cached.token, isFresh: false };
      const running = minting.get(jkt) ?? mint(jkt).finally(() => minting.delete(jkt));
      minting.set(jkt, running);
      return running;
    },
    forget(token) {
      if (cached?.token === token) cached = null;
    },
  };
}
