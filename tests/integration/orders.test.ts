import { operatorPrincipal } from '../../bridge-server/src/auth/principal.ts';
import type { Scope } from '../../bridge-server/src/auth/scopes.ts';
import { operations } from '../../bridge-server/src/operations/all.ts';
import type { Parts } from '../../bridge-server/src/operations/operation.ts';
import type { Caller, Http } from '../setup/http.ts';
import { openServedWorld, readAllPages } from '../setup/served-world.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import type { World } from '../setup/world.ts';
import { speaker } from '../setup/telling.ts';

let world: World;
let http: Http;
let asOperator: Caller;
let asShop: Caller;
let shopPath: string;
let otherShop: string;
beforeAll(async () => {
  ({ world, http, asOperator, asShop, shopPath } = await openServedWorld());
  const other = await world.addShop(world.sandbox.keys.clientKey);
  otherShop = other.shop;
  // All in one request: a page must be able to end between orders that came at the same moment.
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
const listOrders = async (query = '', caller = asOperator, path = `${shopPath}/orders`) => {
  const answer = await http.request(caller, 'get', query ? `${path}?${query}` : path);
  expect(answer).toMatchObject({ status: 200, body: { orders: expect.any(Array) } });
  return answer.body as Page;
};
const idsOf = (page: Page) => page.orders.map(({ orderId }) => orderId);

describe('the orders of a shop', () => {
  it('are listed newest first and page by page, each once', async () => {
    const whole = await listOrders();
    expect(whole).toMatchObject({ next: null, orders: ['5', '4', '3', '2', '1'].map((orderId) => ({ orderId })) });
    expect(await listOrders('', asOperator, `/v1/shops/${otherShop}/orders`)).toMatchObject({
      orders: [{ shop: otherShop, orderId: '1', source: 'shop' }],
    });
    const pages = await readAllPages((after) => listOrders(`limit=2${after ? `&after=${after}` : ''}`));
    expect(pages.flatMap(({ orders }) => orders)).toEqual(whole.orders);
    expect((await http.request(asOperator, 'get', `${shopPath}/orders?after=x`)).body).toMatchObject({
      code: 'input.wrong',
      cause: expect.stringContaining('after'),
    });
  });

  it('are filtered by number, status, time and by whether their document is there', async () => {
    expect(idsOf(await listOrders(`number=3`))).toEqual(['3']);
    expect(idsOf(await listOrders('status=pending'))).toEqual(['5']);
    expect(idsOf(await listOrders(`document=done`))).toEqual(['4', '3', '2', '1']);
    expect(idsOf(await listOrders(`document=missing`))).toEqual(['5']);
    expect(idsOf(await listOrders(`since=${new Date(Date.now() + 3_600_000).toISOString()}`))).toEqual([]);
    expect(idsOf(await listOrders('since=2020-01-01'))).toHaveLength(5);
  });

  it('are listed for their own shop, and for no other', async () => {
    expect(idsOf(await listOrders('limit=2', asShop, `${shopPath}/orders`))).toEqual(['5', '4']);
    expect((await http.request(asShop, 'get', `/v1/shops/${otherShop}/orders`)).body).toMatchObject({
      code: 'shop.unknown',
    });
    expect((await http.request(asShop, 'get', `/v1/shops/${otherShop}/orders/1`)).body).toMatchObject({
      code: 'shop.unknown',
    });
  });

  it("are shown with their transfers and without people's data", async () => {
    const answer = await http.request(asShop, 'get', `${shopPath}/orders/1`);
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
    expect((await http.request(asOperator, 'get', `${shopPath}/orders/99`)).body).toMatchObject({
      code: 'order.unknown',
    });
  });

  it('have their content shown to the operator and to their shop, and the journal names who looked', async () => {
    const at = `${shopPath}/orders/1?with=content`;
    const { billing } = simpleOrder(1) as { billing: Record<string, string> };
    expect((await http.request(asOperator, 'get', at)).body).toMatchObject({
      content: { billing: { email: billing['email'] } },
    });
    expect((await http.request(asShop, 'get', at)).body).toMatchObject({
      content: { billing: { email: billing['email'] } },
    });
    expect((await http.request(asOperator, 'get', `${shopPath}/journal?order=1`)).body).toMatchObject({
      lines: expect.arrayContaining([
        expect.objectContaining({ code: 'order.content_shown', actor: 'operator:tester' }),
        expect.objectContaining({ code: 'order.content_shown', actor: `shop:${world.shop}` }),
      ]),
    });
  });
});

it('the content of an order is shown to nobody without the scope for it', async () => {
  const operation = operations.find(({ command }) => command === 'order show');
  const principal = { ...operatorPrincipal('reader'), scopes: new Set<Scope>(['orders:read']) };
  expect(
    await operation?.run(
      { database: world.database } as unknown as Parts,
      { shop: world.shop, order: '1', with: 'content' },
      principal,
      speaker,
    ),
  ).toMatchObject({ ok: false, error: { status: 422, code: 'order.content_not_allowed' } });
});

it('transfers are listed page by page, each once', async () => {
  interface TransferPage {
    next: string | null;
    transfers: { id: number }[];
  }
  const listTransfers = async (query: string) =>
    (await http.request(asOperator, 'get', `${shopPath}/transfers${query}`)).body as TransferPage;
  const pages = await readAllPages((after) => listTransfers(`?limit=2${after ? `&after=${after}` : ''}`));
  expect(pages.flatMap(({ transfers }) => transfers)).toEqual((await listTransfers('')).transfers);
  expect(pages).toHaveLength(3);
});
