import { operatorPrincipal } from '../../bridge-server/src/auth/principal.ts';
import { operator } from '../../bridge-server/src/ids.ts';
import type { Scope } from '../../bridge-server/src/auth/scopes.ts';
import { operations } from '../../bridge-server/src/operations/all.ts';
import type { Parts } from '../../bridge-server/src/operations/operation.ts';
import { openHttp, type Caller, type Http } from '../setup/http.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import { openWorld, type World } from '../setup/world.ts';
import { speaker } from '../setup/telling.ts';

let world: World;
let http: Http;
let asOperator: Caller;
let shop: Caller;
let otherShop: string;
beforeAll(async () => {
  world = await openWorld();
  http = await openHttp(world);
  const other = await world.addShop(world.sandbox.keys.clientKey);
  otherShop = other.shop;
  [asOperator, shop] = await Promise.all([http.callerOf(operator), http.callerOf(world.shop)]);
  // One request: what came in at the same moment must be told apart by a page's end.
  await world.receive(...[1, 2, 3, 4].map((id) => ({ generation: 1, order: simpleOrder(id) })), {
    generation: 1,
    order: simpleOrder(5, { status: 'pending' }),
  });
  await other.sendOrder(1, simpleOrder(1));
  await world.settle();
});
afterAll(() => world.close());

interface Page {
  next: string | null;
  orders: { shop: string; orderId: string; order: string }[];
}
const list = async (query = '', caller = asOperator, path = `/v1/shops/${world.shop}/orders`) => {
  const answer = await http.request(caller, 'get', query ? `${path}?${query}` : path);
  expect(answer).toMatchObject({ status: 200, body: { orders: expect.any(Array) } });
  return answer.body as Page;
};
const ids = (page: Page) => page.orders.map(({ orderId }) => orderId);

describe('orders', () => {
  it('are listed newest first and page by page, each once', async () => {
    const whole = await list();
    expect(whole).toMatchObject({ next: null, orders: ['5', '4', '3', '2', '1'].map((orderId) => ({ orderId })) });
    expect(await list('', asOperator, `/v1/shops/${otherShop}/orders`)).toMatchObject({
      orders: [{ shop: otherShop, orderId: '1', source: 'shop' }],
    });
    const paged: Page['orders'] = [];
    let next: string | null = '';
    for (let pages = 0; next !== null && pages < 10; pages++) {
      const page: Page = await list(`limit=2${next ? `&after=${next}` : ''}`);
      paged.push(...page.orders);
      next = page.next;
    }
    expect(paged).toEqual(whole.orders);
    expect((await http.request(asOperator, 'get', `/v1/shops/${world.shop}/orders?after=x`)).body).toMatchObject({
      code: 'input.wrong',
      cause: expect.stringContaining('after'),
    });
  });

  it('are found by number, status, time and by whether their document is there', async () => {
    expect(ids(await list(`number=3`))).toEqual(['3']);
    expect(ids(await list('status=pending'))).toEqual(['5']);
    expect(ids(await list(`document=done`))).toEqual(['4', '3', '2', '1']);
    expect(ids(await list(`document=missing`))).toEqual(['5']);
    expect(ids(await list(`since=${new Date(Date.now() + 3_600_000).toISOString()}`))).toEqual([]);
    expect(ids(await list('since=2020-01-01'))).toHaveLength(5);
  });

  it('are told to the shop whose they are, and to no other', async () => {
    expect(ids(await list('limit=2', shop, `/v1/shops/${world.shop}/orders`))).toEqual(['5', '4']);
    expect((await http.request(shop, 'get', `/v1/shops/${otherShop}/orders`)).body).toMatchObject({
      code: 'shop.unknown',
    });
    expect((await http.request(shop, 'get', `/v1/shops/${otherShop}/orders/1`)).body).toMatchObject({
      code: 'shop.unknown',
    });
  });

  it("are shown with their transfers and without people's data", async () => {
    const answer = await http.request(shop, 'get', `/v1/shops/${world.shop}/orders/1`);
    expect(answer.body).toMatchObject({
      order: '1',
      revision: 1,
      generation: 1,
      status: expect.any(String),
      total: '349.00 NOK',
      gone: false,
      forgottenAt: null,
      correlationId: expect.any(String),
      transfers: [{ kind: 'order', state: 'done', reason: 'sent', total: '349.00 NOK' }],
    });
    const { billing } = simpleOrder(1) as { billing: Record<string, string> };
    for (const field of ['first_name', 'last_name', 'email', 'address_1']) {
      expect(billing[field]).toBeTruthy();
      expect(answer.text).not.toContain(billing[field]);
    }
    expect((await http.request(asOperator, 'get', `/v1/shops/${world.shop}/orders/99`)).body).toMatchObject({
      code: 'order.unknown',
    });
  });

  it('show their content to the operator and to their shop, and the journal says who asked', async () => {
    const at = `/v1/shops/${world.shop}/orders/1?with=content`;
    const { billing } = simpleOrder(1) as { billing: Record<string, string> };
    expect((await http.request(asOperator, 'get', at)).body).toMatchObject({
      content: { billing: { email: billing['email'] } },
    });
    expect((await http.request(shop, 'get', at)).body).toMatchObject({
      content: { billing: { email: billing['email'] } },
    });
    expect((await http.request(asOperator, 'get', `/v1/shops/${world.shop}/journal?order=1`)).body).toMatchObject({
      lines: expect.arrayContaining([
        expect.objectContaining({ code: 'order.content_shown', actor: 'operator:tester' }),
        expect.objectContaining({ code: 'order.content_shown', actor: `shop:${world.shop}` }),
      ]),
    });
  });
});

it('nobody is shown the content of an order without the scope for it', async () => {
  const shown = operations.find(({ command }) => command === 'order show');
  const lesser = { ...operatorPrincipal('reader'), scopes: new Set<Scope>(['orders:read']) };
  expect(
    await shown?.run(
      { database: world.database } as unknown as Parts,
      { shop: world.shop, order: '1', with: 'content' },
      lesser,
      speaker,
    ),
  ).toMatchObject({ ok: false, error: { status: 422, code: 'order.content_not_allowed' } });
});

it('transfers are listed page by page', async () => {
  const pages: { next: string | null; transfers: { id: number }[] }[] = [];
  for (let next: string | null = ''; next !== null && pages.length < 10;) {
    const { body } = await http.request(
      asOperator,
      'get',
      `/v1/shops/${world.shop}/transfers?limit=2${next ? `&after=${next}` : ''}`,
    );
    const page = body as (typeof pages)[number];
    pages.push(page);
    ({ next } = page);
  }
  const all = (await http.request(asOperator, 'get', `/v1/shops/${world.shop}/transfers`))
    .body as (typeof pages)[number];
  expect(pages.flatMap(({ transfers }) => transfers)).toEqual(all.transfers);
  expect(pages.length).toBe(3);
});
