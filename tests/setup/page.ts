import { randomUUID, webcrypto } from 'node:crypto';
import { exportJWK, generateKeyPair, type CryptoKey } from 'jose';
import { signToken } from '@kontor/client/sign';
import { browserTokenSeconds, browserTokenType, type BrowserTokenClaims } from '@kontor/shared/browser';
import { verifyCaller } from '../../bridge-server/src/auth/verifiers.ts';
import type { BridgeAnswer } from '../../wp-plugin/src/bridge/answer.ts';
import {
  bridgeOver,
  type ConversationSettings,
  type BrowserSurroundings,
} from '../../wp-plugin/src/bridge/conversation.ts';
import { nonceFrom } from '../../wp-plugin/src/bridge/nonce.ts';
import type { SessionMemory } from '../../wp-plugin/src/bridge/way.ts';
import { told } from './telling.ts';

export const bridge = 'https://kontor.example/office';
export const site = 'https://shop.example';
export const pageSettings: ConversationSettings = {
  shop: 's1',
  bridge,
  token: `${site}/wp-json/kontor/v1/token`,
  relay: `${site}/wp-json/kontor/v1/relay`,
  act: `${site}/wp-json/kontor/v1/act`,
  nonce: nonceFrom('n1'),
  language: 'nb-NO',
};

/** The shop's key, which signs tokens. */
const shopKeys = await generateKeyPair('EdDSA', { extractable: true });
const privateJwk = await exportJWK(shopKeys.privateKey);
const publicKey: CryptoKey = shopKeys.publicKey;

/** A request that WordPress or the bridge received from the page. */
export interface Seen {
  to: 'token' | 'relay' | 'act' | 'bridge';
  method: string;
  target: string;
  headers: Headers;
  body: string;
  signal: AbortSignal | null;
}

interface Options extends Partial<Omit<BrowserSurroundings, 'fetch'>> {
  given?: Partial<ConversationSettings>;
  /** Whether the browser can reach the bridge. */
  isReachable?: boolean;
  /** The bridge's clock. */
  bridgeNow?: () => number;
  claims?: Partial<BrowserTokenClaims>;
  /** The bridge's answer to a verified caller, in place of the usual one. */
  answer?: (seen: Seen) => Response | Promise<Response>;
  /** WordPress's own answer in place of the plugin's; null: the plugin answers. */
  wordpress?: (seen: Seen) => Response | null;
  /** Headers that WordPress adds to each of its answers. */
  wordpressHeaders?: Record<string, string>;
  isRevoked?: () => boolean;
}

export const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers });

/** Fails once the request is aborted, as a fetch does, however far the server has come. */
const aborted = (signal: AbortSignal | null) =>
  new Promise<never>((_resolve, reject) => {
    const fail = () => reject(new DOMException('aborted', 'AbortError'));
    if (signal?.aborted) fail();
    else signal?.addEventListener('abort', fail);
  });

/** A page of the shop. Its plugin mints tokens, and its bridge verifies them as the real one does. */
export function openPage(options: Options = {}) {
  const seen: Seen[] = [];
  const memory = new Map<string, string>();
  const kept: { pair: unknown } = { pair: null };
  const now = options.now ?? Date.now;
  const bridgeNow = options.bridgeNow ?? Date.now;

  async function atBridge(request: Seen): Promise<Response> {
    const headers = { 'x-correlation-id': randomUUID() };
    const verified = await verifyCaller(
      {
        headers: Object.fromEntries(request.headers),
        shop: 's1',
        method: request.method,
        target: request.target,
        body: Buffer.from(request.body),
      },
      {
        publicUrl: bridge,
        now: bridgeNow,
        keys: {
          find: async () =>
            options.isRevoked?.() ? { kind: 'revoked' } : { kind: 'usable', key: publicKey, name: '' },
        },
      },
    );
    if (!verified.ok) return json(verified.error.status, told(verified.error), headers);
    if (options.answer) return options.answer(request);
    return json(200, { actor: verified.value.principal.actor, sent: request.body }, headers);
  }

  async function atShop(request: Seen, search: URLSearchParams): Promise<Response> {
    const instead = options.wordpress?.(request);
    if (instead) return instead;
    if (request.to === 'token') {
      const { jkt } = JSON.parse(request.body) as { jkt: string };
      const iat = Math.floor(bridgeNow() / 1000);
      const claims: BrowserTokenClaims = {
        iss: 's1',
        aud: bridge,
        iat,
        exp: iat + browserTokenSeconds,
        sub: 'anna',
        may: 'admin',
        cnf: { jkt },
        ...options.claims,
      };
      return json(200, {
        token: signToken(privateJwk, browserTokenType, claims, 'k1'),
        seconds: browserTokenSeconds,
      });
    }
    if (request.to === 'act') return json(200, { signed: 'by the shop' }, { 'x-correlation-id': 'c1' });
    return atBridge({
      ...request,
      to: 'bridge',
      method: search.get('method') ?? '',
      target: search.get('target') ?? '',
    });
  }

  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = new URL(input);
    const route = url.searchParams.get('rest_route') ?? url.pathname;
    const to = url.href.startsWith(bridge) ? 'bridge' : (/\/(token|relay|act)$/.exec(route)?.[1] as Seen['to']);
    const request: Seen = {
      to,
      method: init?.method ?? 'GET',
      target: url.href.slice(bridge.length),
      headers: new Headers(init?.headers),
      body: typeof init?.body === 'string' ? init.body : '',
      signal: init?.signal ?? null,
    };
    seen.push(request);
    init?.signal?.throwIfAborted();
    if (to !== 'bridge') {
      const response = await atShop(request, url.searchParams);
      for (const [name, value] of Object.entries(options.wordpressHeaders ?? {})) response.headers.set(name, value);
      return response;
    }
    if (options.isReachable === false) throw new TypeError('Failed to fetch');
    return Promise.race([atBridge(request), aborted(request.signal)]);
  };
  const surroundings: BrowserSurroundings = {
    fetch,
    subtle: webcrypto.subtle,
    keys: {
      load: async () => kept.pair,
      keepFirst: async (pair) => (kept.pair ??= pair),
    },
    memory: {
      getItem: (name: string) => memory.get(name) ?? null,
      setItem: (name: string, value: string) => void memory.set(name, value),
    } satisfies SessionMemory,
    page: `${site}/wp-admin/`,
    translate: (text) => text,
    now,
    newId: randomUUID,
    patience: 60_000,
    ...options,
  };
  return {
    bridge: bridgeOver({ ...pageSettings, nonce: nonceFrom('n1'), ...options.given }, surroundings),
    seen,
    memory,
    kept,
    surroundings,
  };
}

export const asIs = (value: unknown): unknown => value;
export const requestLines = (seen: readonly Seen[]) => seen.map(({ to, method }) => `${method} ${to}`);

/** Loses an answer of the bridge, as when the network breaks. */
export const loseAnswer = (): never => {
  throw new TypeError('Failed to fetch');
};
export const codeOf = (answer: BridgeAnswer<unknown>) => (answer.ok ? 'ok' : answer.problem.code);
