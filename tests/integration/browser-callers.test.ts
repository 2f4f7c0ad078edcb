import { operator } from '../../bridge-server/src/ids.ts';
import { openTasks } from '../../bridge-server/src/desk/tasks.ts';
import { browserHeaders, browserOf, type TestBrowser } from '../setup/browser.ts';
import { openHttp, type Caller } from '../setup/http.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import { openWorld, type World } from '../setup/world.ts';

let world: World;
let http: Awaited<ReturnType<typeof openHttp>>;
let shop: Caller;
let admin: TestBrowser;
let clerk: TestBrowser;
let origin: string;
beforeAll(async () => {
  world = await openWorld();
  http = await openHttp(world);
  shop = await http.callerOf(world.shop);
  admin = await browserOf(shop, 'admin');
  clerk = await browserOf(shop, 'orders', { sub: 'Berit K.' });
  const found = await world.database.knex<{ id: string; url: string }>('shops').where({ id: world.shop }).first('url');
  origin = new URL(found?.url ?? '').origin;
  await world.receive({ generation: 1, order: simpleOrder(71) });
});
afterAll(() => world.close());

const below = (path: string, shopId: string = world.shop) => `/v1/shops/${shopId}${path}`;
type Method = 'get' | 'post' | 'delete';
/** Signs a request of a browser, to be sent as often as a test wants. */
async function signed(
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
const ask = async (...asked: Parameters<typeof signed>) => (await signed(...asked))();

/** A task of its own for one test. */
let tasks = 0;
async function openTask(): Promise<number> {
  const name = `look-${++tasks}`;
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
const actorsOf = async (code: string): Promise<string[]> =>
  (await world.database.knex('journal').where({ shop_id: world.shop, code }).orderBy('id')).map(
    ({ actor }: { actor: string }) => actor,
  );

describe("an admin's browser", () => {
  it('reads the orders of its shop', async () => {
    const answer = await ask(admin, 'get', below('/orders?limit=5'));
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ orders: [{ orderId: '71' }] });
  });

  it('is named in the journal by its user, and also that the shop has signed for it', async () => {
    const [ofClerk, ofShop] = [await openTask(), await openTask()];
    expect((await ask(clerk, 'post', below(`/tasks/${ofClerk}/done`), {})).status).toBe(200);
    const act = { sub: 'anna', may: 'admin' } as const;
    expect((await http.request(shop, 'post', below(`/tasks/${ofShop}/done`), {}, {}, act)).status).toBe(200);
    const done = await ask(admin, 'get', below('/journal?order=71'));
    const { lines } = done.body as { lines: { actor: string }[] };
    const actors = lines.map(({ actor }) => actor).filter((actor) => actor.includes('/'));
    expect(actors).toEqual([`shop:${world.shop}/Berit K.`, `shop:${world.shop}/anna (act)`]);
  });

  it('sees what is kept of a customer only where the user manages the shop, and the journal notes who looked', async () => {
    const target = below('/orders/71?with=content');
    expect((await ask(clerk, 'get', target)).body).toMatchObject({ code: 'order.content_not_allowed' });
    expect((await ask(admin, 'get', target)).body).toMatchObject({ content: expect.anything() });
    expect(await actorsOf('order.content_shown')).toEqual([`shop:${world.shop}/anna`]);
  });

  it('sees word for word what would be sent only there, and only where that is asked for', async () => {
    const target = below('/orders/71/preview');
    const { email } = (simpleOrder(71) as { billing: { email: string } }).billing;
    const before = await actorsOf('order.content_shown');
    const [some, whole] = [
      (await ask(admin, 'get', target)).body,
      (await ask(admin, 'get', `${target}?with=content`)).body,
    ];
    expect((await ask(clerk, 'get', target)).body).toEqual(some);
    expect((await ask(clerk, 'get', `${target}?with=content`)).body).toMatchObject({
      code: 'order.content_not_allowed',
    });
    expect(some).toMatchObject({ kind: 'plan', total: expect.anything(), lines: expect.anything() });
    expect(some).not.toHaveProperty('plan');
    expect(some).not.toHaveProperty('firstStep');
    expect(JSON.stringify(some)).not.toContain(email);
    expect(whole).toMatchObject({ ...(some as object), plan: expect.anything(), firstStep: expect.anything() });
    expect(JSON.stringify(whole)).toContain(email);
    expect(await actorsOf('order.content_shown')).toEqual([...before, `shop:${world.shop}/anna`]);
  });

  it('has each proof taken once, however close together it comes', async () => {
    const send = await signed(admin, 'post', below(`/tasks/${await openTask()}/done`), {});
    const answers = await Promise.all(Array.from({ length: 5 }, () => send()));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409]);
    expect((await send()).body).toMatchObject({ code: 'proof.replayed' });
  });

  it('may read with one proof as often as it is fresh: that changes nothing', async () => {
    const send = await signed(admin, 'get', below('/orders'));
    expect([(await send()).status, (await send()).status]).toEqual([200, 200]);
  });

  it('uses up no id of its shop, nor of another browser', async () => {
    const id = { jti: 'the-very-same-id-0001' };
    const other = await browserOf(shop, 'admin');
    for (const browser of [admin, other])
      expect((await ask(browser, 'post', below(`/tasks/${await openTask()}/done`), {}, id)).status).toBe(200);
    const used = await world.database.knex('proofs').where({ id: id.jti }).select<{ issuer: string }[]>('issuer');
    expect(new Set(used.map(({ issuer }) => issuer.slice(0, 8)))).toEqual(new Set(['browser:']));
    expect(used).toHaveLength(2);
  });

  it('loses its token at once with the key that has signed it', async () => {
    const former = await http.callerOf(world.shop);
    const browser = await browserOf(former, 'admin');
    expect((await ask(browser, 'get', below('/orders'))).status).toBe(200);
    await http.keys.revoke(world.shop, former.key.keyId);
    expect((await ask(browser, 'get', below('/orders'))).body).toMatchObject({ code: 'token.revoked_key' });
  });

  it('is asked to sign anew after a restore: nobody knows which of the earlier proofs were used', async () => {
    const restored = await openWorld({ ownDatabase: true });
    try {
      const at = await openHttp(restored);
      const browser = await browserOf(await at.callerOf(restored.shop), 'admin');
      const target = `/v1/shops/${restored.shop}/orders`;
      const now = Math.floor(Date.now() / 1000);
      await restored.database.knex('bridge').insert({ key_check: 'a check', restored_at: new Date(now * 1000) });
      const code = async (iat: number) => {
        const headers = await browserHeaders(browser, { method: 'get', target }, { iat });
        return ((await at.request(null, 'get', target, undefined, headers)).body as { code?: string }).code;
      };
      expect([await code(now - 1), await code(now + 1)]).toEqual(['proof.before_restore', undefined]);
    } finally {
      await restored.close();
    }
  });
});

describe('a page that asks from another origin than the bridge', () => {
  const exposed = 'x-correlation-id, retry-after, kontor-protocol';
  const corsOf = (headers: Record<string, string>) =>
    Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('access-control-')));
  const preflight = (target: string, from: string, more: Record<string, string> = {}) =>
    http.options(target, { origin: from, 'access-control-request-method': 'POST', ...more });

  it('reads the answer where it is a page of the shop, a refusal too', async () => {
    const allowed = { 'access-control-allow-origin': origin, 'access-control-expose-headers': exposed };
    const answer = await (await signed(admin, 'get', below('/orders')))({ origin });
    expect({ status: answer.status, cors: corsOf(answer.headers) }).toEqual({ status: 200, cors: allowed });
    expect(answer.headers['vary']).toBe('accept-language, origin');
    for (const path of ['/orders', '/nothing-here', '/tasks/x/y/z']) {
      const refused = await http.request(null, 'get', below(path), undefined, { origin });
      expect([path, corsOf(refused.headers)]).toEqual([path, allowed]);
      expect(refused.status).toBeGreaterThanOrEqual(400);
    }
  });

  it('is told before it asks what it may send, without a proof and without cookies', async () => {
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

  it('of a public shop may ask a bridge in a private network', async () => {
    const asking = { 'access-control-request-private-network': 'true' };
    const answer = await preflight(below('/orders'), origin, asking);
    expect(answer.headers['access-control-allow-private-network']).toBe('true');
    const foreign = await preflight(below('/orders'), 'https://evil.example', asking);
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
  ])('learns nothing where it is a page of %s', async (_title, from) => {
    expect(corsOf((await preflight(below('/orders'), from())).headers)).toEqual({});
    const answer = await (await signed(admin, 'get', below('/orders')))({ origin: from() });
    expect({ status: answer.status, cors: corsOf(answer.headers) }).toEqual({ status: 200, cors: {} });
    expect(answer.headers['vary']).toBe('accept-language, origin');
  });

  it('learns nothing beyond the address of its own shop', async () => {
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
      expect([target, corsOf((await preflight(target, origin)).headers)]).toEqual([target, {}]);
      const answer = await http.request(null, 'get', target, undefined, { origin });
      expect([target, corsOf(answer.headers)]).toEqual([target, {}]);
    }
  });

  it('is judged by the address that proved the key, and a shop in a folder has the origin of its host', async () => {
    const { shop: other } = await world.addShop(world.sandbox.keys.clientKey);
    await world.database
      .knex('shops')
      .where({ id: other })
      .update({ url: 'https://said.example/', proved_url: 'https://proved.example/shop/', proved_at: new Date() });
    const allowed = async (from: string) =>
      corsOf((await preflight(below('/orders', other), from)).headers)['access-control-allow-origin'] ?? null;
    expect([await allowed('https://proved.example'), await allowed('https://said.example')]).toEqual([
      'https://proved.example',
      null,
    ]);
    await world.database.knex('shops').where({ id: other }).update({ archived_at: new Date() });
    expect(await allowed('https://proved.example')).toBeNull();
  });

  it('is not what proves who asks: without a proof it is refused', async () => {
    const answer = await http.request(null, 'get', below('/orders'), undefined, { origin });
    expect(answer).toMatchObject({ status: 401, body: { code: 'proof.missing' } });
    expect((await http.options(below('/orders'), {})).status).toBe(405);
    expect((await http.options(below('/orders'), { origin: 'https://evil.example' })).status).toBe(405);
  });
});

it('the operator needs no browser: a proof of theirs counts whatever else is sent with it', async () => {
  const asOperator = await http.callerOf(operator);
  const answer = await http.request(asOperator, 'get', below('/orders'), undefined, {
    'kontor-token': 'none',
    dpop: 'none',
  });
  expect(answer.status).toBe(200);
});
