import { transferIdOf } from '../setup/ids.ts';
import { readJournal } from '../../bridge-server/src/journal/read.ts';
import { nameDocument } from '../../bridge-server/src/mirror/person/found.ts';
import type { PersonVerb } from '../../bridge-server/src/mirror/person/person.ts';
import { archiveConnection } from '../../bridge-server/src/shops/change-connection.ts';
import { bookingPayments } from '../setup/payments.ts';
import { sayVerb } from '../setup/person.ts';
import { summaries } from '../setup/summaries.ts';
import { openWorld, type World, type WorldOptions } from '../setup/world.ts';
import { roundedOrder, simpleOrder, amountRefund, unmappedOrder } from '../setup/woocommerce.ts';

let world: World;
const openPersonsWorld = (options?: WorldOptions) => async () => {
  world = await openWorld(options);
};
afterEach(() => world.close());
const drafts = () => world.held().orders.map(({ total }) => total);
const nthId = async (position: number) => (await world.transfers())[position]?.id;
/** Says the verb of the transfer at that position. Answers its state and reason then, or the code of the refusal. */
async function say(verb: PersonVerb, position = 0): Promise<string> {
  const answer = await sayVerb(world, verb, await nthId(position));
  return answer.ok ? `${answer.value.state} ${answer.value.reason}` : answer.error.code;
}
const journalOf = async (position: number) =>
  (await readJournal(world.database.knex, { transferId: transferIdOf(await nthId(position)), limit: 100 })).map(
    ({ actor, code }) => `${actor} ${code}`,
  );

describe('a person who cancels a transfer', () => {
  beforeEach(openPersonsWorld());

  it('closes one that is not begun, which stays closed until a person has it sent', async () => {
    await world.sendOrder(1, unmappedOrder(1));
    expect(await world.settled()).toEqual(['order blocked gap.rate_unmapped']);
    expect(await say('cancel')).toBe('closed cancelled.by_person');
    await world.sendOrder(2, simpleOrder(1), amountRefund(35, '349.00'));
    expect(await world.settled()).toEqual(['order closed cancelled.by_person', 'refund closed rule.order_not_sent']);
    expect(await journalOf(0)).toContain('operator:berit cancelled.by_person');
    expect(await say('send', 1)).toBe('transfer.needs_another');
    expect(await say('send')).toBe('waiting wanted.by_person');
    expect(await world.settled()).toEqual(['order done sent', 'refund done sent']);
    expect(drafts()).toEqual([34_900, -34_900]);
  });

  it('is refused when the transfer is being sent or done', async () => {
    await world.sendOrder(1, simpleOrder(1));
    const refusals: string[] = [];
    await world.workUntil(
      async () => (await world.transfers())[0]?.state === 'done',
      async (point) => {
        if (point === 'planned') refusals.push(await say('cancel'), await say('send'), await say('replay'));
      },
    );
    expect(refusals).toEqual(['transfer.not_now', 'transfer.not_now', 'transfer.not_now']);
    const answer = await sayVerb(world, 'cancel', await nthId(0));
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'transfer.not_now', case: 'cancel_done' },
    });
  });
});

describe('a person who has a transfer sent', () => {
  beforeEach(openPersonsWorld({ rules: { activeFrom: '2027-01-01T00:00:00Z' } }));

  it('overrules the rules for it and for all refunds of its order', async () => {
    await world.sendOrder(1, simpleOrder(1, { status: 'on-hold' }), amountRefund(35, '100.00'));
    expect(await world.settled()).toEqual(['order closed rule.status', 'refund closed rule.before_active']);
    expect(await say('send')).toBe('waiting wanted.by_person');
    expect(await world.settled()).toEqual(['order done sent', 'refund done sent']);
    await world.sendOrder(
      2,
      simpleOrder(1, { status: 'on-hold' }),
      amountRefund(35, '100.00'),
      amountRefund(36, '49.00'),
    );
    expect(await world.settled()).toEqual(['order done sent', 'refund done sent', 'refund done sent']);
    expect(drafts()).toEqual([34_900, -10_000, -4900]);
  });

  it('keeps a review from closing it again while it waits', async () => {
    await world.sendOrder(1, simpleOrder(1));
    await world.settled();
    await world.database.knex('connections').update({ paused: true });
    expect(await say('send')).toBe('waiting wanted.by_person');
    await world.sendOrder(2, simpleOrder(1, { customer_note: 'x' }));
    await world.workUntil(async () => (await world.database.knex('transfers').whereNotNull('review_at')).length === 0);
    expect(summaries(await world.transfers())).toEqual(['order waiting wanted.by_person']);
    expect(await say('send')).toBe('waiting wanted.by_person');
    await world.sendOrder(3, simpleOrder(1, { status: 'cancelled' }));
    expect(await world.settled()).toEqual(['order closed cancelled.before_sending']);
  });

  it('is refused for a cancelled order, a draft, a refund without its order, and a removed connection', async () => {
    await world.sendOrder(1, simpleOrder(1, { status: 'cancelled' }));
    await world.sendOrder(1, simpleOrder(2, { status: 'draft' }));
    await world.sendOrder(1, simpleOrder(3), amountRefund(35, '100.00'));
    await world.settled();
    expect(await say('send', 0)).toBe('transfer.called_off');
    expect(await say('send', 1)).toBe('transfer.ruled_out');
    expect(await say('send', 3)).toBe('transfer.needs_another');
    await archiveConnection(world.database.knex, world.shop, world.connection.id);
    expect(await say('send', 2)).toBe('transfer.connection_removed');
    expect(world.held().orders).toEqual([]);
  });
});

describe('a person who replays a transfer', () => {
  beforeEach(openPersonsWorld(bookingPayments));
  const replayAll = async (count: number) => {
    const said: string[] = [];
    for (let position = 0; position < count; position++) said.push(await say('replay', position));
    return said;
  };

  it('has nothing changed when the documents are there: order, rounding line, payment and refund', async () => {
    await world.sendOrder(1, roundedOrder(1), amountRefund(35, '5.00'));
    const count = (await world.settled()).length;
    const documents = JSON.stringify([world.held().orders, world.held().vouchers]);
    expect(count).toBeGreaterThanOrEqual(3);
    const ids = (await world.transfers()).map(({ documentId }) => documentId);
    expect(await replayAll(count)).toEqual(Array.from({ length: count }, () => 'in_doubt replay.asked'));
    expect((await world.settled()).map((line) => line.replace(/^\w+ /, ''))).toEqual(
      Array.from({ length: count }, () => 'done replay.found'),
    );
    expect((await world.transfers()).map(({ documentId }) => documentId)).toEqual(ids);
    expect(JSON.stringify([world.held().orders, world.held().vouchers])).toBe(documents);
  });

  it('has documents made anew that are gone, the order before its refund', async () => {
    await world.sendOrder(1, simpleOrder(1, { date_paid_gmt: null }), amountRefund(35, '100.00'));
    expect(await world.settled()).toEqual(['order done sent', 'refund done sent']);
    await world.sendOrder(2, simpleOrder(1, { date_paid_gmt: null, customer_note: 'x' }), amountRefund(35, '100.00'));
    await world.settled();
    for (const { id } of world.held().orders) world.sandbox.control.office.deleteDraft(id);
    expect(await replayAll(2)).toEqual(['in_doubt replay.asked', 'in_doubt replay.asked']);
    expect(await world.settled()).toEqual(['order done sent', 'refund done sent']);
    expect(drafts()).toEqual([34_900, -10_000]);
    expect(await journalOf(0)).toEqual(
      expect.arrayContaining([
        'operator:berit replay.asked',
        'worker doubt.asked_once',
        'worker replay.absent',
        'worker sent',
      ]),
    );
    expect((await world.transfers()).map(({ documentId }) => documentId)).toEqual(
      world.held().orders.map(({ id }) => id),
    );
  });

  it('keeps a draft as it was amended, and has it made as the order is now when it is gone', async () => {
    await world.sendOrder(1, simpleOrder(1, { date_paid_gmt: null }));
    await world.settled();
    await world.sendOrder(2, roundedOrder(1, { date_paid_gmt: null }));
    expect(await world.settled()).toEqual(['order done changed.after_sending', 'amendment done sent']);
    expect(drafts()).toEqual([1252]);
    expect(await replayAll(2)).toEqual(['in_doubt replay.asked', 'in_doubt replay.asked']);
    expect(await world.settled()).toEqual(['order done replay.found', 'amendment done sent']);
    expect(drafts()).toEqual([1252]);
    world.sandbox.control.office.deleteDraft(world.held().orders[0]?.id ?? '');
    expect(await say('replay')).toBe('in_doubt replay.asked');
    expect(await world.settled()).toEqual(['order done sent', 'amendment done sent']);
    expect(drafts()).toEqual([1252]);
  });

  it('is refused for a document that was taken back', async () => {
    await world.sendOrder(1, simpleOrder(1, { date_paid_gmt: null }), amountRefund(35, '100.00'));
    await world.sendOrder(1, simpleOrder(2, { date_paid_gmt: null }));
    await world.settled();
    await world.sendOrder(2, simpleOrder(1, { date_paid_gmt: null }));
    await world.sendOrder(2, simpleOrder(2, { date_paid_gmt: null, status: 'cancelled' }));
    expect((await world.settled()).slice(0, 3)).toEqual([
      'order done sent',
      'refund done changed.after_sending',
      'order done cancelled.after_sending',
    ]);
    expect(await say('replay', 1)).toBe('transfer.called_off');
    expect(await say('replay', 2)).toBe('transfer.called_off');
    const cancellation = (await world.transfers()).findIndex(({ kind }) => kind === 'cancellation');
    expect(await say('replay', cancellation)).toBe('in_doubt replay.asked');
    expect((await world.settled())[cancellation]).toBe('cancellation done replay.found');
    await world.sendOrder(3, simpleOrder(2, { date_paid_gmt: null }));
    await world.settled();
    expect(await say('replay', 2)).toBe('transfer.taken_back');
    expect(await say('replay', cancellation)).toBe('transfer.not_called_off');
    expect(await say('replay', 1)).toBe('transfer.called_off');
    expect(drafts()).toEqual([34_900, -10_000]);
  });

  it('is refused while another document of the order is being sent, and for one that was never begun', async () => {
    await world.sendOrder(1, simpleOrder(1, { date_paid_gmt: null }));
    await world.sendOrder(1, simpleOrder(2, { status: 'on-hold' }));
    await world.settled();
    await world.sendOrder(2, simpleOrder(1, { date_paid_gmt: null }), amountRefund(35, '100.00'));
    const said: string[] = [];
    await world.workUntil(
      () => said.length > 0,
      async (point) => {
        if (point === 'planned' && said.length === 0) said.push(await say('replay'));
      },
    );
    expect(said).toEqual(['transfer.lane_sending']);
    const held = (await world.transfers()).findIndex(({ reason }) => reason === 'rule.status');
    expect(await sayVerb(world, 'replay', await nthId(held))).toMatchObject({
      ok: false,
      error: { code: 'transfer.not_now', case: 'replay_closed' },
    });
  });

  it('has the rest of a document made when the transfer was closed before its last step', async () => {
    world.sandbox.control.fail({
      mode: '500_before',
      on: { method: 'POST', path: '/SalesOrders/[^/]+/Lines$' },
      times: 1,
    });
    await world.sendOrder(1, roundedOrder(1, { date_paid_gmt: null }));
    const paused = (value: boolean) => world.database.knex('connections').update({ paused: value });
    await world.workUntil(
      async () => (await world.transfers())[0]?.state === 'in_doubt',
      // The connection is paused, so that no look-up comes before the person acts.
      async (point, { step }) => {
        if (point === 'answered' && step?.kind === 'poweroffice.order.round') await paused(true);
      },
    );
    expect(await say('elsewhere')).toBe('closed elsewhere');
    await paused(false);
    expect(await say('send')).toBe('transfer.not_now');
    expect(await say('replay')).toBe('in_doubt replay.asked');
    expect(await world.settled()).toEqual(['order done sent']);
    expect(drafts()).toEqual([1252]);
  });
});

describe('a person who names the document of a transfer in doubt by its number', () => {
  beforeEach(openPersonsWorld(bookingPayments));
  /** Says `kontor found`. Answers the state and reason then, or the status and code of the refusal. */
  const sayNumber = async (position: number, number: string) => {
    const answer = await nameDocument(
      world.mirror(),
      { shopId: world.shop, id: transferIdOf(await nthId(position)) },
      number,
      'operator:berit',
    );
    return answer.ok ? `${answer.value.state} ${answer.value.reason}` : `${answer.error.status} ${answer.error.code}`;
  };
  /** Loses the answer to a step's call, and lets its look-ups fail until a person is asked. */
  async function bringInDoubt(
    kind: string,
    mode: '500_before' | 'cut_after',
    call: string,
    lookup: string,
  ): Promise<void> {
    world.sandbox.control.fail({ mode, on: { method: 'POST', path: call } });
    const workUntilReason = (reason: string) =>
      world.workUntil(
        async () => {
          await world.passTime();
          return (await world.transfers()).some((transfer) => transfer.reason === reason);
        },
        (point, { step }) => {
          if (point === 'answered' && step?.kind === kind)
            world.sandbox.control.fail({ mode: '500_before', on: { method: 'GET', path: lookup }, times: 1_000_000 });
        },
      );
    await workUntilReason('doubt.lookup_failed');
    await world.database
      .knex('transfers')
      .where({ state: 'in_doubt' })
      .update({ doubt_since: new Date(Date.now() - 2 * 86_400_000) });
    await workUntilReason('doubt.unanswered');
    world.sandbox.control.clearFailures();
  }
  const bringOrderInDoubt = () =>
    bringInDoubt('poweroffice.order.create', '500_before', 'SalesOrders/Complete$', '/SalesOrders$');

  it('has it taken for the order if it fits, and the order goes on from there', async () => {
    await world.sendOrder(1, simpleOrder(9, { date_paid_gmt: null }));
    await world.settled();
    const [customer] = world.held().customers;
    const [ownDraft] = world.held().orders;
    await world.sendOrder(1, simpleOrder(1));
    await bringOrderInDoubt();
    const enterDraft = (price: number, reference?: string) =>
      world.sandbox.control.office.draft({
        CustomerId: Number(customer?.id),
        CurrencyCode: 'NOK',
        ...(reference ? { ExternalImportReference: reference } : {}),
        SalesOrderLines: [{ ProductCode: 'A-1', Description: 'By hand', Quantity: 1, ProductUnitPrice: price }],
      });
    const right = enterDraft(279.2);
    const dearer = enterDraft(300);
    const anotherShops = enterDraft(279.2, 'webshop-7');
    expect(await sayNumber(1, '99999')).toBe('404 found.absent');
    expect(await sayNumber(1, '1-99999')).toBe('404 found.absent');
    expect(await sayNumber(1, dearer.number)).toBe('409 found.total_differs');
    expect(await sayNumber(1, anotherShops.number)).toBe('409 found.unlike');
    expect(await sayNumber(1, ownDraft?.number ?? '')).toBe('409 found.unlike');
    world.sandbox.control.fail({ mode: '500_before', on: { method: 'GET', path: '/SalesOrders$' } });
    expect(await sayNumber(1, right.number)).toBe('502 found.unanswered');
    expect(await sayNumber(1, right.number)).toBe('waiting resolved.by_person');
    expect((await world.settled()).slice(1)).toEqual(['order done sent', 'payment done sent']);
    expect((await world.transfers())[1]).toMatchObject({ documentId: right.id, documentNumber: right.number });
    expect(await sayNumber(1, right.number)).toBe('409 transfer.not_now');
    await world.sendOrder(1, simpleOrder(2, { date_paid_gmt: null }));
    await bringOrderInDoubt();
    expect(await sayNumber(3, right.number)).toBe('409 found.taken');
    world.sandbox.control.office.invoice(anotherShops.id);
    const sent = enterDraft(279.2);
    world.sandbox.control.office.invoice(sent.id);
    const invoice = world.held().invoices.find(({ id }) => id === sent.id);
    expect(await sayNumber(3, invoice?.invoiceNumber ?? '')).toBe('waiting resolved.by_person');
    expect((await world.settled())[3]).toBe('order done sent');
    expect((await world.transfers())[3]).toMatchObject({ documentId: sent.id });
  });

  it('has a voucher taken for the payment, and is refused for a step that makes no document', async () => {
    await world.sendOrder(1, simpleOrder(1, { date_paid_gmt: null }));
    await world.settled();
    await world.sendOrder(2, simpleOrder(1));
    await bringInDoubt('poweroffice.payment.post', 'cut_after', 'BankJournals$', 'Customerledger/Statement$');
    expect(await sayNumber(1, '99999')).toBe('404 found.absent');
    expect(await sayNumber(1, world.held().vouchers[0]?.number ?? '')).toBe('waiting resolved.by_person');
    expect(await world.settled()).toEqual(['order done sent', 'payment done sent']);
    expect((await world.transfers())[1]).toMatchObject({
      documentId: world.held().vouchers[0]?.id,
      targetTotal: 34_900,
    });
    expect(world.held().vouchers).toHaveLength(1);
    await world.sendOrder(1, roundedOrder(2, { date_paid_gmt: null }));
    await bringInDoubt(
      'poweroffice.order.round',
      'cut_after',
      '/SalesOrders/[^/]+/Lines$',
      '/SalesOrders/[^/]+/Lines$',
    );
    expect(await sayNumber(2, world.held().orders.at(-1)?.number ?? '')).toBe('409 found.not_askable');
    expect(await say('retry', 2)).toBe('in_doubt retry.asked');
    expect((await world.settled()).at(-1)).toBe('order done sent');
  });
});
