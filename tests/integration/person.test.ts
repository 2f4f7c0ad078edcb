import { transferIdOf } from '../setup/ids.ts';
import { readJournal } from '../../bridge-server/src/journal/read.ts';
import { applyVerb } from '../../bridge-server/src/mirror/person/apply-verb.ts';
import { sayFound } from '../../bridge-server/src/mirror/person/found.ts';
import type { PersonVerb } from '../../bridge-server/src/mirror/person/person.ts';
import { archiveConnection } from '../../bridge-server/src/shops/connection.ts';
import { bookingPayments } from '../setup/payments.ts';
import { openWorld, testTiming, type World, type WorldOptions } from '../setup/world.ts';
import { roundedOrder, simpleOrder, amountRefund } from '../setup/woocommerce.ts';

type Body = Record<string, unknown>;
const brief = ({ kind, state, reason }: { kind: string; state: string; reason: string }) =>
  `${kind} ${state} ${reason}`;
const refund = (id: number, amount: string): Body => amountRefund(id, amount);
const unmapped = (id: number): Body =>
  simpleOrder(id, {
    tax_lines: (simpleOrder(id)['tax_lines'] as object[]).map((line) => ({ ...line, rate_percent: 11.11 })),
  });

let world: World;
const open = (options?: WorldOptions) => async () => {
  world = await openWorld(options);
};
const close = () => world.close();
const receive = (generation: number, order: Body, ...refunds: Body[]) => world.sendOrder(generation, order, ...refunds);
const settled = async () => (await world.settle()).map(brief);
const atGo = () => world.sandbox.control.state();
const drafts = () => atGo().orders.map(({ total }) => total);
const nth = async (position: number) => transferIdOf((await world.transfers())[position]?.id);
/** What is said of the transfer at that position, and its state then or why not. */
async function say(verb: PersonVerb, position = 0): Promise<string> {
  const asked = await applyVerb(
    world.database,
    verb,
    { shopId: world.shop, id: await nth(position) },
    testTiming,
    'operator:berit',
  );
  return asked.ok ? `${asked.value.state} ${asked.value.reason}` : asked.error.code;
}
const journalOf = async (position: number) =>
  (await readJournal(world.database.knex, { transferId: await nth(position), limit: 100 })).map(
    ({ actor, code }) => `${actor} ${code}`,
  );

describe('a person cancels', () => {
  beforeEach(open());
  afterEach(close);

  it('what is not begun, and it stays closed whatever the shop sends, until a person lets it be sent', async () => {
    await receive(1, unmapped(1));
    expect(await settled()).toEqual(['order blocked gap.rate_unmapped']);
    expect(await say('cancel')).toBe('closed cancelled.by_person');
    await receive(2, simpleOrder(1), refund(35, '349.00'));
    expect(await settled()).toEqual(['order closed cancelled.by_person', 'refund closed rule.order_not_sent']);
    expect(await journalOf(0)).toContain('operator:berit cancelled.by_person');
    expect(await say('send', 1)).toBe('transfer.needs_another');
    expect(await say('send')).toBe('waiting wanted.by_person');
    expect(await settled()).toEqual(['order done sent', 'refund done sent']);
    expect(drafts()).toEqual([34_900, -34_900]);
  });

  it('nothing that is at the target, is being sent, or is closed', async () => {
    await receive(1, simpleOrder(1));
    const refusals: string[] = [];
    await world.workUntil(
      async () => (await world.transfers())[0]?.state === 'done',
      async (point) => {
        if (point === 'planned') refusals.push(await say('cancel'), await say('send'), await say('replay'));
      },
    );
    expect(refusals).toEqual(['transfer.not_now', 'transfer.not_now', 'transfer.not_now']);
    const asked = await applyVerb(
      world.database,
      'cancel',
      { shopId: world.shop, id: await nth(0) },
      testTiming,
      'operator:berit',
    );
    expect(asked).toMatchObject({
      ok: false,
      error: { code: 'transfer.not_now', case: 'cancel_done' },
    });
  });
});

describe('a person lets it be sent', () => {
  beforeEach(open({ rules: { activeFrom: '2027-01-01T00:00:00Z' } }));
  afterEach(close);

  it('though a rule leaves it out, and with it what belongs to the order, now and later', async () => {
    await receive(1, simpleOrder(1, { status: 'on-hold' }), refund(35, '100.00'));
    expect(await settled()).toEqual(['order closed rule.status', 'refund closed rule.before_active']);
    expect(await say('send')).toBe('waiting wanted.by_person');
    expect(await settled()).toEqual(['order done sent', 'refund done sent']);
    await receive(2, simpleOrder(1, { status: 'on-hold' }), refund(35, '100.00'), refund(36, '49.00'));
    expect(await settled()).toEqual(['order done sent', 'refund done sent', 'refund done sent']);
    expect(drafts()).toEqual([34_900, -10_000, -4900]);
  });

  it('and a review does not close it again while it waits', async () => {
    await receive(1, simpleOrder(1));
    await settled();
    await world.database.knex('connections').update({ paused: true });
    expect(await say('send')).toBe('waiting wanted.by_person');
    await receive(2, simpleOrder(1, { customer_note: 'x' }));
    await world.workUntil(async () => (await world.database.knex('transfers').whereNotNull('review_at')).length === 0);
    expect((await world.transfers()).map(brief)).toEqual(['order waiting wanted.by_person']);
    expect(await say('send')).toBe('waiting wanted.by_person');
    await receive(3, simpleOrder(1, { status: 'cancelled' }));
    expect(await settled()).toEqual(['order closed cancelled.before_sending']);
  });

  it('but not what is called off, a draft, a refund without its order, or over a connection that was removed', async () => {
    await receive(1, simpleOrder(1, { status: 'cancelled' }));
    await receive(1, simpleOrder(2, { status: 'draft' }));
    await receive(1, simpleOrder(3), refund(35, '100.00'));
    await settled();
    expect([await say('send', 0), await say('send', 1), await say('send', 3)]).toEqual([
      'transfer.called_off',
      'transfer.ruled_out',
      'transfer.needs_another',
    ]);
    await archiveConnection(world.database.knex, world.shop, world.connection.id);
    expect(await say('send', 2)).toBe('transfer.connection_removed');
    expect(atGo().orders).toEqual([]);
  });
});

describe('a person has looked for it again', () => {
  beforeEach(open(bookingPayments));
  afterEach(close);
  const replayAll = async (count: number) => {
    const said: string[] = [];
    for (let position = 0; position < count; position++) said.push(await say('replay', position));
    return said;
  };

  it('and what is there is left as it is: order, rounding, payment and refund', async () => {
    await receive(1, roundedOrder(1), refund(35, '5.00'));
    const before = (await settled()).length;
    const held = JSON.stringify([atGo().orders, atGo().vouchers]);
    expect(before).toBeGreaterThanOrEqual(3);
    const ids = (await world.transfers()).map(({ documentId }) => documentId);
    expect(await replayAll(before)).toEqual(Array.from({ length: before }, () => 'in_doubt replay.asked'));
    expect((await settled()).map((line) => line.replace(/^\w+ /, ''))).toEqual(
      Array.from({ length: before }, () => 'done replay.found'),
    );
    expect((await world.transfers()).map(({ documentId }) => documentId)).toEqual(ids);
    expect(JSON.stringify([atGo().orders, atGo().vouchers])).toBe(held);
  });

  it('and what is gone is made anew, the order before its refund, from what the shop says now', async () => {
    await receive(1, simpleOrder(1, { date_paid_gmt: null }), refund(35, '100.00'));
    expect(await settled()).toEqual(['order done sent', 'refund done sent']);
    await receive(2, simpleOrder(1, { date_paid_gmt: null, customer_note: 'x' }), refund(35, '100.00'));
    await settled();
    for (const { id } of atGo().orders) world.sandbox.control.office.deleteDraft(id);
    expect(await replayAll(2)).toEqual(['in_doubt replay.asked', 'in_doubt replay.asked']);
    expect(await settled()).toEqual(['order done sent', 'refund done sent']);
    expect(drafts()).toEqual([34_900, -10_000]);
    expect(await journalOf(0)).toEqual(
      expect.arrayContaining([
        'operator:berit replay.asked',
        'worker doubt.asked_once',
        'worker replay.absent',
        'worker sent',
      ]),
    );
    expect((await world.transfers()).map(({ documentId }) => documentId)).toEqual(atGo().orders.map(({ id }) => id));
  });

  it('and an order whose draft was mended is not put back; gone, it is made as it is now', async () => {
    await receive(1, simpleOrder(1, { date_paid_gmt: null }));
    await settled();
    await receive(2, roundedOrder(1, { date_paid_gmt: null }));
    expect(await settled()).toEqual(['order done changed.after_sending', 'amendment done sent']);
    expect(drafts()).toEqual([1252]);
    expect(await replayAll(2)).toEqual(['in_doubt replay.asked', 'in_doubt replay.asked']);
    expect(await settled()).toEqual(['order done replay.found', 'amendment done sent']);
    expect(drafts()).toEqual([1252]);
    world.sandbox.control.office.deleteDraft(atGo().orders[0]?.id ?? '');
    expect(await say('replay')).toBe('in_doubt replay.asked');
    expect(await settled()).toEqual(['order done sent', 'amendment done sent']);
    expect(drafts()).toEqual([1252]);
  });

  it('but never what was taken back', async () => {
    await receive(1, simpleOrder(1, { date_paid_gmt: null }), refund(35, '100.00'));
    await receive(1, simpleOrder(2, { date_paid_gmt: null }));
    await settled();
    await receive(2, simpleOrder(1, { date_paid_gmt: null }));
    await receive(2, simpleOrder(2, { date_paid_gmt: null, status: 'cancelled' }));
    expect((await settled()).slice(0, 3)).toEqual([
      'order done sent',
      'refund done changed.after_sending',
      'order done cancelled.after_sending',
    ]);
    expect([await say('replay', 1), await say('replay', 2)]).toEqual(['transfer.called_off', 'transfer.called_off']);
    const cancellation = (await world.transfers()).findIndex(({ kind }) => kind === 'cancellation');
    expect(await say('replay', cancellation)).toBe('in_doubt replay.asked');
    expect((await settled())[cancellation]).toBe('cancellation done replay.found');
    await receive(3, simpleOrder(2, { date_paid_gmt: null }));
    await settled();
    expect([await say('replay', 2), await say('replay', cancellation), await say('replay', 1)]).toEqual([
      'transfer.taken_back',
      'transfer.not_called_off',
      'transfer.called_off',
    ]);
    expect(drafts()).toEqual([34_900, -10_000]);
  });

  it('nor while another document of the order is being sent; and nothing that was never begun', async () => {
    await receive(1, simpleOrder(1, { date_paid_gmt: null }));
    await receive(1, simpleOrder(2, { status: 'on-hold' }));
    await settled();
    await receive(2, simpleOrder(1, { date_paid_gmt: null }), refund(35, '100.00'));
    const said: string[] = [];
    await world.workUntil(
      () => said.length > 0,
      async (point) => {
        if (point === 'planned' && said.length === 0) said.push(await say('replay'));
      },
    );
    expect(said).toEqual(['transfer.lane_sending']);
    const held = (await world.transfers()).findIndex(({ reason }) => reason === 'rule.status');
    expect(
      await applyVerb(
        world.database,
        'replay',
        { shopId: world.shop, id: await nth(held) },
        testTiming,
        'operator:berit',
      ),
    ).toMatchObject({ ok: false, error: { code: 'transfer.not_now', case: 'replay_closed' } });
  });

  it('when it was closed half-way: what is missing of it follows', async () => {
    world.sandbox.control.fail({
      mode: '500_before',
      on: { method: 'POST', path: '/SalesOrders/[^/]+/Lines$' },
      times: 1,
    });
    await receive(1, roundedOrder(1, { date_paid_gmt: null }));
    const paused = (value: boolean) => world.database.knex('connections').update({ paused: value });
    await world.workUntil(
      async () => (await world.transfers())[0]?.state === 'in_doubt',
      // Nobody asks about the doubt before the person has said what is to be said.
      async (point, { step }) => {
        if (point === 'answered' && step?.kind === 'poweroffice.order.round') await paused(true);
      },
    );
    expect(await say('elsewhere')).toBe('closed elsewhere');
    await paused(false);
    expect(await say('send')).toBe('transfer.not_now');
    expect(await say('replay')).toBe('in_doubt replay.asked');
    expect(await settled()).toEqual(['order done sent']);
    expect(drafts()).toEqual([1252]);
  });
});

describe('a person knows the document in doubt by its number', () => {
  beforeEach(open(bookingPayments));
  afterEach(close);
  const found = async (position: number, number: string) => {
    const said = await sayFound(
      world.mirror(),
      { shopId: world.shop, id: await nth(position) },
      number,
      'operator:berit',
    );
    return said.ok ? `${said.value.state} ${said.value.reason}` : `${said.error.status} ${said.error.code}`;
  };
  /** Lets the answer to the step's call be lost, and Go keep silent about it until a person is asked. */
  async function inDoubt(kind: string, mode: '500_before' | 'cut_after', call: string, asking: string): Promise<void> {
    world.sandbox.control.fail({ mode, on: { method: 'POST', path: call } });
    const askedUntil = (reason: string) =>
      world.workUntil(
        async () => {
          await world.passTime();
          return (await world.transfers()).some((transfer) => transfer.reason === reason);
        },
        (point, { step }) => {
          if (point === 'answered' && step?.kind === kind)
            world.sandbox.control.fail({ mode: '500_before', on: { method: 'GET', path: asking }, times: 1_000_000 });
        },
      );
    await askedUntil('doubt.lookup_failed');
    await world.database
      .knex('transfers')
      .where({ state: 'in_doubt' })
      .update({ doubt_since: new Date(Date.now() - 2 * 86_400_000) });
    await askedUntil('doubt.unanswered');
    world.sandbox.control.clearFailures();
  }
  const orderInDoubt = () =>
    inDoubt('poweroffice.order.create', '500_before', 'SalesOrders/Complete$', '/SalesOrders$');

  it("and it is taken for the order's, which goes on from there", async () => {
    await receive(1, simpleOrder(9, { date_paid_gmt: null }));
    await settled();
    const [customer, taken] = [atGo().customers[0], atGo().orders[0]];
    await receive(1, simpleOrder(1));
    await orderInDoubt();
    const entered = (price: number, reference?: string) =>
      world.sandbox.control.office.draft({
        CustomerId: Number(customer?.id),
        CurrencyCode: 'NOK',
        ...(reference ? { ExternalImportReference: reference } : {}),
        SalesOrderLines: [{ ProductCode: 'A-1', Description: 'By hand', Quantity: 1, ProductUnitPrice: price }],
      });
    const [right, dear, anothers] = [entered(279.2), entered(300), entered(279.2, 'webshop-7')];
    expect([
      await found(1, '99999'),
      await found(1, '1-99999'),
      await found(1, dear.number),
      await found(1, anothers.number),
      await found(1, taken?.number ?? ''),
    ]).toEqual([
      '404 found.absent',
      '404 found.absent',
      '409 found.total_differs',
      '409 found.unlike',
      '409 found.unlike',
    ]);
    world.sandbox.control.fail({ mode: '500_before', on: { method: 'GET', path: '/SalesOrders$' } });
    expect(await found(1, right.number)).toBe('502 found.unanswered');
    expect(await found(1, right.number)).toBe('waiting resolved.by_person');
    expect((await settled()).slice(1)).toEqual(['order done sent', 'payment done sent']);
    expect((await world.transfers())[1]).toMatchObject({ documentId: right.id, documentNumber: right.number });
    expect(await found(1, right.number)).toBe('409 transfer.not_now');
    await receive(1, simpleOrder(2, { date_paid_gmt: null }));
    await orderInDoubt();
    expect(await found(3, right.number)).toBe('409 found.taken');
    world.sandbox.control.office.invoice(anothers.id);
    const sent = entered(279.2);
    world.sandbox.control.office.invoice(sent.id);
    const invoice = atGo().invoices.find(({ id }) => id === sent.id);
    expect(await found(3, invoice?.invoiceNumber ?? '')).toBe('waiting resolved.by_person');
    expect((await settled())[3]).toBe('order done sent');
    expect((await world.transfers())[3]).toMatchObject({ documentId: sent.id });
  });

  it("and so a payment's voucher; a step that makes none is not asked for by number", async () => {
    await receive(1, simpleOrder(1, { date_paid_gmt: null }));
    await settled();
    await receive(2, simpleOrder(1));
    await inDoubt('poweroffice.payment.post', 'cut_after', 'BankJournals$', 'Customerledger/Statement$');
    expect(await found(1, '99999')).toBe('404 found.absent');
    expect(await found(1, atGo().vouchers[0]?.number ?? '')).toBe('waiting resolved.by_person');
    expect(await settled()).toEqual(['order done sent', 'payment done sent']);
    expect((await world.transfers())[1]).toMatchObject({ documentId: atGo().vouchers[0]?.id, targetTotal: 34_900 });
    expect(atGo().vouchers).toHaveLength(1);
    await receive(1, roundedOrder(2, { date_paid_gmt: null }));
    await inDoubt('poweroffice.order.round', 'cut_after', '/SalesOrders/[^/]+/Lines$', '/SalesOrders/[^/]+/Lines$');
    expect(await found(2, atGo().orders.at(-1)?.number ?? '')).toBe('409 found.not_askable');
    expect(await say('retry', 2)).toBe('in_doubt retry.asked');
    expect((await settled()).at(-1)).toBe('order done sent');
  });
});
