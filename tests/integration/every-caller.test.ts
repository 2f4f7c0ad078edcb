import { operations } from '../../bridge-server/src/operations/all.ts';
import { signRequest } from '@kontor/client/sign';
import { proofHeader } from '@kontor/shared/proof';
import { operator } from '../../bridge-server/src/ids.ts';
import { scopesOf, type Scope, type ScopeHolder } from '../../bridge-server/src/auth/scopes.ts';
import type { OpenApi } from '../../bridge-server/src/http/openapi.ts';
import { browserHeaders, browserOf, type TestBrowser } from '../setup/browser.ts';
import { openHttp, publicUrl, signerOf, type Caller, type Http } from '../setup/http.ts';
import { openWorld, type World } from '../setup/world.ts';

/** A route as it is declared. */
interface Route {
  method: 'get' | 'post' | 'delete';
  path: string;
  scope: Scope;
}
const routes: Route[] = [
  ...operations.map(({ method, path, scope }) => ({ method, path, scope })),
  { method: 'post', path: '/v1/shops/{shop}/events', scope: 'events:write' },
  { method: 'get', path: '/v1/shops/{shop}/results', scope: 'results:read' },
];
/** What anybody may ask: nobody proves there who asks, so that a proof, right or wrong, changes nothing. */
const open = ['get /v1/identity', 'post /v1/pairings/{pairing}/pair'];

let world: World;
let http: Http;
let asOperator: Caller;
let shop: Caller;
let stranger: Caller;
/** A shop's former key, which was revoked. */
let revoked: Caller;
let admin: TestBrowser;
let clerk: TestBrowser;
let other: TestBrowser;
beforeAll(async () => {
  world = await openWorld();
  http = await openHttp(world);
  const another = await world.addShop(world.sandbox.keys.clientKey);
  [asOperator, shop, stranger, revoked] = await Promise.all(
    [operator, world.shop, another.shop, world.shop].map((issuer) => http.callerOf(issuer)) as [
      Promise<Caller>,
      Promise<Caller>,
      Promise<Caller>,
      Promise<Caller>,
    ],
  );
  await http.keys.revoke(world.shop, revoked.key.keyId);
  [admin, clerk, other] = await Promise.all([
    browserOf(shop, 'admin'),
    browserOf(shop, 'orders'),
    browserOf(stranger, 'admin'),
  ]);
});
afterAll(() => world.close());

/** A request that is asked wrongly, so that whoever may ask it is answered, and nothing is done. */
interface Asking {
  method: Route['method'];
  target: string;
  body: string;
}
const wrongly = ({ method, path }: Route): Asking => ({
  method,
  target: `${path.replace('{shop}', world.shop).replaceAll(/\{\w+\}/g, '1')}?nonsense=1`,
  body: method === 'post' ? '{"nonsense":1}' : '',
});

/** How each caller proves who asks; null proves nothing. */
type Prove = (asking: Asking) => Promise<Record<string, string> | null>;
const signedBy =
  (caller: () => Caller, act?: { sub: string; may: 'admin' | 'orders' }): Prove =>
  async ({ method, target, body }) => ({
    [proofHeader]: signRequest(signerOf(caller()), {
      method,
      url: publicUrl + target,
      body,
      ...(act ? { act } : {}),
    }),
  });
const from =
  (browser: () => TestBrowser | Promise<TestBrowser>, claims: Parameters<typeof browserHeaders>[2] = {}): Prove =>
  async (asking) =>
    browserHeaders(await browser(), asking, claims);

/** Who proves rightly who asks, and which scopes that gives. */
const right: Record<string, { holder: ScopeHolder; prove: Prove }> = {
  operator: { holder: 'operator', prove: signedBy(() => asOperator) },
  shop: { holder: 'shop', prove: signedBy(() => shop) },
  "an admin's browser": { holder: 'browser:admin', prove: from(() => admin) },
  "a clerk's browser": { holder: 'browser:orders', prove: from(() => clerk) },
  'the shop for an admin': { holder: 'browser:admin', prove: signedBy(() => shop, { sub: 'anna', may: 'admin' }) },
  'the shop for a clerk': { holder: 'browser:orders', prove: signedBy(() => shop, { sub: 'anna', may: 'orders' }) },
};

const now = () => Math.floor(Date.now() / 1000);
/** Who proves it wrongly, and the code by which each route below a shop refuses it. */
const wrong: Record<string, { code: string; prove: Prove }> = {
  nobody: { code: 'proof.missing', prove: async () => null },
  'another shop': { code: 'shop.unknown', prove: signedBy(() => stranger) },
  'another shop for an admin': {
    code: 'shop.unknown',
    prove: signedBy(() => stranger, { sub: 'anna', may: 'admin' }),
  },
  "another shop's browser": { code: 'shop.unknown', prove: from(() => other) },
  "another shop's browser with this shop's name": {
    code: 'token.unknown_key',
    prove: from(() => browserOf(stranger, 'admin', { iss: world.shop })),
  },
  'a browser with an expired token': {
    code: 'token.expired',
    prove: from(() => browserOf(shop, 'admin', { iat: now() - 400 })),
  },
  'a browser with a token for a day': {
    code: 'token.too_long',
    prove: from(() => browserOf(shop, 'admin', { exp: now() + 86_400 })),
  },
  'a browser with a token for another bridge': {
    code: 'token.wrong_audience',
    prove: from(() => browserOf(shop, 'admin', { aud: 'https://other.example' })),
  },
  'a browser whose token was stolen from another': {
    code: 'dpop.wrong_key',
    prove: from(async () => ({ ...(await browserOf(shop, 'orders')), token: admin.token })),
  },
  'a browser with a token that a revoked key has signed': {
    code: 'token.revoked_key',
    prove: from(() => browserOf(revoked, 'admin')),
  },
  'a revoked key for an admin': {
    code: 'proof.revoked_key',
    prove: signedBy(() => revoked, { sub: 'anna', may: 'admin' }),
  },
  'a token without a proof': {
    code: 'dpop.missing',
    prove: async () => ({ 'kontor-token': admin.token }),
  },
  'a proof without a token': {
    code: 'token.missing',
    prove: async (asking) => {
      const { dpop = '' } = await browserHeaders(admin, asking);
      return { dpop };
    },
  },
  'a proof for another method': { code: 'proof.wrong_method', prove: from(() => admin, { htm: 'PUT' }) },
  'a proof for another address': {
    code: 'proof.wrong_address',
    prove: from(() => admin, { htu: `${publicUrl}/v1/shops` }),
  },
  'a proof for another query': {
    code: 'proof.wrong_address',
    prove: from(() => admin, { pq: '/v1/shops?nonsense=2' }),
  },
  'a proof for another body': {
    code: 'proof.wrong_body',
    prove: from(() => admin, { bh: 'x'.repeat(43) }),
  },
  'a proof for another token': {
    code: 'dpop.wrong_token',
    prove: from(() => admin, { ath: 'x'.repeat(43) }),
  },
  'a proof of yesterday': { code: 'proof.skewed_clock', prove: from(() => admin, { iat: now() - 86_400 }) },
};

const codeOf = async ({ method, target, body }: Asking, headers: Record<string, string> | null) => {
  const answer = await http.request(null, method, target, method === 'post' ? body : undefined, headers ?? {});
  return { status: answer.status, code: (answer.body as { code?: string }).code ?? 'ok' };
};
/** What is wrong with the question itself, told to whoever may ask it. */
const asked = ['input.wrong', 'events.unreadable', 'ok'];
/** How whoever lacks the scope is told so. */
const lacking = (holder: ScopeHolder, { scope, path }: Route): string => {
  const isBelowShop = path.startsWith('/v1/shops/{shop}/');
  if (holder !== 'operator' && !isBelowShop) return 'caller.not_operator';
  if (holder.startsWith('browser:') && scopesOf['browser:admin'].has(scope)) return 'caller.not_admin';
  return scopesOf.operator.has(scope) ? 'caller.not_operator' : 'shop.unknown';
};

it('every route of the interface is swept, or open to anybody', async () => {
  const { paths } = (await http.request(null, 'get', '/openapi.json')).body as OpenApi;
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  expect([...routes.map(({ method, path }) => `${method} ${path}`), ...open].sort()).toEqual(described.sort());
});

describe.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))('%s', (_name, route) => {
  const isBelowShop = route.path.startsWith('/v1/shops/{shop}/');

  it('answers exactly those callers that have its scope', async () => {
    const found: Record<string, string> = {};
    const expected: Record<string, string> = {};
    for (const [name, { holder, prove }] of Object.entries(right)) {
      const asking = wrongly(route);
      const { code } = await codeOf(asking, await prove(asking));
      found[name] = asked.includes(code) ? 'asked' : code;
      const has = scopesOf[holder].has(route.scope) && (holder === 'operator' || isBelowShop);
      expected[name] = has ? 'asked' : lacking(holder, route);
    }
    expect(found).toEqual(expected);
  });

  it('refuses whatever proves nothing', async () => {
    const found: Record<string, string> = {};
    const expected: Record<string, string> = {};
    for (const [name, { code, prove }] of Object.entries(wrong)) {
      const asking = wrongly(route);
      found[name] = (await codeOf(asking, await prove(asking))).code;
      // Beyond a shop's address neither a shop nor its browsers are anybody, and nothing of them is looked up.
      expected[name] = isBelowShop || name === 'nobody' ? code : 'caller.not_operator';
    }
    expect(found).toEqual(expected);
  });

  if (route.method !== 'get')
    it('takes no proof of a browser twice', async () => {
      const asking = wrongly(route);
      const headers = await from(() => admin)(asking);
      const [first, second] = [await codeOf(asking, headers), await codeOf(asking, headers)];
      const mayAsk = isBelowShop && scopesOf['browser:admin'].has(route.scope);
      // Who is refused has no effect that could come twice.
      expect(second.code).toBe(mayAsk ? 'proof.replayed' : first.code);
    });
});
