import type { ShopId } from '../../bridge-server/src/ids.ts';
import type { Body } from '../sandboxes/woocommerce/sandbox.ts';
import { publicUrl } from '../setup/http.ts';
import { openReadShop, type ReadShop } from '../setup/read-shop.ts';
import { until } from '../setup/until.ts';
import { webhookPath, webhookSteps, type WebhookSteps } from '../setup/webhook-steps.ts';
import { fixture, secondsAgo, simpleOrder } from '../setup/woocommerce.ts';
import { readContent } from '../../bridge-server/src/orders/list.ts';

let readShop: ReadShop;
let { world, sandbox, http, asOperator, place, connected, stored } = {} as ReadShop;
let { setUp, send, signedWith, tell, shopWithWebhooks, shopWithoutKey, readHints, hintsOf } = {} as WebhookSteps;
beforeAll(async () => {
  readShop = await openReadShop();
  ({ world, sandbox, http, asOperator, place, connected, stored } = readShop);
  ({ setUp, send, signedWith, tell, shopWithWebhooks, shopWithoutKey, readHints, hintsOf } = webhookSteps(readShop));
});
afterAll(() => readShop.close());
beforeEach(() => readShop.reset());

const refundOfAll = { ...fixture('woocommerce-no/refunds/full-amount-of-simple'), id: 900 };

interface Reading {
  webhooks: { failed: { code: string } | null } | null;
}

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
      delivery_url: publicUrl + webhookPath(shop),
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

  it('is not needed for a disabled webhook: the nightly reading enables it, or says that its key may not', async () => {
    const shop = await shopWithWebhooks();
    const night = async (isDone: () => Promise<boolean>) => {
      await world.database
        .knex('shop_readings')
        .where({ shop_id: shop })
        .update({ compare_at: new Date(0) });
      await readShop.due(shop);
      const puller = readShop.puller();
      puller.start();
      await until(isDone, 'the night is over');
      await puller.stop();
    };
    const failed = async () =>
      ((await http.request(asOperator, 'get', `/v1/shops/${shop}/reading`)).body as Reading).webhooks?.failed;
    const [first] = sandbox.control.webhooks();
    if (!first) throw new Error('the shop has no webhook');
    first.status = 'disabled';
    sandbox.control.permissions('read');
    await night(async () => (await failed()) !== null);
    expect(await failed()).toMatchObject({ code: 'webhook.not_active' });
    sandbox.control.permissions('read_write');
    await night(async () => (await failed()) === null);
    expect(first.status).toBe('active');
  });

  it('gives webhooks of a former connection the new secret', async () => {
    const shop = await shopWithWebhooks();
    await http.request(asOperator, 'post', `/v1/shops/${shop}/disconnect`, {});
    await readShop.connect({ existing: shop });
    await setUp(shop);
    place(1);
    const [delivery] = sandbox.control.dueDeliveries();
    expect(delivery && (await send(shop, delivery.body, delivery.headers))).toMatchObject({
      status: 200,
      body: { outcome: 'noted' },
    });
    expect(sandbox.control.webhooks()).toHaveLength(4);
  });

  it('says of a key that may only read what to do, and follows it: another key, or by hand', async () => {
    const shop = await connected();
    const { status, body } = await setUp(shop);
    expect({ status, body }).toMatchObject({ status: 502, body: { code: 'shop_read.no_right_to_write' } });
    const byHand = (await setUp(shop, { byHand: true })).body as { secret: string; deliveryUrl: string };
    expect(byHand).toMatchObject({
      deliveryUrl: publicUrl + webhookPath(shop),
      secret: expect.stringMatching(/\S{40}/),
    });
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
      expect(await send(shop, delivery.body, delivery.headers)).toMatchObject({
        status: 200,
        body: { outcome: 'noted', order: '1' },
      });
    await readHints(shop, async () => (await stored(shop)).length === 1);
    expect(await stored(shop)).toMatchObject([{ id: '1', status: 'completed', revision: 1 }]);
    const { refunds } = (await readContent(world.database.pool, shop, '1')) as { refunds: { id: string }[] };
    expect(refunds).toMatchObject([{ id: '900' }]);
  });

  it('takes an order back that went to the trash, and brings it again when it is restored', async () => {
    const shop = await shopWithWebhooks();
    const tombstone = async () => (await stored(shop))[0]?.tombstone;
    const deliverAll = async () => {
      for (const delivery of sandbox.control.dueDeliveries()) await send(shop, delivery.body, delivery.headers);
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
    for (const delivery of deliveries) await send(shop, delivery.body, delivery.headers);
    await readHints(shop, async () => (await stored(shop)).length === 1);
    expect(await stored(shop)).toMatchObject([{ id: '1' }]);
  });

  it('is tried again while the shop cannot show its order, and does not hold up others', async () => {
    const shop = await shopWithWebhooks();
    place(1);
    place(2);
    for (const delivery of sandbox.control.dueDeliveries()) await send(shop, delivery.body, delivery.headers);
    sandbox.control.switches({ breaking: [1] });
    await readShop.due(null);
    const puller = readShop.puller();
    puller.start();
    await until(async () => (await stored(shop)).length === 1, 'the other order was read');
    await until(async () => {
      const [hint] = await world.database.knex('order_hints').where({ shop_id: shop }).select<{ tries: number }[]>();
      return hint?.tries === 1;
    }, 'the hint waits for its next try');
    sandbox.control.switches({ breaking: [] });
    await world.database.knex('order_hints').where({ shop_id: shop }).update({ due_at: new Date() });
    await until(async () => (await stored(shop)).length === 2, 'the order was read');
    await until(async () => (await hintsOf(shop)).length === 0, 'no hint is left');
    await puller.stop();
  });

  it('waits while the shop cannot be read, and is not lost', async () => {
    const shop = await shopWithWebhooks();
    place(1);
    for (const delivery of sandbox.control.dueDeliveries()) await send(shop, delivery.body, delivery.headers);
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

  it('tells a person if its user may not see orders any more, until the next order comes', async () => {
    const shop = await shopWithWebhooks();
    const failed = async () =>
      ((await http.request(asOperator, 'get', `/v1/shops/${shop}/reading`)).body as Reading).webhooks?.failed;
    expect(await tell(shop, mayNotView)).toMatchObject({ status: 200, body: { outcome: 'nothing' } });
    expect(await failed()).toMatchObject({ code: 'webhook.no_right' });
    await tell(shop, { order: { id: 5_000_000_000 } });
    expect(await failed()).toBeNull();
    expect(await hintsOf(shop)).toEqual(['5000000000']);
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

const mayNotView = { code: 'woocommerce_rest_cannot_view', message: 'Sorry.', data: { status: 401 } };
const changed = (id: number, seconds: number, more: Body = {}) =>
  simpleOrder(id, { date_modified_gmt: secondsAgo(seconds), ...more });

describe('a delivery of a shop that the bridge cannot read', () => {
  it('is the order itself, and a late one changes nothing', async () => {
    const shop = await shopWithoutKey();
    expect((await tell(shop, changed(1, 50))).body).toMatchObject({ outcome: 'accepted', order: '1' });
    expect((await tell(shop, changed(1, 20, { status: 'completed' }))).body).toMatchObject({ outcome: 'accepted' });
    expect((await tell(shop, changed(1, 50))).body).toMatchObject({ outcome: 'stale' });
    expect(await stored(shop)).toMatchObject([{ id: '1', status: 'completed', revision: 2 }]);
  });

  it('of an old version is an order that cannot be read, until the version is changed', async () => {
    const shop = await shopWithoutKey();
    const { date_created_gmt: created, date_modified_gmt: modified, ...old } = changed(1, 50);
    expect(created).toBeDefined();
    for (const content of [{ ...old, date_modified: modified }, { order: { ...old, updated_at: modified } }])
      expect((await tell(shop, content)).body).toMatchObject({ outcome: 'refused', code: 'order.old_webhook' });
    expect((await tell(shop, changed(1, 20))).body).toMatchObject({ outcome: 'accepted', order: '1' });
  });

  it('is refused if the user of the webhook may not see orders any more', async () => {
    const shop = await shopWithoutKey();
    expect(await tell(shop, mayNotView)).toMatchObject({ status: 409, body: { code: 'webhook.no_right' } });
  });

  it('about a cart that nobody has ordered yet changes nothing', async () => {
    const shop = await shopWithoutKey();
    expect((await tell(shop, changed(1, 50, { status: 'checkout-draft' }))).body).toMatchObject({ outcome: 'nothing' });
    expect(await stored(shop)).toEqual([]);
    expect((await tell(shop, changed(1, 20))).body).toMatchObject({ outcome: 'accepted' });
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

describe('a shop with the plugin that gives the bridge a REST key', () => {
  const give = async (shop: ShopId, inputs: Record<string, unknown> = {}) => {
    await world.database.knex('shops').where({ id: shop }).update({ url: sandbox.url });
    const asShop = await http.callerOf(shop);
    return http.request(asShop, 'post', `/v1/shops/${shop}/access`, {
      url: sandbox.url,
      ...sandbox.control.key,
      ...inputs,
    });
  };

  it('is read from then on, and learns which webhooks to set up', async () => {
    const { shop } = world;
    const { status, body } = await give(shop);
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { reading: { ok: true }, webhooks: { deliveryUrl: publicUrl + webhookPath(shop), topics: { length: 4 } } },
    });
    place(501);
    expect((await tell(shop, { id: 501, status: 'processing' })).body).toMatchObject({ outcome: 'noted' });
    await readHints(shop, async () => (await stored(shop)).some(({ id }) => id === '501'));
  });

  it('is told why the bridge cannot read it, keeps its former access, and gets no webhooks', async () => {
    const { shop } = world;
    await give(shop);
    const { body } = await give(shop, { consumerSecret: `cs_${'9'.repeat(40)}` });
    expect(body).toMatchObject({ reading: { ok: false, code: 'shop_read.wrong_key' }, webhooks: null });
    expect(await http.request(asOperator, 'post', `/v1/shops/${shop}/pull`, {})).toMatchObject({ status: 200 });
  });

  it('cannot give the bridge a key of another address', async () => {
    expect(await give(world.shop, { url: 'https://other.example' })).toMatchObject({
      status: 409,
      body: { code: 'shop.at_another_address' },
    });
  });

  it('has the content of the plugin, whatever a webhook says without a key', async () => {
    const shop = await shopWithoutKey();
    const asShop = await http.callerOf(shop);
    const order = changed(7, 100);
    await http.request(asShop, 'post', `/v1/shops/${shop}/events`, { events: [{ generation: 1, order, refunds: [] }] });
    const refunded = changed(7, 20, { refunds: [{ id: 900, reason: '', total: '-349.00' }] });
    expect((await tell(shop, refunded)).body).toMatchObject({ outcome: 'stale' });
    expect((await tell(shop, { id: 7 })).body).toMatchObject({ outcome: 'stale' });
    expect(await stored(shop)).toMatchObject([{ id: '7', revision: 1, tombstone: false }]);
  });

  it('is not read any more after it was unpaired', async () => {
    const { shop } = world;
    await give(shop);
    const asShop = await http.callerOf(shop);
    expect(await http.request(asShop, 'post', `/v1/shops/${shop}/unpair`, {})).toMatchObject({ status: 200 });
    expect(await world.database.knex('shop_readings').where({ shop_id: shop })).toEqual([]);
    expect(await world.database.knex('shop_webhooks').where({ shop_id: shop })).toEqual([]);
  });
});
