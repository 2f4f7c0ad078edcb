import { randomUUID } from 'node:crypto';
import { openReadShop, type ReadShop } from '../setup/read-shop.ts';
import { readAllPages } from '../setup/served-world.ts';
import { until } from '../setup/until.ts';
import { fixture, secondsAgo } from '../setup/woocommerce.ts';
import { readContent } from '../../bridge-server/src/orders/list.ts';

const refundOfAll = { ...fixture('woocommerce-no/refunds/full-amount-of-simple'), id: 900 };

let readShop: ReadShop;
let { world, sandbox, http, asOperator, place, connect, connected, stored } = {} as ReadShop;
beforeAll(async () => {
  readShop = await openReadShop();
  ({ world, sandbox, http, asOperator, place, connect, connected, stored } = readShop);
});
afterAll(() => readShop.close());
beforeEach(() => readShop.reset());

const pull = (shop: string, body: Record<string, unknown> = {}) =>
  http.request(asOperator, 'post', `/v1/shops/${shop}/pull`, body);
const readingOf = (shop: string) => http.request(asOperator, 'get', `/v1/shops/${shop}/reading`);
describe('kontor shop connect', () => {
  it('connects a shop whose key reads orders, and tells how many there are', async () => {
    place(1);
    place(2);
    const { status, body } = await connect({ name: 'Nordlys' });
    expect({ status, body }).toMatchObject({ status: 200, body: { name: 'Nordlys', url: sandbox.url, orders: 2 } });
  });

  it('gives a shop that is there already the access to read it, at its own address alone', async () => {
    expect(await connect({ existing: world.shop })).toMatchObject({
      status: 409,
      body: { code: 'shop.at_another_address' },
    });
    await world.database.knex('shops').where({ id: world.shop }).update({ url: sandbox.url });
    const { body } = await connect({ existing: world.shop });
    expect(body).toMatchObject({ shop: world.shop });
    expect((await readingOf(world.shop)).body).toMatchObject({ url: sandbox.url, failed: null });
  });

  it('follows a shop without the plugin to the address to which it has moved, unless another shop stands there', async () => {
    const shop = await connected();
    await world.database.knex('shops').where({ id: shop }).update({ url: 'https://former.example' });
    expect(await connect({ existing: shop })).toMatchObject({
      status: 409,
      body: { code: 'shop.at_another_address' },
    });
    expect((await connect({ existing: shop, moved: true })).body).toMatchObject({ shop, url: sandbox.url });
    expect((await connect({ existing: shop })).status).toBe(200);
    expect(await connect({ existing: world.shop, moved: true })).toMatchObject({
      status: 409,
      body: { code: 'shop.at_this_address' },
    });
  });

  it.each([
    ['another secret', { consumerSecret: `cs_${'9'.repeat(40)}` }, 'shop_read.wrong_key'],
    ['an address that is no shop', { url: 'http://127.0.0.1:9' }, 'shop_read.unreachable'],
    ['an address of the office', { url: 'http://10.0.0.1' }, 'shop_read.address_refused'],
  ])('names the cause and adds no shop for %s', async (_case, changes, code) => {
    const before = await world.database.knex('shops').count<{ count: number }[]>();
    const { status, body } = await connect(changes);
    expect({ status, body }).toMatchObject({ status: 502, body: { code, remedy: expect.stringMatching(/\S/) } });
    expect(await world.database.knex('shops').count<{ count: number }[]>()).toEqual(before);
  });

  it('refuses what is no key before it asks the shop', async () => {
    const { status, body } = await connect({ consumerKey: 'admin' });
    expect({ status, body }).toMatchObject({ status: 422, body: { code: 'input.wrong' } });
    expect(sandbox.control.requests()).toHaveLength(0);
  });
});

describe('a shop that is connected twice', () => {
  it('is refused with the id of the shop that is there, since every order would be booked twice', async () => {
    const shop = await connected();
    expect(await connect()).toMatchObject({
      status: 409,
      body: { code: 'shop.at_this_address', cause: expect.stringContaining(shop) },
    });
    expect(await connect({ existing: shop })).toMatchObject({ status: 200, body: { shop } });
  });

  it('is read no more once it is disconnected', async () => {
    const shop = await connected();
    expect((await http.request(asOperator, 'post', `/v1/shops/${shop}/disconnect`, {})).body).toEqual({ shop });
    expect(await pull(shop)).toMatchObject({ status: 409, body: { code: 'shop.not_connected' } });
    expect(await world.database.knex('shop_readings').where({ shop_id: shop })).toEqual([]);
  });
});

interface PulledPage {
  missing: number;
  refused: { order: string; code: string }[];
  next: string | null;
}

describe('kontor shop pull', () => {
  it('takes in what the bridge lacks, and says how many were looked at, missing and repaired', async () => {
    const shop = await connected();
    place(1);
    place(2);
    expect((await pull(shop)).body).toMatchObject({ found: 2, missing: 2, repaired: 0, refused: [], next: null });
    place(2, { status: 'completed' });
    sandbox.control.refund(1, refundOfAll);
    expect((await pull(shop)).body).toMatchObject({ found: 2, missing: 0, repaired: 2 });
    expect(await stored(shop)).toMatchObject([
      { id: '1', revision: 2 },
      { id: '2', status: 'completed', revision: 2 },
    ]);
  });

  it('fetches earlier orders a page at a time, and leaves the place of the schedule as it is', async () => {
    for (let id = 1; id <= 130; id++) place(id, { date_modified_gmt: secondsAgo(900 - id) });
    const shop = await connected();
    const before = (await readingOf(shop)).body as { readUntil: string };
    const since = new Date(Date.now() - 1_000_000).toISOString();
    const first = (await pull(shop, { since })).body as { found: number; remaining: number; next: string };
    expect(first).toMatchObject({ found: 100, remaining: 30 });
    const second = (await pull(shop, { since, after: first.next })).body as { found: number; next: null };
    expect(second.next).toBeNull();
    expect(await stored(shop)).toHaveLength(130);
    expect(((await readingOf(shop)).body as { readUntil: string }).readUntil).toBe(before.readUntil);
  });

  it('never moves its place beyond the present, though an order has a date in the future', async () => {
    const shop = await connected();
    place(1, { date_modified_gmt: secondsAgo(-86_400) });
    await pull(shop);
    const { readUntil } = (await readingOf(shop)).body as { readUntil: string };
    expect(Date.parse(readUntil)).toBeLessThanOrEqual(Date.now());
    place(2);
    expect((await pull(shop)).body).toMatchObject({ missing: 1 });
  });

  it('leaves out carts that nobody has ordered yet, whatever is in them, until one becomes an order', async () => {
    const shop = await connected();
    const carts = ['checkout-draft', 'auto-draft', 'draft', 'new'];
    carts.forEach((status, index) => place(index + 1, { status, currency: '' }));
    place(5, { status: 'pending' });
    expect((await pull(shop)).body).toMatchObject({ missing: 1, refused: [] });
    expect((await pull(shop, { orders: '1' })).body).toMatchObject({ missing: 0, refused: [] });
    place(1);
    expect((await pull(shop)).body).toMatchObject({ missing: 1 });
    place(1, { status: 'checkout-draft' });
    expect((await pull(shop)).body).toMatchObject({ repaired: 1 });
    expect(await stored(shop)).toMatchObject([
      { id: '1', status: 'checkout-draft' },
      { id: '5', status: 'pending' },
    ]);
  });

  it('asks a shop for fewer orders at once that breaks down over a hundred', async () => {
    const shop = await connected();
    for (let id = 1; id <= 12; id++) place(id, { date_modified_gmt: secondsAgo(60 - id) });
    sandbox.control.fail({ mode: '500_before' });
    expect((await pull(shop)).body).toMatchObject({ found: 10, missing: 10, next: expect.any(String) });
  });

  it('reads past an order over which the shop breaks down, and names it', async () => {
    const shop = await connected();
    for (let id = 1; id <= 12; id++) place(id, { date_modified_gmt: secondsAgo(60 - id) });
    sandbox.control.switches({ breaking: [4] });
    const since = secondsAgo(100) + 'Z';
    const pages = await readAllPages(
      async (after) => (await pull(shop, { since, ...(after === null ? {} : { after }) })).body as PulledPage,
    );
    expect(pages.reduce((sum, { missing }) => sum + missing, 0)).toBe(11);
    expect(new Set(pages.flatMap(({ refused }) => refused.map(({ order, code }) => `${order} ${code}`)))).toEqual(
      new Set(['4 shop_read.broken']),
    );
    sandbox.control.switches({ breaking: [] });
    place(4);
    expect((await pull(shop)).body).toMatchObject({ missing: 1, refused: [] });
  });

  it('takes an order back that is deleted for good while it is read', async () => {
    const shop = await connected();
    place(1);
    await pull(shop);
    sandbox.control.refund(1, refundOfAll);
    const stop = sandbox.control.onRequest(({ path }) => {
      if (!path.endsWith('/refunds')) return;
      stop();
      sandbox.control.forget(1);
    });
    expect((await pull(shop)).body).toMatchObject({ repaired: 1, refused: [] });
    expect(await stored(shop)).toMatchObject([{ tombstone: true }]);
  });

  it('takes in an order whole whose refund comes while it is read', async () => {
    const shop = await connected();
    place(1);
    sandbox.control.refund(1, refundOfAll);
    const stop = sandbox.control.onRequest(({ path }) => {
      if (!path.endsWith('/refunds')) return;
      stop();
      sandbox.control.refund(1, { ...refundOfAll, id: 901 });
    });
    expect((await pull(shop)).body).toMatchObject({ missing: 1, refused: [] });
    const { refunds } = (await readContent(world.database.pool, shop, '1')) as { refunds: { id: string }[] };
    expect(refunds.map(({ id }) => id)).toEqual(['900', '901']);
  });

  it('keeps its place when the shop fails, says why, and reads on from there', async () => {
    const shop = await connected();
    place(1);
    sandbox.control.switches({ maintenance: true });
    expect(await pull(shop)).toMatchObject({ status: 502, body: { code: 'shop_read.maintenance' } });
    expect((await readingOf(shop)).body).toMatchObject({ failed: { code: 'shop_read.maintenance', times: 1 } });
    sandbox.control.switches({ maintenance: false });
    expect((await pull(shop)).body).toMatchObject({ missing: 1 });
    expect((await readingOf(shop)).body).toMatchObject({ failed: null });
  });

  it('takes in an order whose refunds the shop cannot show as one that cannot be read, and the others as they are', async () => {
    const shop = await connected();
    place(1);
    place(2);
    sandbox.control.refund(1, refundOfAll);
    sandbox.control.fail({ mode: 'html', on: { path: '/refunds' } });
    expect((await pull(shop)).body).toMatchObject({
      missing: 1,
      refused: [{ order: '1', code: 'order.refunds_unread' }],
    });
    place(1);
    expect((await pull(shop)).body).toMatchObject({ repaired: 1, refused: [] });
  });

  it('says of a shop without access how to give it', async () => {
    const shop = await world.database
      .knex('shops')
      .insert({ id: `s${randomUUID().slice(0, 8)}`, name: 'x', url: 'https://x.example' })
      .returning<{ id: string }[]>('id');
    expect(await pull(shop[0]?.id ?? '')).toMatchObject({ status: 409, body: { code: 'shop.not_connected' } });
  });
});

describe('choosing orders', () => {
  it('lists the newest orders of the shop and which of them the bridge has, and fetches the chosen ones', async () => {
    const shop = await connected();
    for (const id of [1, 2, 3])
      place(id, { date_created_gmt: secondsAgo(100 - id), date_modified_gmt: secondsAgo(5000) });
    const list = async () =>
      (await http.request(asOperator, 'get', `/v1/shops/${shop}/reading/orders?limit=2`)).body as unknown;
    expect(await list()).toMatchObject({
      total: 3,
      orders: [
        { id: '3', isKnown: false },
        { id: '2', isKnown: false },
      ],
    });
    expect((await pull(shop, { orders: '3,99' })).body).toMatchObject({
      found: 2,
      missing: 1,
      refused: [{ order: '99', code: 'shop_read.no_order' }],
    });
    expect(await list()).toMatchObject({
      orders: [
        { id: '3', isKnown: true },
        { id: '2', isKnown: false },
      ],
    });
    expect(await stored(shop)).toMatchObject([{ id: '3' }]);
  });
});

describe('the schedule', () => {
  it('reads each connected shop by itself, by one process at a time', async () => {
    const shop = await connected();
    for (let id = 1; id <= 120; id++) place(id);
    await readShop.due(shop);
    const pullers = [readShop.puller(), readShop.puller()];
    for (const each of pullers) each.start();
    await until(async () => (await stored(shop)).length === 120, 'all orders were read');
    await until(async () => {
      const row = await world.database.knex('shop_readings').where({ shop_id: shop }).first<{ read_at: Date | null }>();
      return row.read_at !== null;
    }, 'the shop was read to its end');
    await Promise.all(pullers.map((each) => each.stop()));
    const pages = sandbox.control.requests().filter(({ query }) => query.includes('modified_after'));
    expect(new Set((await stored(shop)).map(({ revision }) => revision))).toEqual(new Set([1]));
    expect(pages.length).toBeLessThanOrEqual(8);
  });

  it('frees a shop soon whose reading ends by a fault of the bridge itself', async () => {
    const shop = await connected();
    const { knex } = world.database;
    await knex('shop_readings').where({ shop_id: shop }).update({ url: 'no address' });
    await readShop.due(shop);
    const puller = readShop.puller();
    puller.start();
    const row = () =>
      knex('shop_readings').where({ shop_id: shop }).first<{ lease_until: Date | null; due_at: Date }>();
    await until(async () => {
      const { lease_until: lease, due_at: due } = await row();
      return lease === null && due.getTime() > Date.now();
    }, 'the shop is free and due again soon');
    await puller.stop();
    expect((await row()).due_at.getTime()).toBeLessThan(Date.now() + 60_000);
  });

  it('begins again where a long reading began, since a slow change may appear behind a page that was read', async () => {
    const shop = await connected();
    for (let id = 1; id <= 120; id++) place(id, { date_modified_gmt: secondsAgo(60 - Math.floor(id / 10)) });
    const pageRequests = () =>
      sandbox.control.requests().filter(({ query }) => query.includes('modified_after')).length;
    let began = '';
    const stop = sandbox.control.onRequest(async ({ query }) => {
      if (!query.includes('modified_after')) return;
      began ||= secondsAgo(0);
      if (pageRequests() < 2) return;
      stop();
      // The page before took a while, and meanwhile another order was placed.
      await until(() => secondsAgo(2) > began, 'two seconds have passed');
      place(121);
    });
    await readShop.due(shop);
    const puller = readShop.puller();
    puller.start();
    const reading = async () => (await readingOf(shop)).body as { readAt: string | null; readUntil: string };
    await until(async () => (await reading()).readAt !== null, 'the shop was read to its end');
    await puller.stop();
    expect(await stored(shop)).toHaveLength(121);
    expect(Date.parse((await reading()).readUntil)).toBeLessThanOrEqual(Date.parse(`${began}Z`));
  });
});
