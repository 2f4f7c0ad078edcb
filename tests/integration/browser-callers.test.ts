import { operator } from '../../bridge-server/src/ids.ts';
import { openTasks } from '../../bridge-server/src/desk/tasks.ts';
import { browserHeaders, browserOf, type TestBrowser } from '../setup/browser.ts';
import { openHttp, type Caller, type Http } from '../setup/http.ts';
import { journalLines } from '../setup/journal-lines.ts';
import { openServedWorld } from '../setup/served-world.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import { openWorld, type World } from '../setup/world.ts';

let world: World;
let http: Http;
let asShop: Caller;
let admin: TestBrowser;
let clerk: TestBrowser;
let origin: string;
beforeAll(async () => {
  ({ world, http, asShop } = await openServedWorld());
  admin = await browserOf(asShop, 'admin');
  clerk = await browserOf(asShop, 'orders', { sub: 'Berit K.' });
  const row = await world.database.knex<{ id: string; url: string }>('shops').where({ id: world.shop }).first('url');
  origin = new URL(row?.url ?? '').origin;
  await world.sendOrder(1, simpleOrder(71));
});
afterAll(() => world.close());

/** An address below the shop. */
const below = (path: string, shopId: string = world.shop) => `/v1/shops/${shopId}${path}`;
type Method = 'get' | 'post' | 'delete';
/** Signs a request of a browser; the test may send it several times. */
async function signRequestOf(
  browser: TestBrowser,
  method: Method,
  target: string,
  body?: object,
  claims?: Parameters<typeof browserHeaders>[2],
) {
  const text = body === undefined ? '' : JSON.stringify(body);
  const headers = await browserHeaders(browser, { method, target, body: text }, claims);
  return (more: Record<string, string> = {}) =>
    http.request(null, method, target, method === 'post' ? text : undefined, { ...headers, ...more });
}
const ask = async (...request: Parameters<typeof signRequestOf>) => (await signRequestOf(...request))();

let openedTasks = 0;
/** Opens one more task, and answers its id. */
async function openTask(): Promise<number> {
  const name = `look-${++openedTasks}`;
  await openTasks(
    world.database.pool,
    {
      shopId: world.shop,
      connectionId: world.connection.id,
      subjectKind: 'order',
      subjectId: '71',
      id: 1,
      correlationId: 'x',
    },
    [{ kind: 'by_hand', name, reason: { code: 'gap.by_hand' }, form: null }],
  );
  const { id } = (await world.database.knex('tasks').max('id as id').first()) as { id: number };
  return id;
}
/** Who is named in the journal's lines with that code. */
const actorsOf = async (code: string): Promise<string[]> =>
  (await journalLines(world.database, { shop_id: world.shop, code })).map(({ actor }) => actor);

describe("an admin's browser", () => {
  it('reads the orders of its shop', async () => {
    const answer = await ask(admin, 'get', below('/orders?limit=5'));
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ orders: [{ orderId: '71' }] });
  });

  it('is named in the journal by its user, and so is a user for whom the shop signs', async () => {
    const [clerksTask, shopsTask] = [await openTask(), await openTask()];
    expect((await ask(clerk, 'post', below(`/tasks/${clerksTask}/done`), {})).status).toBe(200);
    const act = { sub: 'anna', may: 'admin' } as const;
    expect((await http.request(asShop, 'post', below(`/tasks/${shopsTask}/done`), {}, {}, act)).status).toBe(200);
    const journal = await ask(admin, 'get', below('/journal?order=71'));
    const { lines } = journal.body as { lines: { actor: string }[] };
    const actors = lines.map(({ actor }) => actor).filter((actor) => actor.includes('/'));
    expect(actors).toEqual([`shop:${world.shop}/Berit K.`, `shop:${world.shop}/anna (act)`]);
  });

  it("sees an order's content only if the user manages the shop, and the journal names who looked", async () => {
    const target = below('/orders/71?with=content');
    expect((await ask(clerk, 'get', target)).body).toMatchObject({ code: 'order.content_not_allowed' });
    expect((await ask(admin, 'get', target)).body).toMatchObject({ content: expect.anything() });
    expect(await actorsOf('order.content_shown')).toEqual([`shop:${world.shop}/anna`]);
  });

  it('sees the full plan of a preview only if the user manages the shop and asks for it', async () => {
    const target = below('/orders/71/preview');
    const { email } = (simpleOrder(71) as { billing: { email: string } }).billing;
    const actorsBefore = await actorsOf('order.content_shown');
    const summary = (await ask(admin, 'get', target)).body as object;
    const whole = (await ask(admin, 'get', `${target}?with=content`)).body as object;
    expect((await ask(clerk, 'get', target)).body).toEqual(summary);
    expect((await ask(clerk, 'get', `${target}?with=content`)).body).toMatchObject({
      code: 'order.content_not_allowed',
    });
    expect(summary).toMatchObject({ kind: 'plan', total: expect.anything(), lines: expect.anything() });
    expect(summary).not.toHaveProperty('plan');
    expect(summary).not.toHaveProperty('firstStep');
    expect(JSON.stringify(summary)).not.toContain(email);
    expect(whole).toMatchObject({ ...summary, plan: expect.anything(), firstStep: expect.anything() });
    expect(JSON.stringify(whole)).toContain(email);
    expect(await actorsOf('order.content_shown')).toEqual([...actorsBefore, `shop:${world.shop}/anna`]);
  });

  it('changes something once with one proof, however close together its requests come', async () => {
    const send = await signRequestOf(admin, 'post', below(`/tasks/${await openTask()}/done`), {});
    const answers = await Promise.all(Array.from({ length: 5 }, () => send()));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409]);
    expect((await send()).body).toMatchObject({ code: 'proof.replayed' });
  });

  it('may read several times with one proof while the proof is fresh', async () => {
    const send = await signRequestOf(admin, 'get', below('/orders'));
    expect((await send()).status).toBe(200);
    expect((await send()).status).toBe(200);
  });

  it('may use the id of a proof that another browser has used', async () => {
    const claims = { jti: 'the-very-same-id-0001' };
    const other = await browserOf(asShop, 'admin');
    for (const browser of [admin, other])
      expect((await ask(browser, 'post', below(`/tasks/${await openTask()}/done`), {}, claims)).status).toBe(200);
    const used = await world.database.knex('proofs').where({ id: claims.jti }).select<{ issuer: string }[]>('issuer');
    expect(new Set(used.map(({ issuer }) => issuer.slice(0, 8)))).toEqual(new Set(['browser:']));
    expect(used).toHaveLength(2);
  });

  it('loses its token as soon as the key that signed it is revoked', async () => {
    const former = await http.callerOf(world.shop);
    const browser = await browserOf(former, 'admin');
    expect((await ask(browser, 'get', below('/orders'))).status).toBe(200);
    await http.keys.revoke(world.shop, former.key.keyId);
    expect((await ask(browser, 'get', below('/orders'))).body).toMatchObject({ code: 'token.revoked_key' });
  });

  it('must sign anew after a restore, since nobody knows which earlier proofs were used', async () => {
    const restored = await openWorld({ ownDatabase: true });
    try {
      const restoredHttp = await openHttp(restored);
      const browser = await browserOf(await restoredHttp.callerOf(restored.shop), 'admin');
      const target = `/v1/shops/${restored.shop}/orders`;
      const now = Math.floor(Date.now() / 1000);
      await restored.database.knex('bridge').insert({ key_check: 'a check', restored_at: new Date(now * 1000) });
      const codeOfProofAt = async (iat: number) => {
        const headers = await browserHeaders(browser, { method: 'get', target }, { iat });
        return ((await restoredHttp.request(null, 'get', target, undefined, headers)).body as { code?: string }).code;
      };
      expect(await codeOfProofAt(now - 1)).toBe('proof.before_restore');
      expect(await codeOfProofAt(now + 1)).toBeUndefined();
    } finally {
      await restored.close();
    }
  });
});

describe('a page of another origin than the bridge', () => {
  const exposed = 'x-correlation-id, retry-after, kontor-protocol';
  const corsOf = (headers: Record<string, string>) =>
    Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('access-control-')));
  const preflight = (target: string, from: string, more: Record<string, string> = {}) =>
    http.options(target, { origin: from, 'access-control-request-method': 'POST', ...more });

  it('reads every answer, also a refusal, if it is a page of the shop', async () => {
    const allowed = { 'access-control-allow-origin': origin, 'access-control-expose-headers': exposed };
    const answer = await (await signRequestOf(admin, 'get', below('/orders')))({ origin });
    expect({ status: answer.status, cors: corsOf(answer.headers) }).toEqual({ status: 200, cors: allowed });
    expect(answer.headers['vary']).toBe('accept-language, origin');
    for (const path of ['/orders', '/nothing-here', '/tasks/x/y/z']) {
      const refused = await http.request(null, 'get', below(path), undefined, { origin });
      expect({ path, cors: corsOf(refused.headers) }).toEqual({ path, cors: allowed });
      expect(refused.status).toBeGreaterThanOrEqual(400);
    }
  });

  it('is told in a preflight what it may send, without a proof and without cookies', async () => {
    const answer = await preflight(below('/tasks/1/done'), origin);
    expect({ status: answer.status, text: answer.text, cors: corsOf(answer.headers) }).toEqual({
      status: 204,
      text: '',
      cors: {
        'access-control-allow-origin': origin,
        'access-control-allow-methods': 'GET, POST, DELETE',
        'access-control-allow-headers': 'content-type, kontor-token, dpop, accept-language',
        'access-control-max-age': '600',
      },
    });
    expect(answer.headers['vary']).toBe('accept-language, origin');
  });

  it('may ask a bridge in a private network if it is a page of the shop', async () => {
    const privateNetwork = { 'access-control-request-private-network': 'true' };
    const answer = await preflight(below('/orders'), origin, privateNetwork);
    expect(answer.headers['access-control-allow-private-network']).toBe('true');
    const foreign = await preflight(below('/orders'), 'https://evil.example', privateNetwork);
    expect(corsOf(foreign.headers)).toEqual({});
  });

  it.each([
    ['another site', () => 'https://evil.example'],
    ['a subdomain of the shop', () => origin.replace('://', '://evil.')],
    ['a host that begins as the shop', () => `${origin}.evil.example`],
    ['the shop on another port', () => `${origin}:8443`],
    ['a sandboxed frame', () => 'null'],
    ['every site', () => '*'],
    ['the shop with its path', () => `${origin}/`],
  ])('reads nothing if it is a page of %s', async (_title, from) => {
    expect(corsOf((await preflight(below('/orders'), from())).headers)).toEqual({});
    const answer = await (await signRequestOf(admin, 'get', below('/orders')))({ origin: from() });
    expect({ status: answer.status, cors: corsOf(answer.headers) }).toEqual({ status: 200, cors: {} });
    expect(answer.headers['vary']).toBe('accept-language, origin');
  });

  it('reads nothing outside the address of its own shop', async () => {
    const { shop: other } = await world.addShop(world.sandbox.keys.clientKey);
    await world.database.knex('shops').where({ id: other }).update({ url: 'https://other-shop.example/' });
    for (const target of [
      '/v1/identity?nonce=0123456789abcdef',
      '/v1/shops',
      '/v1/keys',
      '/healthz',
      below('/orders', other),
      below('/orders', 'nobody'),
      below('/orders', 'a%00b'),
    ]) {
      const allowed = await preflight(target, origin);
      const answer = await http.request(null, 'get', target, undefined, { origin });
      expect({ target, preflight: corsOf(allowed.headers), answer: corsOf(answer.headers) }).toEqual({
        target,
        preflight: {},
        answer: {},
      });
    }
  });

  it('is allowed by the address that proved the key, of which only the origin counts', async () => {
    const { shop: other } = await world.addShop(world.sandbox.keys.clientKey);
    await world.database
      .knex('shops')
      .where({ id: other })
      .update({ url: 'https://said.example/', proved_url: 'https://proved.example/shop/', proved_at: new Date() });
    const allowed = async (from: string) =>
      corsOf((await preflight(below('/orders', other), from)).headers)['access-control-allow-origin'] ?? null;
    expect(await allowed('https://proved.example')).toBe('https://proved.example');
    expect(await allowed('https://said.example')).toBeNull();
    await world.database.knex('shops').where({ id: other }).update({ archived_at: new Date() });
    expect(await allowed('https://proved.example')).toBeNull();
  });

  it('is refused without a proof, even if it is a page of the shop', async () => {
    const answer = await http.request(null, 'get', below('/orders'), undefined, { origin });
    expect(answer).toMatchObject({ status: 401, body: { code: 'proof.missing' } });
    expect((await http.options(below('/orders'), {})).status).toBe(405);
    expect((await http.options(below('/orders'), { origin: 'https://evil.example' })).status).toBe(405);
  });
});

it('the operator is believed by their own proof, whatever browser headers are sent with it', async () => {
  const asOperator = await http.callerOf(operator);
  const answer = await http.request(asOperator, 'get', below('/orders'), undefined, {
    'kontor-token': 'none',
    dpop: 'none',
  });
  expect(answer.status).toBe(200);
});
