import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { z } from 'zod';
import { webhookSecret } from '../../bridge-server/src/orders/webhook/webhooks.ts';
import type { ShopId } from '../../bridge-server/src/ids.ts';
import type { Body, WebhookDelivery } from '../sandboxes/woocommerce/sandbox.ts';
import { publicUrl } from '../setup/http.ts';
import { openReadShop, type ReadShop } from '../setup/read-shop.ts';
import { recordedDeliveries } from '../setup/recorded-deliveries.ts';
import { until } from '../setup/until.ts';
import { fixture, secondsAgo, simpleOrder } from '../setup/woocommerce.ts';

let readShop: ReadShop;
let { world, sandbox, http, asOperator, place, connected, stored } = {} as ReadShop;
beforeAll(async () => {
  readShop = await openReadShop();
  ({ world, sandbox, http, asOperator, place, connected, stored } = readShop);
});
afterAll(() => readShop.close());
beforeEach(() => readShop.reset());

const seed = Number(process.env['KONTOR_SEED'] ?? 20_261_128);
const refundOfAll = { ...fixture('woocommerce-no/refunds/full-amount-of-simple'), id: 900 };
const addressOf = (shop: string): string => `/v1/shops/${shop}/webhooks/woocommerce`;
const setUp = (shop: string, inputs: Record<string, unknown> = {}) =>
  http.request(asOperator, 'post', `/v1/shops/${shop}/webhooks`, inputs);
const send = (shop: string, body: string, headers: Record<string, string>) =>
  http.request(null, 'post', addressOf(shop), body, headers);
const sendDelivery = (shop: string, { headers, body }: Pick<WebhookDelivery, 'headers' | 'body'>) =>
  send(shop, body, { ...headers });

/** The headers of a delivery that is signed with the secret of the shop. */
async function signedWith(shop: ShopId, body: string): Promise<Record<string, string>> {
  const { secret } = await webhookSecret(world.database.knex, world.sealer, shop);
  return {
    'x-wc-webhook-signature': createHmac('sha256', secret).update(body).digest('base64'),
    'x-wc-webhook-source': `${sandbox.url}/`,
    'x-wc-webhook-resource': 'order',
  };
}
/** Sends what a webhook of the shop would send about this content. */
const tell = async (shop: ShopId, content: Body, headers: Record<string, string> = {}) => {
  const body = JSON.stringify(content);
  return send(shop, body, { ...(await signedWith(shop, body)), ...headers });
};

/** A shop that the bridge reads, with webhooks that a key with the right to write has set up. */
async function shopWithWebhooks(): Promise<ShopId> {
  const shop = await connected();
  sandbox.control.permissions('read_write');
  expect((await setUp(shop)).status).toBe(200);
  return shop;
}
/** A shop of whose orders only webhooks tell. */
async function shopWithoutKey(): Promise<ShopId> {
  const { body } = await http.request(asOperator, 'post', '/v1/shops', { name: 'Nordlys', url: sandbox.url });
  const { shop } = body as { shop: ShopId };
  expect((await setUp(shop, { byHand: true })).status).toBe(200);
  return shop;
}
/** The regular reading of the shop is not due, so that only webhooks lead to its orders. */
async function readHints(shop: ShopId, isRead: () => Promise<boolean>): Promise<void> {
  await readShop.due(null);
  const puller = readShop.puller();
  puller.start();
  await until(isRead, 'the orders were read that webhooks told of');
  await until(async () => (await hintsOf(shop)).length === 0, 'no hint is left');
  await puller.stop();
}
const hintsOf = (shop: string) =>
  world.database.knex('order_hints').where({ shop_id: shop }).pluck<string[]>('order_id');

describe('kontor shop webhooks', () => {
  it('creates one webhook for each topic, and leaves them as they are at the next call', async () => {
    const shop = await connected();
    sandbox.control.permissions('read_write');
    const states = async () => ((await setUp(shop)).body as { webhooks: unknown[] }).webhooks;
    expect(await states()).toEqual(
      ['order.created', 'order.updated', 'order.deleted', 'order.restored'].map((topic) => ({
        topic,
        state: 'created',
      })),
    );
    expect(sandbox.control.webhooks()).toHaveLength(4);
    expect(sandbox.control.webhooks()[0]).toMatchObject({
      status: 'active',
      delivery_url: publicUrl + addressOf(shop),
      secret: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(await states()).toMatchObject([{ state: 'active' }, { state: 'active' }, { state: 'active' }, {}]);
    expect(sandbox.control.webhooks()).toHaveLength(4);
  });

  it('enables a webhook that WooCommerce has disabled', async () => {
    const shop = await shopWithWebhooks();
    const [first] = sandbox.control.webhooks();
    if (first) first.status = 'disabled';
    expect((await setUp(shop)).body).toMatchObject({
      webhooks: [{ topic: 'order.created', state: 'enabled' }, {}, {}, {}],
    });
    expect(sandbox.control.webhooks().map(({ status }) => status)).toEqual(['active', 'active', 'active', 'active']);
  });

  it('gives webhooks of a former connection the new secret', async () => {
    const shop = await shopWithWebhooks();
    await http.request(asOperator, 'post', `/v1/shops/${shop}/disconnect`, {});
    await readShop.connect({ existing: shop });
    await setUp(shop);
    place(1);
    const [delivery] = sandbox.control.dueDeliveries();
    expect(delivery && (await sendDelivery(shop, delivery))).toMatchObject({ status: 200, body: { outcome: 'noted' } });
    expect(sandbox.control.webhooks()).toHaveLength(4);
  });

  it('says of a key that may only read what to do, and follows it: another key, or by hand', async () => {
    const shop = await connected();
    const { status, body } = await setUp(shop);
    expect({ status, body }).toMatchObject({ status: 502, body: { code: 'shop_read.no_right_to_write' } });
    const byHand = (await setUp(shop, { byHand: true })).body as { secret: string; deliveryUrl: string };
    expect(byHand).toMatchObject({ deliveryUrl: publicUrl + addressOf(shop), secret: expect.stringMatching(/\S{40}/) });
    sandbox.control.permissions('read_write');
    const { consumerKey, consumerSecret } = sandbox.control.key;
    expect(await setUp(shop, { consumerKey, consumerSecret })).toMatchObject({ status: 200 });
    // The secret stays the same, so webhooks that were set up by hand go on.
    expect(sandbox.control.webhooks()[0]?.secret).toBe(byHand.secret);
  });

  it('says that nothing of the shop has arrived yet, until a ping or a delivery does', async () => {
    const shop = await connected();
    sandbox.control.permissions('read_write');
    // The address of the bridge leads nowhere here, so the ping of WooCommerce does not arrive.
    expect((await setUp(shop)).body).toMatchObject({ reached: { ok: false, code: 'webhook.not_reached' } });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await send(shop, 'webhook_id=5', headers)).toMatchObject({ status: 200, body: { outcome: 'ping' } });
    expect((await setUp(shop)).body).toMatchObject({ reached: { ok: true } });
  });
});

describe('a delivery of a shop that the bridge can read', () => {
  it('leads to the order as it is now, with its refunds', async () => {
    const shop = await shopWithWebhooks();
    place(1);
    const early = sandbox.control.dueDeliveries();
    place(1, { status: 'completed' });
    sandbox.control.refund(1, refundOfAll);
    const late = sandbox.control.dueDeliveries();
    // The later delivery comes first, and every one twice.
    for (const delivery of [...late, ...late, ...early, ...early])
      expect(await sendDelivery(shop, delivery)).toMatchObject({ status: 200, body: { outcome: 'noted', order: '1' } });
    await readHints(shop, async () => (await stored(shop)).length === 1);
    expect(await stored(shop)).toMatchObject([{ id: '1', status: 'completed', revision: 1 }]);
    const { snapshot } = await world.database.knex('subjects').where({ shop_id: shop }).first<{ snapshot: string }>();
    expect((JSON.parse(snapshot) as { refunds: { id: string }[] }).refunds).toMatchObject([{ id: '900' }]);
  });

  it('takes an order back that went to the trash, and brings it again when it is restored', async () => {
    const shop = await shopWithWebhooks();
    const tombstone = async () => (await stored(shop))[0]?.tombstone;
    const deliverAll = async () => {
      for (const delivery of sandbox.control.dueDeliveries()) await sendDelivery(shop, delivery);
    };
    place(1);
    await deliverAll();
    await readHints(shop, async () => (await tombstone()) === false);
    place(1, { status: 'trash' });
    await deliverAll();
    await readHints(shop, async () => (await tombstone()) === true);
    place(1, { status: 'processing', date_modified_gmt: secondsAgo(-1) });
    await deliverAll();
    await readHints(shop, async () => (await tombstone()) === false);
  });

  it('of an order that neither the shop nor the bridge has leaves nothing behind', async () => {
    const shop = await shopWithWebhooks();
    place(1);
    const deliveries = sandbox.control.dueDeliveries();
    await tell(shop, simpleOrder(77));
    for (const delivery of deliveries) await sendDelivery(shop, delivery);
    await readHints(shop, async () => (await stored(shop)).length === 1);
    expect(await stored(shop)).toMatchObject([{ id: '1' }]);
  });

  it('waits while the shop cannot be read, and is not lost', async () => {
    const shop = await shopWithWebhooks();
    place(1);
    for (const delivery of sandbox.control.dueDeliveries()) await sendDelivery(shop, delivery);
    sandbox.control.switches({ maintenance: true });
    const failures = async () =>
      (await world.database.knex('shop_readings').where({ shop_id: shop }).first<{ failures: number }>()).failures;
    await readShop.due(null);
    const puller = readShop.puller();
    puller.start();
    await until(async () => (await failures()) === 1, 'the shop could not be read');
    expect(await hintsOf(shop)).toEqual(['1']);
    sandbox.control.switches({ maintenance: false });
    await readShop.due(shop);
    await until(async () => (await stored(shop)).length === 1, 'the order was read');
    await until(async () => (await hintsOf(shop)).length === 0, 'no hint is left');
    await puller.stop();
  });

  it('is refused without the right signature, and for a shop without webhooks', async () => {
    const shop = await shopWithWebhooks();
    const body = JSON.stringify({ id: 1 });
    const headers = await signedWith(shop, body);
    expect(await send(shop, '{"id":2}', headers)).toMatchObject({
      status: 401,
      body: { code: 'webhook.wrong_signature' },
    });
    expect(await send(shop, body, {})).toMatchObject({ status: 401, body: { code: 'webhook.not_signed' } });
    const nobody = await send('sunknown', body, headers);
    expect(nobody).toMatchObject({ status: 404, body: { code: 'webhook.unknown' } });
    expect((await send(world.shop, body, headers)).body).toEqual({ ...nobody.body, correlationId: expect.any(String) });
    expect(await hintsOf(shop)).toEqual([]);
  });

  it('is refused once the shop is disconnected', async () => {
    const shop = await shopWithWebhooks();
    const headers = await signedWith(shop, '{"id":1}');
    await http.request(asOperator, 'post', `/v1/shops/${shop}/disconnect`, {});
    expect(await send(shop, '{"id":1}', headers)).toMatchObject({ status: 404, body: { code: 'webhook.unknown' } });
  });

  it('that is signed and no JSON is refused, and one about something else changes nothing', async () => {
    const shop = await shopWithWebhooks();
    expect(await send(shop, '{', await signedWith(shop, '{'))).toMatchObject({
      status: 400,
      body: { code: 'body.broken_json' },
    });
    for (const content of [{ code: 'woocommerce_rest_shop_order_invalid_id' }, { id: 'x' }])
      expect(await tell(shop, content)).toMatchObject({ status: 200, body: { outcome: 'nothing' } });
    const product = await tell(shop, { id: 1, sku: 'A' }, { 'x-wc-webhook-resource': 'product' });
    expect(product).toMatchObject({ status: 200, body: { outcome: 'nothing' } });
    expect(await hintsOf(shop)).toEqual([]);
  });
});

describe('a delivery of a shop that the bridge cannot read', () => {
  const changed = (id: number, seconds: number, more: Body = {}) =>
    simpleOrder(id, { date_modified_gmt: secondsAgo(seconds), ...more });

  it('is the order itself, and a late one changes nothing', async () => {
    const shop = await shopWithoutKey();
    expect((await tell(shop, changed(1, 50))).body).toMatchObject({ outcome: 'accepted', order: '1' });
    expect((await tell(shop, changed(1, 20, { status: 'completed' }))).body).toMatchObject({ outcome: 'accepted' });
    expect((await tell(shop, changed(1, 50))).body).toMatchObject({ outcome: 'stale' });
    expect(await stored(shop)).toMatchObject([{ id: '1', status: 'completed', revision: 2 }]);
  });

  it('with refunds names what it cannot say, and what to do helps', async () => {
    const shop = await shopWithoutKey();
    const refunded = changed(1, 20, { refunds: [{ id: 900, reason: '', total: '-349.00' }] });
    expect((await tell(shop, refunded)).body).toMatchObject({
      outcome: 'refused',
      code: 'order.refunds_unread',
      remedy: expect.stringContaining('REST key'),
    });
    place(1, { date_modified_gmt: secondsAgo(20) });
    sandbox.control.refund(1, refundOfAll);
    expect(await readShop.connect({ existing: shop })).toMatchObject({ status: 200 });
    const pull = await http.request(asOperator, 'post', `/v1/shops/${shop}/pull`, { orders: '1' });
    expect(pull.body).toMatchObject({ repaired: 1, refused: [] });
  });

  it('takes an order back that is in the trash, and a late delivery does not bring it again', async () => {
    const shop = await shopWithoutKey();
    await tell(shop, changed(1, 500));
    expect((await tell(shop, { id: 1 })).body).toMatchObject({ outcome: 'accepted' });
    expect((await tell(shop, changed(1, 400))).body).toMatchObject({ outcome: 'stale' });
    expect(await stored(shop)).toMatchObject([{ tombstone: true }]);
    expect((await tell(shop, changed(1, 0))).body).toMatchObject({ outcome: 'accepted' });
    expect(await stored(shop)).toMatchObject([{ tombstone: false }]);
  });

  it('is refused if it names another address, since a copy of the shop has the same webhooks', async () => {
    const shop = await shopWithoutKey();
    const copy = { 'x-wc-webhook-source': 'https://staging.nordlys.example/' };
    expect(await tell(shop, changed(1, 20), copy)).toMatchObject({
      status: 409,
      body: { code: 'webhook.other_source', cause: expect.stringContaining('staging.nordlys.example') },
    });
    expect(await stored(shop)).toEqual([]);
  });
});

describe('every recorded delivery of a real shop, sent three times in any order', () => {
  const deliveries = recordedDeliveries().filter(({ secret }) => secret !== undefined);
  const lastStates = [
    { id: '36', status: 'processing', tombstone: false },
    { id: '37', status: 'processing', tombstone: false },
    { id: '38', status: 'processing', tombstone: false },
    { id: '39', status: 'refunded', tombstone: false },
  ];
  const statesOf = async (shop: string) =>
    (await stored(shop)).map(({ id, status, tombstone }) => ({ id, status, tombstone }));
  const everyOrder = fc.shuffledSubarray([...deliveries, ...deliveries, ...deliveries], {
    minLength: 3 * deliveries.length,
  });
  /** Sends the deliveries to a shop, signed with its own secret. */
  const replay = async (shop: ShopId, shuffled: typeof deliveries): Promise<void> => {
    for (const { name, body, headers } of shuffled) {
      const { host: _, connection: __, 'content-length': ___, ...sent } = headers;
      const signature = (await signedWith(shop, body))['x-wc-webhook-signature'] ?? '';
      const { status } = await send(shop, body, { ...sent, 'x-wc-webhook-signature': signature });
      expect({ name, status }).toEqual({ name, status: 200 });
    }
  };

  it('ends with the last content of each order where the body is the event', async () => {
    await fc.assert(
      fc.asyncProperty(everyOrder, async (shuffled) => {
        const shop = await shopWithoutKey();
        // The address at which the recorded shop stood.
        await world.database.knex('shops').where({ id: shop }).update({ url: 'http://127.0.0.1:8080' });
        await replay(shop, shuffled);
        expect(await statesOf(shop)).toEqual(lastStates);
        await readShop.reset();
      }),
      { numRuns: 3, seed },
    );
  });

  it('ends with what the shop shows where the bridge reads it', async () => {
    await fc.assert(
      fc.asyncProperty(everyOrder, async (shuffled) => {
        const shop = await connected();
        await setUp(shop, { byHand: true });
        for (const name of [
          'status-processing-1-order_updated',
          'meta-only-1-order_updated',
          'order-variation-coupon-fee-1-order_created',
          'refund-full-1-order_updated',
        ])
          sandbox.control.save(recordedOrder.parse(JSON.parse(recorded(name).body)));
        sandbox.control.refund(39, { ...fixture('woocommerce/refunds/full-amount'), id: 45 });
        await replay(shop, shuffled);
        await readHints(shop, async () => (await stored(shop)).length === lastStates.length);
        expect(await statesOf(shop)).toEqual(lastStates);
        await readShop.reset();
      }),
      { numRuns: 3, seed },
    );
  });
  const recorded = (name: string) => {
    const delivery = deliveries.find((candidate) => candidate.name === name);
    if (!delivery) throw new Error(`no delivery ${name} was recorded`);
    return delivery;
  };
  const recordedOrder = z.looseObject({ id: z.int(), status: z.string(), date_created_gmt: z.string() });
});
