import { createHash, randomUUID, webcrypto } from 'node:crypto';
import { exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose';
import { browserTokenSeconds, browserTokenType, type BrowserTokenClaims } from '@kontor/shared/browser';
import { signToken } from '../../../bridge-server/src/auth/token.ts';
import { verifyCaller } from '../../../bridge-server/src/auth/verifiers.ts';
import { bridgeOver, type Given, type Surroundings } from './conversation.ts';
import type { KeyPair } from './key.ts';
import type { SessionMemory } from './way.ts';

const bridge = 'https://kontor.example/office';
const site = 'https://shop.example';
const given: Given = {
  shop: 's1',
  bridge,
  token: `${site}/wp-json/kontor/v1/token`,
  relay: `${site}/wp-json/kontor/v1/relay`,
  act: `${site}/wp-json/kontor/v1/act`,
  nonce: 'n1',
  language: 'nb-NO',
};

let privateJwk: JWK;
let publicKey: CryptoKey;
beforeAll(async () => {
  const made = await generateKeyPair('EdDSA', { extractable: true });
  privateJwk = await exportJWK(made.privateKey);
  publicKey = (await importJWK(await exportJWK(made.publicKey), 'EdDSA')) as CryptoKey;
});

/** What the page's server and the bridge got. */
interface Seen {
  to: 'token' | 'relay' | 'act' | 'bridge';
  method: string;
  target: string;
  headers: Headers;
  body: string;
}

interface Options extends Partial<Omit<Surroundings, 'fetch'>> {
  given?: Partial<Given>;
  /** Whether the browser gets to the bridge. */
  isReachable?: boolean;
  /** The bridge's clock. */
  bridgeNow?: () => number;
  claims?: Partial<BrowserTokenClaims>;
  /** In place of what a verified caller is answered. */
  answer?: (seen: Seen) => Response | Promise<Response>;
  /** Answers of WordPress itself, in place of the plugin's. */
  wordpress?: (seen: Seen) => Response | null;
  isRevoked?: () => boolean;
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers });

/** A page of the shop, whose plugin mints tokens and whose bridge verifies as the real one does. */
function openPage(options: Options = {}) {
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
    if (!verified.ok) return json(verified.error.status, verified.error, headers);
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
        token: await signToken(privateJwk, browserTokenType, claims, 'k1'),
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
    const to = url.href.startsWith(bridge) ? 'bridge' : (/\/(token|relay|act)$/.exec(url.pathname)?.[1] as Seen['to']);
    const request: Seen = {
      to,
      method: init?.method ?? 'GET',
      target: url.href.slice(bridge.length),
      headers: new Headers(init?.headers),
      body: typeof init?.body === 'string' ? init.body : '',
    };
    seen.push(request);
    init?.signal?.throwIfAborted();
    if (to !== 'bridge') return atShop(request, url.searchParams);
    if (options.isReachable === false) throw new TypeError('Failed to fetch');
    return atBridge(request);
  };
  const surroundings: Surroundings = {
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
  return { bridge: bridgeOver({ ...given, ...options.given }, surroundings), seen, memory, kept, surroundings };
}

const same = (value: unknown): unknown => value;
const wayOf = (seen: readonly Seen[]) => seen.map(({ to, method }) => `${method} ${to}`);

describe('a page that asks the bridge', () => {
  it('signs for the bridge, and is answered', async () => {
    const page = openPage();
    const answer = await page.bridge.ask('GET', '/orders', {
      query: { number: "A'1 ~é", none: undefined },
      read: same,
    });
    expect(answer).toMatchObject({ ok: true, value: { actor: 'shop:s1/anna' }, correlationId: expect.any(String) });
    expect(wayOf(page.seen)).toEqual(['POST token', 'GET bridge']);
    expect(page.seen[1]?.target).toBe('/v1/shops/s1/orders?number=A%271%20~%C3%A9');
    expect(page.seen[1]?.headers.get('accept-language')).toBe('nb-NO');
    expect(page.bridge.way()).toBe('direct');
  });

  it('finds out which way works before it changes anything, and then changes it once', async () => {
    const page = openPage({ isReachable: false });
    const answer = await page.bridge.ask('POST', '/tasks/1/done', { body: { said: 'Ja, "å"' }, read: same });
    expect(answer).toMatchObject({ ok: true, value: { sent: '{"said":"Ja, \\"å\\""}' } });
    expect(wayOf(page.seen)).toEqual(['POST token', 'GET bridge', 'POST relay', 'POST relay']);
    expect(page.bridge.way()).toBe('relay');
  });
});

it('the key stays in the browser: what is kept cannot be read out', async () => {
  const page = openPage();
  await page.bridge.ask('GET', '/orders', { read: same });
  const { privateKey } = page.kept.pair as KeyPair;
  expect(privateKey.extractable).toBe(false);
  await expect(webcrypto.subtle.exportKey('jwk', privateKey)).rejects.toThrow();
  expect(createHash('sha256').update('').digest('base64url')).toHaveLength(43);
});
