import { randomUUID, webcrypto } from 'node:crypto';
import { exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose';
import { browserTokenSeconds, browserTokenType, type BrowserTokenClaims } from '@kontor/shared/browser';
import { signToken } from '../../../bridge-server/src/auth/token.ts';
import { verifyCaller } from '../../../bridge-server/src/auth/verifiers.ts';
import type { Answer } from './answer.ts';
import { bridgeOver, type Given, type Surroundings } from './conversation.ts';
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
  signal: AbortSignal | null;
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
  /** Headers that WordPress adds to every answer of its own. */
  wordpressHeaders?: Record<string, string>;
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

/** Answers of the bridge to one kind of request are lost, as when the network ends; it still gets the others. */
const lost = (): never => {
  throw new TypeError('Failed to fetch');
};
const codeOf = (answer: Answer<unknown>) => (answer.ok ? 'ok' : answer.problem.code);

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

  it('fetches one token for questions that are asked at the same time, and keeps it', async () => {
    const page = openPage();
    await Promise.all(['/orders', '/tasks', '/journal'].map((path) => page.bridge.ask('GET', path, { read: same })));
    await page.bridge.ask('GET', '/transfers', { read: same });
    expect(page.seen.filter(({ to }) => to === 'token')).toHaveLength(1);
  });

  it('fetches a new token shortly before the old one ends', async () => {
    let time = Date.now();
    const page = openPage({ now: () => time, bridgeNow: () => time });
    await page.bridge.ask('GET', '/orders', { read: same });
    for (const seconds of [269, 2]) {
      time += seconds * 1000;
      expect(codeOf(await page.bridge.ask('GET', '/orders', { read: same }))).toBe('ok');
    }
    expect(wayOf(page.seen)).toEqual(['POST token', 'GET bridge', 'GET bridge', 'POST token', 'GET bridge']);
  });

  it('tells the bridge’s own problem with its correlation id', async () => {
    const refusal = {
      code: 'task.unknown',
      title: 'Not there',
      cause: 'No such task.',
      remedy: 'Look it up.',
      status: 404,
    };
    const page = openPage({ answer: () => json(404, refusal, { 'x-correlation-id': 'c9' }) });
    expect(await page.bridge.ask('GET', '/tasks/9', { read: same })).toEqual({
      ok: false,
      problem: { ...refusal, correlationId: 'c9' },
    });
  });

  it('tells that it cannot read an answer of another form', async () => {
    const page = openPage();
    const read = () => {
      throw new TypeError('no list');
    };
    const answer = await page.bridge.ask('GET', '/orders', { read });
    expect(answer).toMatchObject({
      ok: false,
      problem: { code: 'answer.unreadable', correlationId: expect.any(String) },
    });
  });

  it('stops when the page does not want the answer any more', async () => {
    const leaving = new AbortController();
    const page = openPage({
      answer: () => {
        leaving.abort();
        return lost();
      },
    });
    expect(codeOf(await page.bridge.ask('GET', '/orders', { read: same, signal: leaving.signal }))).toBe(
      'request.cancelled',
    );
    expect(wayOf(page.seen)).toEqual(['POST token', 'GET bridge']);
  });
});

describe('the way to the bridge', () => {
  it('is found out before anything is changed, and then it is changed once', async () => {
    const page = openPage({ isReachable: false });
    const answer = await page.bridge.ask('POST', '/tasks/1/done', { body: { said: 'Ja, "å"' }, read: same });
    expect(answer).toMatchObject({ ok: true, value: { sent: '{"said":"Ja, \\"å\\""}' } });
    expect(wayOf(page.seen)).toEqual(['POST token', 'GET bridge', 'POST relay', 'POST relay']);
    expect(page.bridge.way()).toBe('relay');
  });

  it('is remembered on the next page of the session', async () => {
    const page = openPage({ isReachable: false });
    await page.bridge.ask('GET', '/orders', { read: same });
    const next = bridgeOver(given, page.surroundings);
    page.seen.length = 0;
    await next.ask('DELETE', '/connections/c1', { read: same });
    expect(wayOf(page.seen)).toEqual(['POST token', 'POST relay']);
    expect(next.way()).toBe('relay');
  });

  it('is the relay from the first where an https page would have to ask an http bridge', async () => {
    const page = openPage({ given: { bridge: bridge.replace('https:', 'http:') } });
    await page.bridge.ask('GET', '/orders', { read: same });
    expect(wayOf(page.seen)).toEqual(['POST token', 'POST relay']);
    expect(page.bridge.way()).toBe('relay');
  });

  it('is the relay where the bridge does not answer within a time', async () => {
    const page = openPage({ patience: 5, answer: (seen) => (seen.to === 'bridge' ? never(seen) : json(200, {})) });
    const never = (seen: Seen) =>
      new Promise<Response>((_resolve, reject) => {
        // Through the relay the same bridge is asked, and answers.
        if (page.seen.at(-1)?.to === 'relay') _resolve(json(200, {}, { 'x-correlation-id': 'c1' }));
        else seen.signal?.addEventListener('abort', () => reject(new Error('aborted')));
      });
    expect(codeOf(await page.bridge.ask('GET', '/orders', { read: same }))).toBe('ok');
    expect(page.bridge.way()).toBe('relay');
  });

  it('is not settled by a bridge that cannot answer now', async () => {
    const unavailable = { code: 'bridge.unavailable', title: '', cause: 'No database.', remedy: 'Wait.' };
    const page = openPage({ isReachable: false, answer: () => json(503, unavailable, { 'x-correlation-id': 'c1' }) });
    expect(codeOf(await page.bridge.ask('POST', '/tasks/1/done', { read: same }))).toBe('bridge.unavailable');
    expect(page.bridge.way()).toBeNull();
    expect(wayOf(page.seen)).toEqual(['POST token', 'GET bridge', 'POST relay']);
  });

  it('changes to the relay where a question gets no direct answer any more', async () => {
    let isCut = false;
    const page = openPage({
      answer: (seen) => {
        if (isCut && page.seen.at(-1)?.to === 'bridge') lost();
        return json(200, seen.target, { 'x-correlation-id': 'c1' });
      },
    });
    await page.bridge.ask('GET', '/orders', { read: same });
    isCut = true;
    expect(codeOf(await page.bridge.ask('GET', '/orders', { read: same }))).toBe('ok');
    expect(page.bridge.way()).toBe('relay');
  });

  it('never brings a change twice: without an answer nobody knows', async () => {
    const page = openPage({
      answer: (seen) => (seen.method === 'POST' ? lost() : json(200, {}, { 'x-correlation-id': 'c' })),
    });
    await page.bridge.ask('GET', '/orders', { read: same });
    const answer = await page.bridge.ask('POST', '/tasks/1/done', { read: same });
    expect(codeOf(answer)).toBe('bridge.no_answer');
    expect(page.seen.filter(({ method, to }) => method === 'POST' && to === 'bridge')).toHaveLength(1);
    expect(page.seen.some(({ to }) => to === 'relay')).toBe(false);
  });

  it('leads through the shop’s own signature where the browser cannot sign', async () => {
    const page = openPage({ subtle: null });
    const answer = await page.bridge.ask('POST', '/tasks/1/done', { body: { a: 1 }, read: same });
    expect(answer).toEqual({ ok: true, value: { signed: 'by the shop' }, correlationId: 'c1' });
    expect(wayOf(page.seen)).toEqual(['POST act']);
    expect([page.seen[0]?.body, page.bridge.way()]).toEqual(['{"a":1}', 'act']);
    expect(page.seen[0]?.target).toContain('method=POST&target=%2Fv1%2Fshops%2Fs1%2Ftasks%2F1%2Fdone');
  });

  it('leads through a shop without pretty addresses, too', async () => {
    const page = openPage({ isReachable: false, given: { relay: `${site}/?rest_route=/kontor/v1/relay` } });
    expect(codeOf(await page.bridge.ask('GET', '/orders', { read: same }))).toBe('ok');
  });

  it('is found anew on each page where the browser keeps nothing', async () => {
    const memory: SessionMemory = { getItem: lost, setItem: lost };
    const page = openPage({ memory });
    expect(codeOf(await page.bridge.ask('GET', '/orders', { read: same }))).toBe('ok');
    expect(page.bridge.way()).toBe('direct');
  });
});

describe('clocks and tokens that do not fit', () => {
  it('a browser whose clock is wrong learns the bridge’s time, and asks once more', async () => {
    const page = openPage({ now: () => Date.now() - 3600_000 });
    expect(codeOf(await page.bridge.ask('POST', '/tasks/1/done', { read: same }))).toBe('ok');
    // The probe learns the time, so that the change itself goes through at once.
    expect(wayOf(page.seen)).toEqual(['POST token', 'GET bridge', 'GET bridge', 'POST bridge']);
    expect(codeOf(await page.bridge.ask('GET', '/orders', { read: same }))).toBe('ok');
    expect(page.seen).toHaveLength(5);
  });

  it('each attempt has an id of its own', async () => {
    const page = openPage({ now: () => Date.now() - 3600_000 });
    await page.bridge.ask('GET', '/orders', { read: same });
    const ids = page.seen.flatMap(({ headers }) => {
      const claims = headers.get('dpop')?.split('.')[1];
      return claims ? [(JSON.parse(Buffer.from(claims, 'base64url').toString()) as { jti: string }).jti] : [];
    });
    expect(new Set(ids).size).toBe(2);
  });

  it('where the time that was told does not help, it is a problem', async () => {
    const clocks = { bridge: '2001-01-01T00:00:00Z', caller: '2026-01-01T00:00:00Z' };
    const page = openPage({
      answer: () => json(401, { code: 'proof.skewed_clock', cause: 'Clocks.', clocks }, { 'x-correlation-id': 'c1' }),
      bridgeNow: Date.now,
    });
    expect(codeOf(await page.bridge.ask('GET', '/orders', { read: same }))).toBe('proof.skewed_clock');
    expect(page.seen.filter(({ to }) => to === 'bridge')).toHaveLength(2);
  });

  it('a token that is refused although it is new is a problem, and no loop', async () => {
    const page = openPage({ isRevoked: () => true });
    expect(codeOf(await page.bridge.ask('GET', '/orders', { read: same }))).toBe('token.revoked_key');
    expect(wayOf(page.seen)).toEqual(['POST token', 'GET bridge']);
  });

  it('a token that was kept and is refused is fetched anew once', async () => {
    let isRevoked = false;
    const page = openPage({ isRevoked: () => isRevoked });
    await page.bridge.ask('GET', '/orders', { read: same });
    isRevoked = true;
    page.seen.length = 0;
    expect(codeOf(await page.bridge.ask('POST', '/tasks/1/done', { read: same }))).toBe('token.revoked_key');
    expect(wayOf(page.seen)).toEqual(['POST bridge', 'POST token', 'POST bridge']);
  });

  it('a token that the shop’s wrong clock has made is a problem', async () => {
    const page = openPage({ claims: { iat: 1_000_000_000, exp: 1_000_000_300 } });
    expect(codeOf(await page.bridge.ask('GET', '/orders', { read: same }))).toBe('token.expired');
    expect(page.seen).toHaveLength(2);
  });
});

describe('the shop’s own WordPress', () => {
  const instead = (to: Seen['to'], response: () => Response) => (seen: Seen) => (seen.to === to ? response() : null);

  it.each([
    [
      'a login that has ended',
      () => json(403, { code: 'rest_cookie_invalid_nonce', message: 'Cookie check failed' }),
      'session.ended',
    ],
    ['a user without rights', () => json(401, { code: 'rest_forbidden', message: 'Sorry' }), 'session.ended'],
    [
      'a shop that is not paired',
      () => json(409, { code: 'site.unpaired', title: 'T', cause: 'C', remedy: 'R' }),
      'site.unpaired',
    ],
    ['a page of a firewall', () => new Response('<h1>No</h1>', { status: 200 }), 'shop.no_answer'],
    ['a REST API that is closed', () => json(404, { code: 'rest_no_route', message: 'No route' }), 'shop.no_answer'],
    ['a network that has ended', lost, 'shop.no_answer'],
    ['a token of another form', () => json(200, { token: 7 }), 'shop.no_answer'],
  ])('%s is told as a problem, and the bridge is not asked', async (_title, response, code) => {
    const page = openPage({ wordpress: instead('token', response) });
    expect(codeOf(await page.bridge.ask('GET', '/orders', { read: same }))).toBe(code);
    expect(wayOf(page.seen)).toEqual(['POST token']);
  });

  it('that cannot reach the bridge either tells why', async () => {
    const told = { code: 'bridge.unreachable', title: 'T', cause: 'C', remedy: 'R' };
    const page = openPage({ isReachable: false, wordpress: instead('relay', () => json(502, told)) });
    expect(await page.bridge.ask('GET', '/orders', { read: same })).toEqual({
      ok: false,
      problem: { ...told, status: 502, correlationId: null },
    });
    expect(page.bridge.way()).toBeNull();
  });

  it('renews its nonce while a page stays open', async () => {
    const page = openPage({
      isReachable: false,
      wordpressHeaders: { 'x-wp-nonce': 'n2' },
    });
    await page.bridge.ask('GET', '/orders', { read: same });
    expect(page.seen.flatMap(({ headers }) => headers.get('x-wp-nonce') ?? [])).toEqual(['n1', 'n2']);
  });
});
