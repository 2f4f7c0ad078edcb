import type { Egress } from '../../bridge-server/src/egress/send.ts';
import { createShopClient, type RestAccess, type ShopClient } from '../../bridge-server/src/woocommerce/client.ts';
import {
  readChangedOrders,
  withRefunds,
  type RestOrder,
  type Position,
} from '../../bridge-server/src/woocommerce/orders.ts';
import { openLocalEgress } from '../setup/local-egress.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import { startWooCommerceSandbox, type Body, type WooCommerceSandbox } from '../sandboxes/woocommerce/sandbox.ts';

const start = '2026-01-31T12:00:00';
const at = (seconds: number): string => new Date(Date.parse(`${start}Z`) + seconds * 1000).toISOString().slice(0, 19);

let shop: WooCommerceSandbox;
let egress: Egress;
beforeAll(async () => {
  shop = await startWooCommerceSandbox();
});
afterAll(() => shop.close());
beforeEach(() => {
  shop.control.reset();
  egress = openLocalEgress();
});
afterEach(() => egress.close());

/** A client that reads the shop with its key. `access`: what is different from the right access. */
function reader(access: Partial<RestAccess> = {}, timeoutMs = 5000): ShopClient {
  const send = egress.forCall({ budget: null, correlationId: 'reading', system: 'shop', timeoutMs });
  return createShopClient({ url: shop.url, ...shop.control.key, keyIn: 'header', ...access }, send);
}

/** Places an order that was changed so many seconds after the start. */
const place = (id: number, changedAt: number, more: Body = {}): void =>
  shop.control.save({
    ...simpleOrder(id),
    id,
    status: 'processing',
    date_created_gmt: start,
    date_modified_gmt: at(changedAt),
    ...more,
  });

/** Reads all pages. Returns the ids in their order, how far the reading came, and the failure that ended it early. */
async function readAll(client = reader(), since = start) {
  const ids: number[] = [];
  let readUntil: string | null = null;
  for (let at: Position | null = { after: since }; at;) {
    const read = await readChangedOrders(client, at);
    if (read.kind === 'failed') return { ids, readUntil, failure: read };
    ids.push(...read.orders.map(({ id }) => id));
    ({ readUntil, next: at } = read);
  }
  return { ids, readUntil, failure: null };
}
const numbered = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

describe('reading the orders that a shop has changed', () => {
  it('brings each order that changed after the second, the oldest change first', async () => {
    place(1, 30);
    place(2, 10);
    place(3, 0);
    expect(await readAll()).toEqual({ ids: [2, 1], readUntil: at(30), failure: null });
  });

  it('reads thousands of orders with little more than one request for each hundred', async () => {
    for (const id of numbered(2000)) place(id, id);
    const { ids, readUntil } = await readAll();
    expect(new Set(ids).size).toBe(2000);
    expect(readUntil).toBe(at(2000));
    expect(shop.control.requests().length).toBeLessThanOrEqual(22);
  });

  it('misses none of a thousand orders that were imported in one second', async () => {
    for (const id of numbered(1050)) place(id, 5);
    place(2000, 6);
    const { ids } = await readAll();
    expect(new Set(ids)).toEqual(new Set([...numbered(1050), 2000]));
  });

  it('misses none while orders change between one page and the next', async () => {
    for (const id of numbered(950)) place(id, Math.ceil(id / 7));
    let changed = 0;
    const stop = shop.control.onRequest(() => {
      // Before each request, some orders move to the end of the list.
      if (changed < 50) for (let turn = 0; turn < 5; turn++) place(++changed, 1000 + changed);
    });
    const { ids } = await readAll();
    stop();
    expect(new Set(ids)).toEqual(new Set(numbered(950)));
  });

  it('misses none while orders of one crowded second change', async () => {
    for (const id of numbered(450)) place(id, 5);
    let changed = 0;
    const stop = shop.control.onRequest(({ query }) => {
      if (query.includes('orderby=id') && query.includes('page=3') && changed < 2) place(++changed, 100);
    });
    const { ids } = await readAll();
    stop();
    expect(new Set(ids)).toEqual(new Set(numbered(450)));
  });
});

describe('a shop that lists its orders in its own way', () => {
  it('is read to its end though WooCommerce leaves orders out that it cannot load', async () => {
    for (const id of numbered(250)) place(id, Math.ceil(id / 3));
    shop.control.switches({ unloadable: [7, 50, 250] });
    const { ids, failure } = await readAll();
    expect(failure).toBeNull();
    expect(new Set(ids)).toEqual(new Set(numbered(250).filter((id) => ![7, 50, 250].includes(id))));
  });

  it('loses none of a crowded second, one of whose orders cannot be loaded', async () => {
    for (const id of numbered(320)) place(id, 5);
    shop.control.switches({ unloadable: [3] });
    const { ids } = await readAll();
    expect(new Set(ids)).toEqual(new Set(numbered(320).filter((id) => id !== 3)));
  });

  it('is read through the night in which its local time runs twice through one hour', async () => {
    const before = '2026-10-24T23:00:00';
    for (const id of numbered(300))
      place(id, 0, { date_modified_gmt: new Date(Date.parse(`${before}Z`) + id * 40_000).toISOString().slice(0, 19) });
    shop.control.switches({ postsIn: 'Europe/Oslo' });
    const { ids, failure } = await readAll(reader(), before);
    expect(failure).toBeNull();
    expect(new Set(ids)).toEqual(new Set(numbered(300)));
  });

  it('is not asked for ever for refunds whose list has no end', async () => {
    place(1, 5);
    for (const id of numbered(100)) shop.control.refund(1, { id: 1000 + id, amount: '1.00', reason: '' });
    shop.control.switches({ ignoresPage: true });
    const read = await readChangedOrders(reader(), { after: start });
    if (read.kind === 'failed' || !read.orders[0]) throw new Error('no order was read');
    expect(await withRefunds(reader(), read.orders[0])).toEqual({ kind: 'moved' });
    expect(shop.control.requests().length).toBeLessThanOrEqual(3);
  });
});

describe('an order with refunds', () => {
  const order = async (): Promise<RestOrder> => {
    const read = await readChangedOrders(reader(), { after: start });
    if (read.kind === 'failed' || !read.orders[0]) throw new Error('no order was read');
    return read.orders[0];
  };

  it('comes with the whole bodies of its refunds', async () => {
    place(1, 5);
    shop.control.refund(1, { id: 11, amount: '10.00', reason: 'broken' });
    shop.control.refund(1, { id: 12, amount: '5.00', reason: '' });
    expect(await withRefunds(reader(), await order())).toMatchObject({
      kind: 'event',
      event: {
        order: { id: 1 },
        refunds: [
          { id: 11, amount: '10.00' },
          { id: 12, amount: '5.00' },
        ],
      },
    });
  });

  it('is left for the next reading when a refund comes meanwhile', async () => {
    place(1, 5);
    shop.control.refund(1, { id: 11, amount: '10.00', reason: '' });
    const listed = await order();
    shop.control.refund(1, { id: 12, amount: '5.00', reason: '' });
    expect(await withRefunds(reader(), listed)).toEqual({ kind: 'moved' });
  });
});

describe('a shop that cannot be read', () => {
  beforeEach(() => {
    for (const id of numbered(250)) place(id, id);
  });

  it.each([
    ['another secret', () => reader({ consumerSecret: `cs_${'9'.repeat(40)}` }), 'shop_read.wrong_key'],
    ['an unknown key', () => reader({ consumerKey: `ck_${'9'.repeat(40)}` }), 'shop_read.wrong_key'],
    ['an address that is no shop', () => reader({ url: `${shop.url}/blog` }), 'shop_read.no_rest_api'],
    ['a port where nobody listens', () => reader({ url: 'http://127.0.0.1:9' }), 'shop_read.unreachable'],
    ['a host that may not be called', () => reader({ url: 'http://10.0.0.1' }), 'shop_read.address_refused'],
  ])('is a failure that names its cause: %s', async (_case, client, code) => {
    expect(await readAll(client())).toMatchObject({ ids: [], readUntil: null, failure: { code } });
  });

  it('quotes the shop when the key may only write', async () => {
    shop.control.permissions('write');
    const { failure } = await readAll();
    expect(failure).toMatchObject({
      code: 'shop_read.wrong_key',
      values: { said: expect.stringContaining('read permissions') },
    });
  });

  it('names the user of the key who may not see orders', async () => {
    shop.control.switches({ forbidden: true });
    expect((await readAll()).failure).toMatchObject({ code: 'shop_read.no_right' });
  });

  it('says when to come again while the shop is in maintenance', async () => {
    shop.control.switches({ maintenance: true });
    expect((await readAll()).failure).toMatchObject({ code: 'shop_read.maintenance', retryAfterSeconds: 600 });
  });

  it('does not read for ever where a cache answers each request alike', async () => {
    shop.control.switches({ cached: true });
    expect((await readAll()).failure).toMatchObject({ code: 'shop_read.other_list' });
  });

  it.each([
    ['429', 'shop_read.rate_limited'],
    ['500_before', 'shop_read.broken'],
    ['403', 'shop_read.locked'],
    ['html', 'shop_read.not_json'],
    ['cut_before', 'shop_read.unreachable'],
  ] as const)('keeps what it has read when the third request fails: %s', async (mode, code) => {
    let requests = 0;
    const stop = shop.control.onRequest(() => {
      if (++requests === 3) shop.control.fail({ mode, times: 4 });
    });
    const { ids, readUntil, failure } = await readAll();
    stop();
    expect(failure).toMatchObject({ code });
    expect(new Set(ids).size).toBe(199);
    expect(readUntil).toBe(at(198));
  });

  it('gives up a shop that takes longer than it may', async () => {
    shop.control.fail({ mode: 'slow', delayMs: 60_000, times: 4 });
    expect((await readAll(reader({}, 200))).failure).toMatchObject({ code: 'shop_read.slow' });
  });
});
