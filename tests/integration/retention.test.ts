import { reviewOne } from '../../bridge-server/src/mirror/maintenance/review.ts';
import { changeConnection } from '../../bridge-server/src/shops/change-connection.ts';
import { poweroffice } from '../../bridge-server/src/systems/poweroffice/system.ts';
import { age } from '../setup/age.ts';
import { editedOrder } from '../setup/edited-order.ts';
import type { Caller, Http } from '../setup/http.ts';
import { bookingPayments } from '../setup/payments.ts';
import { sayVerb } from '../setup/person.ts';
import { countSettingsUp, routeAgain } from '../setup/routing.ts';
import { openServedWorld } from '../setup/served-world.ts';
import { summaries } from '../setup/summaries.ts';
import { fixture, simpleOrder } from '../setup/woocommerce.ts';
import { type World, type WorldOptions, testTiming } from '../setup/world.ts';
import { remedyOf } from '../setup/telling.ts';

let world: World;
let http: Http;
let asOperator: Caller;
const open = async (options: WorldOptions = {}) => {
  ({ world, http, asOperator } = await openServedWorld(options));
};
afterEach(() => world.close());

const receive = (generation: number, order: Record<string, unknown>, ...refunds: Record<string, unknown>[]) =>
  world.sendOrder(generation, order, ...refunds);
const run = async () =>
  (await http.request(asOperator, 'post', '/v1/retention/run', {})).body as Record<string, number>;
const forget = (order: number, caller = asOperator) =>
  http.request(caller, 'post', `/v1/shops/${world.shop}/orders/${order}/forget`, {});
const forgetAged = async (days = 100) => {
  await age(world.database, days);
  return (await run())['orders'];
};
const row = async (id = '1') =>
  (await world.database.knex('subjects').where({ shop_id: world.shop, id }).first()) as Record<string, unknown>;
const atGo = () => world.sandbox.control.state();
const drafts = () => atGo().orders.map(({ total, status }) => `${status} ${total}`);
const edit = (net: number, quantity = 1) => editedOrder(1, { lines: [{ id: 1, quantity, net }] });

describe('an order whose documents are all done', () => {
  it('is forgotten after its time with all personal data, but is recognised and never booked again', async () => {
    await open();
    await receive(1, simpleOrder(1));
    expect(await world.settled()).toEqual(['order done sent']);
    expect(await forgetAged(89)).toBe(0);
    await age(world.database, 2);
    const report = (await http.request(asOperator, 'get', '/v1/retention')).body;
    expect(report).toMatchObject({
      retention: expect.arrayContaining([
        expect.objectContaining({ what: 'orders', keep: '90 days', kept: 1, due: 1 }),
      ]),
    });
    const { content_hash: hash } = await row();
    expect((await run())['orders']).toBe(1);
    expect(await row()).toMatchObject({
      snapshot: null,
      content_hash: hash,
      forgotten_at: expect.any(Date),
      revision: 1,
    });

    const { billing } = simpleOrder(1) as { billing: Record<string, string> };
    const left = JSON.stringify([
      await world.database.knex('subjects'),
      await world.database.knex('transfers'),
      await world.database.knex('journal'),
      await world.database.knex('exchanges'),
    ]);
    for (const field of ['last_name', 'email', 'address_1', 'postcode', 'phone']) {
      expect(billing[field]).toBeTruthy();
      expect(left).not.toContain(billing[field]);
    }

    expect(await receive(1, simpleOrder(1))).toEqual([{ outcome: 'duplicate', id: '1' }]);
    expect(await receive(2, simpleOrder(1))).toEqual([{ outcome: 'duplicate', id: '1' }]);
    expect(await world.settled()).toEqual(['order done sent']);
    expect(await row()).toMatchObject({ snapshot: null, generation: 2, revision: 1, forgotten_at: expect.any(Date) });
    expect(drafts()).toEqual(['Draft 34900']);
    expect((await http.request(asOperator, 'get', `/v1/shops/${world.shop}/orders/1?with=content`)).body).toMatchObject(
      {
        content: null,
        forgottenAt: expect.any(String),
      },
    );
  });

  it('is amended by a newer revision, whose content is then kept again', async () => {
    await open();
    await receive(1, edit(10_000));
    await world.settle();
    expect(await forgetAged()).toBe(1);
    await receive(2, edit(20_000, 2));
    expect(await world.settled()).toEqual(['order done changed.after_sending', 'amendment done sent']);
    expect(drafts()).toEqual(['Draft 25000']);
    expect(await row()).toMatchObject({ snapshot: expect.any(String), forgotten_at: null, revision: 2 });
    expect(await forgetAged()).toBe(1);
    await receive(3, edit(20_000, 2));
    await receive(4, { ...edit(20_000, 2), status: 'cancelled' });
    expect((await world.settled()).slice(-1)).toEqual(['cancellation done sent']);
    expect(drafts()).toEqual([]);
  });

  it('keeps its document when the change does not matter to it', async () => {
    await open();
    await receive(1, edit(10_000));
    await world.settle();
    expect(await forgetAged()).toBe(1);
    await receive(2, { ...edit(10_000), customer_note: 'Leave it at the door' });
    expect(await world.settled()).toEqual(['order done changed.after_sending', 'amendment done sent']);
    expect(drafts()).toEqual(['Draft 12500']);
  });

  it('is refunded although it was forgotten', async () => {
    await open();
    await receive(1, fixture('woocommerce-no/orders/four-rates-shipping'));
    await world.settle();
    expect(await forgetAged()).toBe(1);
    await receive(
      2,
      fixture('woocommerce-no/orders/four-rates-partially-refunded', {
        id: fixture('woocommerce-no/orders/four-rates-shipping')['id'],
      }),
      fixture('woocommerce-no/refunds/partial-line-of-four-rates'),
    );
    expect((await world.settled()).filter((line) => line.startsWith('refund'))).toEqual(['refund done sent']);
    expect(atGo().orders).toHaveLength(2);
  });

  it('leaves its cancellation to a person when the shop deletes it', async () => {
    await open();
    await receive(1, simpleOrder(1));
    await world.settle();
    expect(await forgetAged()).toBe(1);
    expect(await world.receive({ generation: 2, id: 1, tombstone: true })).toMatchObject([{ outcome: 'accepted' }]);
    expect(await world.settled()).toEqual(['order done cancelled.after_sending', 'cancellation blocked gap.forgotten']);
    expect(drafts()).toEqual(['Draft 34900']);
    const [, cancellation] = await world.transfers();
    expect(cancellation?.detail.gaps).toMatchObject([{ code: 'gap.forgotten' }]);
    expect(remedyOf(cancellation)).toContain('by hand');
    expect((await sayVerb(world, 'elsewhere', cancellation?.id)).ok).toBe(true);
  });

  it('is not sent again after changed settings or over a new connection, until the order changes', async () => {
    await open();
    await receive(1, simpleOrder(1));
    await world.settle();
    expect(await forgetAged()).toBe(1);
    await changeConnection(
      world.database.knex,
      { shopId: world.shop, id: world.connection.id, preview: false },
      ({ settings, rules }) => ({ ok: true, value: { settings, rules: { ...rules, functions: [] } } }),
    );
    await routeAgain(world);
    expect(await world.settled()).toEqual(['order done sent']);
    const later = (await world.database.knex('connections').where({ id: world.connection.id }).first()) as object;
    await world.database
      .knex('connections')
      .insert({ ...later, id: 'later', account: 'later', rules: JSON.stringify(world.connection.rules) });
    await countSettingsUp(world.database, world.shop);
    await routeAgain(world);
    expect(await world.settled()).toEqual(['order done sent', 'order closed rule.forgotten']);
    expect(drafts()).toEqual(['Draft 34900']);
    expect(
      (
        await http.request(
          asOperator,
          'get',
          `/v1/shops/${world.shop}/orders/1/preview?connection=${world.connection.id}`,
        )
      ).body,
    ).toMatchObject({ kind: 'gaps', gaps: [{ code: 'gap.forgotten' }] });
    await receive(2, edit(10_000));
    while (await reviewOne(world.database.pool, () => poweroffice, { ...testTiming }, world.mirror().log));
    expect(summaries(await world.transfers())).toContain('order waiting wanted.status');
  });

  it('keeps the plan of its payment, which names nobody, so that an unrelated change needs no person', async () => {
    await open(bookingPayments);
    await receive(1, simpleOrder(1));
    expect(await world.settled()).toEqual(['order done sent', 'payment done sent']);
    expect(await forgetAged()).toBe(1);
    expect((await world.transfers()).map(({ kind, frozen }) => ({ kind, hasPlan: frozen !== null }))).toEqual([
      { kind: 'order', hasPlan: false },
      { kind: 'payment', hasPlan: true },
    ]);
    await receive(2, simpleOrder(1, { customer_note: 'Leave it at the door' }));
    expect(await world.settled()).toEqual([
      'order done changed.after_sending',
      'payment done sent',
      'amendment done sent',
    ]);
  });
});

describe('an order with an open transfer', () => {
  const unmapped = simpleOrder(1, {
    tax_lines: (simpleOrder(1)['tax_lines'] as object[]).map((line) => ({ ...line, rate_percent: 11.11 })),
  });

  it('is not forgotten by age or at request until a person has ended the transfer', async () => {
    await open();
    await receive(1, unmapped);
    expect(await world.settled()).toEqual(['order blocked gap.rate_unmapped']);
    expect(await forgetAged(1000)).toBe(0);
    const refused = await forget(1);
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'order.open', cause: expect.stringContaining('gap.rate_unmapped') },
    });
    const [blocked] = await world.transfers();
    await sayVerb(world, 'elsewhere', blocked?.id);
    expect((await forget(1)).body).toMatchObject({ order: '1' });
    expect(await row()).toMatchObject({ snapshot: null });
  });

  it('is not forgotten while a review is to come', async () => {
    await open();
    await receive(1, simpleOrder(1));
    await world.settle();
    await age(world.database, 100);
    await world.database.knex('transfers').update({ review_at: new Date() });
    expect((await run())['orders']).toBe(0);
    expect((await forget(1)).status).toBe(409);
  });
});

it('an order is forgotten at once at request of its shop, with what was sent for it, and the journal names the shop', async () => {
  await open();
  await receive(1, simpleOrder(1));
  await world.settle();
  const shop = await http.callerOf(world.shop);
  expect((await forget(1, shop)).body).toEqual({ order: '1', plans: 1, exchanges: 2 });
  expect(await row()).toMatchObject({ snapshot: null });
  expect(await world.transfers()).toMatchObject([{ frozen: null, intent: null }]);
  expect((await forget(1, shop)).body).toEqual({ order: '1', plans: 0, exchanges: 0 });
  expect((await forget(2, shop)).body).toMatchObject({ code: 'order.unknown' });
  expect(
    (await http.request(asOperator, 'get', `/v1/shops/${world.shop}/journal?code=order.forgotten`)).body,
  ).toMatchObject({
    lines: [{ orderId: '1', actor: `shop:${world.shop}` }],
  });
});

it('a question that names the customer loses the name when its order is forgotten', async () => {
  await open();
  await receive(1, simpleOrder(1));
  await world.settle();
  const mona = { ...(simpleOrder(1)['billing'] as object), first_name: 'Mona', email: 'mona@example.test' };
  await receive(2, simpleOrder(1, { billing: mona }));
  const asked = (await world.settle()).find(({ reason }) => reason === 'gap.customer_changed');
  await sayVerb(world, 'elsewhere', asked?.id);
  const tasks = async () => JSON.stringify(await world.database.knex('tasks').select('reason', 'form'));
  expect(await tasks()).toContain('mona@example.test');
  expect((await forget(1)).status).toBe(200);
  expect(await tasks()).not.toMatch(/mona/i);
});
