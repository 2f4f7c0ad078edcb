import type { ServerResponse } from 'node:http';
import { openHostileShop, sendJson, type HostileShop } from '../setup/hostile-shop.ts';
import { openReadShop, type ReadShop } from '../setup/read-shop.ts';
import { until } from '../setup/until.ts';
import { plainOrder } from '../sandboxes/woocommerce/bodies.ts';
import type { ShopId } from '../../bridge-server/src/ids.ts';
import { mostHints, oldestHints, storeHint } from '../../bridge-server/src/orders/webhook/hints.ts';
import { secondsAgo } from '../setup/woocommerce.ts';

let readShop: ReadShop;
let hostile: HostileShop;
let { world, http, asOperator, connect } = {} as ReadShop;
beforeAll(async () => {
  readShop = await openReadShop();
  ({ world, http, asOperator, connect } = readShop);
});
afterAll(() => readShop.close());
beforeEach(async () => {
  readShop.sandbox.control.reset();
  hostile = await openHostileShop();
});
afterEach(() => hostile.close());

const ask = (shop: string, command: string, body: Record<string, unknown> = {}) =>
  http.request(asOperator, 'post', `/v1/shops/${shop}/${command}`, body);

/** A shop that behaved while it was connected. */
async function connectedHostile(): Promise<ShopId> {
  const { body, status } = await connect({ url: hostile.url });
  expect(status).toBe(200);
  return (body as { shop: ShopId }).shop;
}

/** The times of an order that was placed and changed so many seconds ago. */
const times = (seconds: number) => ({ created: secondsAgo(seconds), modified: secondsAgo(seconds) });

const readingOf = (shop: string) =>
  world.database.knex('shop_readings').where({ shop_id: shop }).first<{
    why: { code: string; values?: Record<string, unknown> } | null;
    failures: number;
    due_at: Date;
    read_at: Date | null;
  }>();

/** Reads the shop once by schedule. */
async function readOnce(shop: ShopId, isOver: () => Promise<boolean>): Promise<void> {
  await readShop.due(shop);
  const puller = readShop.puller();
  puller.start();
  await until(isOver, 'the shop was read').finally(() => puller.stop());
}

describe('connecting a shop', () => {
  it('twice at the same moment adds it once, since every order would be booked twice', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => connect({ url: hostile.url })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    expect(await world.database.knex('shops').where({ url: hostile.url })).toHaveLength(1);
  });
});

describe('a failure of a shop', () => {
  it('is stored though the code of its error has characters that no database can store', async () => {
    const shop = await connectedHostile();
    hostile.answers((_request, response) =>
      sendJson(response, { code: 'rest\0_no\uD800_route', message: '' }, { status: 404 }),
    );
    await readOnce(shop, async () => (await readingOf(shop)).failures > 0);
    expect((await readingOf(shop)).why).toMatchObject({ code: 'shop_read.no_rest_api' });
  });

  it('is stored though an order has a time that no calendar has', async () => {
    const shop = await connectedHostile();
    hostile.answers((_request, response) =>
      sendJson(response, [{ ...plainOrder(1, times(9)), date_modified_gmt: '9999-99-99T99:99:99' }], {
        headers: { 'x-wp-total': '7' },
      }),
    );
    await readOnce(shop, async () => (await readingOf(shop)).failures > 0);
    expect((await readingOf(shop)).why).toMatchObject({ code: 'shop_read.other_shape' });
  });

  it('is stored though the shop asks for a pause longer than all calendars', async () => {
    const shop = await connectedHostile();
    hostile.answers((_request, response) =>
      sendJson(response, '', { status: 503, headers: { 'retry-after': '9'.repeat(400) } }),
    );
    await readOnce(shop, async () => (await readingOf(shop)).failures > 0);
    expect((await readingOf(shop)).due_at.getTime()).toBeLessThan(Date.now() + 3_700_000);
  });

  it('never repeats the key, though the shop writes it into its answer', async () => {
    const shop = await connectedHostile();
    const { consumerKey, consumerSecret } = readShop.sandbox.control.key;
    const query = `consumer_key=${consumerKey}&consumer_secret=${consumerSecret}`;
    const answers: Record<string, (response: ServerResponse) => void> = {
      redirect: (response) => sendJson(response, '', { status: 301, headers: { location: `/de/wp-json/?${query}` } }),
      message: (response) => sendJson(response, { code: 'odd', message: `GET ?${query}` }, { status: 400 }),
      code: (response) => sendJson(response, { code: consumerSecret, message: '' }, { status: 404 }),
    };
    for (const answer of Object.values(answers)) {
      hostile.answers((_request, response) => answer(response));
      const { body, status } = await ask(shop, 'pull');
      expect(status).toBe(502);
      expect(JSON.stringify([body, await readingOf(shop)])).not.toMatch(/c[ks]_[0-9a-f]{40}/);
    }
  });
});

describe('the answer of a shop', () => {
  it('may name a total beyond all numbers', async () => {
    const shop = await connectedHostile();
    hostile.answers((_request, response) => sendJson(response, [], { headers: { 'x-wp-total': '9'.repeat(400) } }));
    expect((await http.request(asOperator, 'get', `/v1/shops/${shop}/reading/orders`)).status).toBe(200);
    expect((await ask(shop, 'pull')).status).toBe(200);
  });

  it('may be nested so deeply that it cannot be read, and the shop is connected all the same', async () => {
    const depth = 200_000;
    hostile.answers((request, response) =>
      request.pathname.endsWith('/orders')
        ? sendJson(response, [])
        : sendJson(response, `[${'['.repeat(depth)}${']'.repeat(depth)}]`),
    );
    expect((await connect({ url: hostile.url })).status).toBe(200);
    hostile.answers((_request, response) =>
      sendJson(
        response,
        `[${JSON.stringify({ ...plainOrder(1, times(9)), meta_data: '@' }).replace('"@"', '['.repeat(depth) + ']'.repeat(depth))}]`,
        { headers: { 'x-wp-total': '1' } },
      ),
    );
    const shop = await world.database.knex('shops').where({ url: hostile.url }).first<{ id: ShopId }>();
    const { status, body } = await ask(shop.id, 'pull', { since: '2020-01-01' });
    expect({ status, body }).toMatchObject({ status: 200 });
  });
});

describe('a shop whose answers are too much', () => {
  const refunds = Array.from({ length: 50_000 }, (_none, index) => ({ id: index + 1, reason: '', total: '-1' }));
  const listing = (response: ServerResponse) =>
    sendJson(response, [{ ...plainOrder(1, times(9)), refunds }, plainOrder(2, times(9))], {
      headers: { 'x-wp-total': '2' },
    });

  it('is not read without end: its order counts as unreadable, and the others are taken in', async () => {
    const shop = await connectedHostile();
    let asked = 0;
    hostile.answers((request, response) => {
      if (!request.pathname.endsWith('/refunds')) return listing(response);
      const first = asked++ * 100 + 1;
      sendJson(
        response,
        Array.from({ length: 100 }, (_none, index) => ({ id: first + index, x: 'x'.repeat(80_000) })),
      );
    });
    const { status, body } = await ask(shop, 'pull', { since: '2020-01-01' });
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { found: 2, missing: 1, refused: [{ order: '1', code: 'order.refunds_unread' }] },
    });
    expect(asked).toBeLessThan(8);
  });
});

describe('one order over which the shop breaks the connection off', () => {
  it('keeps back neither what webhooks tell of nor what else has changed', async () => {
    const shop = await connectedHostile();
    const { knex } = world.database;
    await knex('order_hints').insert([1, 2].map((id) => ({ shop_id: shop, order_id: String(id) })));
    hostile.answers((request, response) => {
      const [, id] = /orders\/(\d+)$/.exec(request.pathname) ?? [];
      if (id === '1') return void response.destroy();
      if (id !== undefined) return sendJson(response, plainOrder(Number(id), times(9)));
      if (!request.searchParams.has('modified_after')) return sendJson(response, []);
      sendJson(response, [plainOrder(3, times(5))], { headers: { 'x-wp-total': '1' } });
    });
    await readOnce(shop, async () => (await readingOf(shop)).read_at !== null);
    expect((await readShop.stored(shop)).map(({ id }) => id)).toEqual(['2', '3']);
    expect(await knex('order_hints').where({ shop_id: shop })).toMatchObject([{ order_id: '1' }]);
  });

  it('is the failure of the shop if nothing else answers either, and what webhooks told of waits', async () => {
    const shop = await connectedHostile();
    const { knex } = world.database;
    await knex('order_hints').insert({ shop_id: shop, order_id: '1' });
    hostile.answers((_request, response) => void response.destroy());
    await readOnce(shop, async () => (await readingOf(shop)).failures > 0);
    expect(await knex('order_hints').where({ shop_id: shop })).toHaveLength(1);
  });
});

describe('webhooks of a shop that cannot be read', () => {
  it('leave no more than a bounded number of hints behind, whatever they tell of', async () => {
    const shop = await connectedHostile();
    const { pool, knex } = world.database;
    await pool.query(
      'insert into order_hints (shop_id, order_id) select $1, number from generate_series(1, $2::integer) as number',
      [shop, mostHints],
    );
    await storeHint(pool, shop, '999999');
    const before = await oldestHints(pool, shop, 1);
    await storeHint(pool, shop, before[0]?.orderId ?? '');
    expect(await knex('order_hints').where({ shop_id: shop })).toHaveLength(mostHints);
    expect(await oldestHints(pool, shop, 1)).not.toEqual(before);
  });
});

describe('the address of webhooks', () => {
  it('is unknown for a shop whose id no database can store', async () => {
    const { status } = await http.request(null, 'post', '/v1/shops/s%00/webhooks/woocommerce', '{}', {});
    expect(status).toBe(404);
  });
});
