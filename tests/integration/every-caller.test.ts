import { operations } from '../../bridge-server/src/operations/all.ts';
import { signRequest } from '@kontor/client/sign';
import { proofHeader } from '@kontor/shared/proof';
import { operator } from '../../bridge-server/src/ids.ts';
import { scopesOf, type Scope, type ScopeHolder } from '../../bridge-server/src/auth/scopes.ts';
import type { OpenApi } from '../../bridge-server/src/http/openapi.ts';
import { addReaderToken } from '../../bridge-server/src/auth/readers.ts';
import { addOfficeKey } from '../../bridge-server/src/shops/office/keys.ts';
import { browserHeaders, browserOf, type TestBrowser } from '../setup/browser.ts';
import { openHttp, publicUrl, signerOf, type Caller, type Http } from '../setup/http.ts';
import { openWorld, type World } from '../setup/world.ts';

/** A route of the bridge, with the scope that it needs. */
interface Route {
  method: 'get' | 'post' | 'put' | 'delete';
  path: string;
  scope: Scope;
}
const routes: Route[] = [
  ...operations.map(({ method, path, scope }) => ({ method, path, scope })),
  { method: 'post', path: '/v1/shops/{shop}/events', scope: 'events:write' },
  { method: 'put', path: '/v1/shops/{shop}/files/{sha256}', scope: 'events:write' },
  { method: 'get', path: '/v1/shops/{shop}/results', scope: 'results:read' },
  { method: 'get', path: '/v1/shops/{shop}/connections/{connection}/documents', scope: 'documents:fetch' },
  { method: 'get', path: '/v1/shops/{shop}/connections/{connection}/documents/{document}', scope: 'documents:fetch' },
  {
    method: 'get',
    path: '/v1/shops/{shop}/connections/{connection}/documents/{document}/attachments/{sha256}',
    scope: 'documents:fetch',
  },
  {
    method: 'post',
    path: '/v1/shops/{shop}/connections/{connection}/documents/{document}/acknowledgement',
    scope: 'documents:fetch',
  },
];
/** Routes that anybody may use. They read no proof, so a proof, right or wrong, changes nothing. */
const openRoutes = [
  'post /v1/shops/{shop}/webhooks/woocommerce',
  'get /v1/identity',
  'post /v1/pairings/{pairing}/pair',
];

let world: World;
let http: Http;
let asOperator: Caller;
let asShop: Caller;
/** Another shop. */
let stranger: Caller;
/** The shop with a former key, which was revoked. */
let revoked: Caller;
/** The key of the office of the shop's connection. */
let officeKey: string;
/** A token with which the shop's server reads views. */
let readerToken: string;
let admin: TestBrowser;
let clerk: TestBrowser;
/** A browser of the other shop. */
let strangersBrowser: TestBrowser;
beforeAll(async () => {
  world = await openWorld();
  http = await openHttp(world);
  const another = await world.addShop(world.sandbox.keys.clientKey);
  [asOperator, asShop, stranger, revoked] = await Promise.all(
    [operator, world.shop, another.shop, world.shop].map((issuer) => http.callerOf(issuer)) as [
      Promise<Caller>,
      Promise<Caller>,
      Promise<Caller>,
      Promise<Caller>,
    ],
  );
  await http.keys.revoke(world.shop, revoked.key.keyId);
  const at = { shopId: world.shop, connectionId: world.connection.id };
  officeKey = (await addOfficeKey(world.database.pool, at, '')).key;
  readerToken = (await addReaderToken(world.database.pool, { shopId: world.shop, keyId: asShop.key.keyId })).token;
  [admin, clerk, strangersBrowser] = await Promise.all([
    browserOf(asShop, 'admin'),
    browserOf(asShop, 'orders'),
    browserOf(stranger, 'admin'),
  ]);
});
afterAll(() => world.close());

/** A request with a wrong input: whoever may make it is told so, and nothing is done. */
interface WrongRequest {
  method: Route['method'];
  target: string;
  body: string;
}
const wrongRequestTo = ({ method, path }: Route): WrongRequest => ({
  method,
  target: `${path
    .replace('{shop}', world.shop)
    .replace('{connection}', world.connection.id)
    .replaceAll(/\{\w+\}/g, '1')}?nonsense=1`,
  body: method === 'post' ? '{"nonsense":1}' : '',
});

/** The headers by which a caller proves who it is; null: no proof. */
type Prove = (request: WrongRequest) => Promise<Record<string, string> | null>;
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
  async (request) =>
    browserHeaders(await browser(), request, claims);

/** Callers with a right proof, and whose scopes each has. */
const rightCallers: Record<string, { holder: ScopeHolder; prove: Prove }> = {
  operator: { holder: 'operator', prove: signedBy(() => asOperator) },
  shop: { holder: 'shop', prove: signedBy(() => asShop) },
  "an admin's browser": { holder: 'browser:admin', prove: from(() => admin) },
  "a clerk's browser": { holder: 'browser:orders', prove: from(() => clerk) },
  'a reader': { holder: 'reader', prove: (request) => reader(request) },
  'the shop for an admin': { holder: 'browser:admin', prove: signedBy(() => asShop, { sub: 'anna', may: 'admin' }) },
  'the shop for a clerk': { holder: 'browser:orders', prove: signedBy(() => asShop, { sub: 'anna', may: 'orders' }) },
};

/** The shop's server with a token that it got for a signed request. */
const reader: Prove = async () => ({ authorization: `Bearer ${readerToken}` });

/** The office has a key of its own, which no other route reads. */
const office: Prove = async () => ({ authorization: `Bearer ${officeKey}` });

const now = () => Math.floor(Date.now() / 1000);
/** Callers without a right proof, and the code by which each route below a shop refuses them. */
const wrongCallers: Record<string, { code: string; prove: Prove }> = {
  nobody: { code: 'proof.missing', prove: async () => null },
  'another shop': { code: 'shop.unknown', prove: signedBy(() => stranger) },
  'another shop for an admin': {
    code: 'shop.unknown',
    prove: signedBy(() => stranger, { sub: 'anna', may: 'admin' }),
  },
  "another shop's browser": { code: 'shop.unknown', prove: from(() => strangersBrowser) },
  "another shop's browser with this shop's name": {
    code: 'token.unknown_key',
    prove: from(() => browserOf(stranger, 'admin', { iss: world.shop })),
  },
  'a browser with an expired token': {
    code: 'token.expired',
    prove: from(() => browserOf(asShop, 'admin', { iat: now() - 400 })),
  },
  'a browser with a token for a day': {
    code: 'token.too_long',
    prove: from(() => browserOf(asShop, 'admin', { exp: now() + 86_400 })),
  },
  'a browser with a token for another bridge': {
    code: 'token.wrong_audience',
    prove: from(() => browserOf(asShop, 'admin', { aud: 'https://other.example' })),
  },
  'a browser whose token was stolen from another': {
    code: 'dpop.wrong_key',
    prove: from(async () => ({ ...(await browserOf(asShop, 'orders')), token: admin.token })),
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
    prove: async (request) => {
      const { dpop = '' } = await browserHeaders(admin, request);
      return { dpop };
    },
  },
  'a proof for another method': { code: 'proof.wrong_method', prove: from(() => admin, { htm: 'PATCH' }) },
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

const codeOf = async ({ method, target, body }: WrongRequest, headers: Record<string, string> | null) => {
  const answer = await http.request(null, method, target, method === 'post' ? body : undefined, headers ?? {});
  return { status: answer.status, code: (answer.body as { code?: string }).code ?? 'ok' };
};
/** The codes that only a caller is told that may make the request. */
const codesOfInput = [
  'input.wrong',
  'events.unreadable',
  'document.unknown',
  'attachment.unknown',
  'file.wrong_hash',
  'ok',
];
/** The code by which the route refuses a caller without its scope. */
const codeWithoutScope = (holder: ScopeHolder, { scope, path }: Route): string => {
  const isBelowShop = path.startsWith('/v1/shops/{shop}/');
  if (holder !== 'operator' && !isBelowShop) return 'caller.not_operator';
  // Routes for offices take every key in that header for an office's.
  if (holder === 'reader') return scopesOf.office.has(scope) ? 'office.wrong_key' : 'caller.reads_only';
  if (holder.startsWith('browser:') && scopesOf['browser:admin'].has(scope)) return 'caller.not_admin';
  return scopesOf.operator.has(scope) ? 'caller.not_operator' : 'shop.unknown';
};

it('every route of the OpenAPI document is tested here, or open to anybody', async () => {
  const { paths } = (await http.request(null, 'get', '/openapi.json')).body as OpenApi;
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  expect([...routes.map(({ method, path }) => `${method} ${path}`), ...openRoutes].sort()).toEqual(described.sort());
});

describe.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))('%s', (_name, route) => {
  const isBelowShop = route.path.startsWith('/v1/shops/{shop}/');

  it('allows exactly those callers that have its scope', async () => {
    const answers: Record<string, string> = {};
    const expected: Record<string, string> = {};
    for (const [name, { holder, prove }] of Object.entries(rightCallers)) {
      const request = wrongRequestTo(route);
      const { code } = await codeOf(request, await prove(request));
      answers[name] = codesOfInput.includes(code) ? 'allowed' : code;
      const has = scopesOf[holder].has(route.scope) && (holder === 'operator' || isBelowShop);
      expected[name] = has ? 'allowed' : codeWithoutScope(holder, route);
    }
    expect(answers).toEqual(expected);
  });

  it("allows the connection's office only if it is a route for offices", async () => {
    const request = wrongRequestTo(route);
    const { code } = await codeOf(request, await office(request));
    const isAllowed = scopesOf.office.has(route.scope);
    expect(isAllowed ? codesOfInput.includes(code) : code).toBe(isAllowed ? true : 'proof.missing');
  });

  it('refuses every caller without a right proof', async () => {
    const answers: Record<string, string> = {};
    const expected: Record<string, string> = {};
    for (const [name, { code, prove }] of Object.entries(wrongCallers)) {
      const request = wrongRequestTo(route);
      answers[name] = (await codeOf(request, await prove(request))).code;
      // Outside a shop's address, shops and their browsers are refused without looking up their keys.
      expected[name] = isBelowShop || name === 'nobody' ? code : 'caller.not_operator';
    }
    expect(answers).toEqual(expected);
  });

  if (route.method !== 'get')
    it('accepts a proof of a browser once', async () => {
      const request = wrongRequestTo(route);
      const headers = await from(() => admin)(request);
      const first = await codeOf(request, headers);
      const second = await codeOf(request, headers);
      const mayAsk = isBelowShop && scopesOf['browser:admin'].has(route.scope);
      // A refused request has no effect that could come twice, so its proof is not used up.
      expect(second.code).toBe(mayAsk ? 'proof.replayed' : first.code);
    });
});
