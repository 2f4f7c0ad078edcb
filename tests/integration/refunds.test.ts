import { setRules } from '../setup/routing.ts';
import { summaries } from '../setup/summaries.ts';
import { openWorld, type World } from '../setup/world.ts';
import { fixture, roundedOrder, simpleOrder, unmappedOrder, amountRefund } from '../setup/woocommerce.ts';

const fourRates = fixture('woocommerce-no/orders/four-rates-partially-refunded');
const partial = fixture('woocommerce-no/refunds/partial-line-of-four-rates');

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());
/** Settles; each transfer in one line, such as `refund 34 done sent -34900`. */
const settled = () => world.settled('kind', 'reference', 'state', 'reason', 'targetTotal');
const drafts = () => world.held().orders;

describe('a refund', () => {
  it('of one line becomes a draft of a credit note after the order, with that line at its rate', async () => {
    await world.sendOrder(1, fourRates, partial);
    expect(await settled()).toEqual(['order done sent 211300', 'refund 34 done sent -34900']);
    const [order, credit] = drafts();
    expect(order?.total).toBe(211_300);
    expect(credit).toMatchObject({
      total: -34_900,
      net: -27_920,
      vat: -6_980,
      relatedInvoiceNo: null,
      externalImportReference: `${world.shop}-23-refund-34`,
    });
    expect(credit?.lines.map(({ productCode, quantity }) => `${productCode} ${quantity}`)).toEqual(['A-1 -1']);
  });

  it('refers to the invoice of its order when the office has invoiced the order before', async () => {
    await world.sendOrder(1, { ...fourRates, refunds: [] });
    await world.settle();
    world.sandbox.control.office.invoice(drafts()[0]?.id ?? '');
    const invoice = world.held().invoices[0]?.invoiceNumber;
    await world.sendOrder(2, fourRates, partial);
    expect(await settled()).toEqual(['order done sent 211300', 'refund 34 done sent -34900']);
    expect(drafts().map(({ total, relatedInvoiceNo }) => ({ total, relatedInvoiceNo }))).toEqual([
      { total: -34_900, relatedInvoiceNo: invoice },
    ]);
  });

  it('of an amount alone that is the whole order credits the order', async () => {
    await world.sendOrder(1, simpleOrder(22));
    await world.settle();
    await world.sendOrder(2, simpleOrder(22, { status: 'refunded' }), amountRefund(35, '349.00'));
    expect(await settled()).toEqual(['order done sent 34900', 'refund 35 done sent -34900']);
  });

  it('of a part of the amount has the one rate of its order, and is a gap when the order has several', async () => {
    await world.sendOrder(1, simpleOrder(22), amountRefund(35, '100.00'));
    await world.sendOrder(1, { ...fourRates, refunds: [] }, amountRefund(36, '100.00'));
    expect(await settled()).toEqual([
      'order done sent 34900',
      'refund 35 done sent -10000',
      'order done sent 211300',
      'refund 36 blocked gap.refund_without_lines',
    ]);
  });

  it('is a credit note of its own beside another of the same order, and is not credited again when it is repeated', async () => {
    await world.sendOrder(1, simpleOrder(22), amountRefund(35, '100.00'), amountRefund(36, '49.00'));
    await world.sendOrder(2, simpleOrder(22), amountRefund(36, '49.00'), amountRefund(35, '100.00'));
    expect(await settled()).toEqual([
      'order done sent 34900',
      'refund 35 done sent -10000',
      'refund 36 done sent -4900',
    ]);
    expect(drafts()).toHaveLength(3);
  });

  it('is closed by rule, as its order is, when the order was refunded in full before it was sent', async () => {
    await world.sendOrder(1, simpleOrder(22, { status: 'refunded' }), amountRefund(35, '349.00'));
    expect(await settled()).toEqual(['order closed rule.refunded_in_full', 'refund 35 closed rule.order_not_sent']);
    expect(drafts()).toEqual([]);
  });

  it('is sent when its order is sent after all', async () => {
    await world.sendOrder(1, simpleOrder(22, { status: 'on-hold' }), amountRefund(35, '100.00'));
    expect(await settled()).toEqual(['order closed rule.status', 'refund 35 closed rule.order_not_sent']);
    await world.sendOrder(2, simpleOrder(22), amountRefund(35, '100.00'));
    expect(await settled()).toEqual(['order done sent 34900', 'refund 35 done sent -10000']);
  });

  it('waits while its order is blocked, and never overtakes it', async () => {
    await world.sendOrder(1, unmappedOrder(22), amountRefund(35, '100.00'));
    const laneWaits = async () => {
      await world.passTime();
      const row = await world.database.knex('transfers').where({ kind: 'refund' }).first<{ lane_waits: number }>();
      return row?.lane_waits ?? 0;
    };
    // Its turn comes three times.
    await world.workUntil(async () => (await laneWaits()) >= 3);
    expect(summaries(await world.transfers(), 'kind', 'reference', 'state', 'reason')).toEqual([
      'order blocked gap.rate_unmapped',
      'refund 35 waiting behind.lane',
    ]);
    await world.sendOrder(2, simpleOrder(22), amountRefund(35, '100.00'));
    expect(await settled()).toEqual(['order done sent 34900', 'refund 35 done sent -10000']);
  });

  it('is left to a person when the shop deletes it after its credit note was made', async () => {
    await world.sendOrder(1, simpleOrder(22), amountRefund(35, '100.00'));
    await world.settle();
    await world.sendOrder(2, simpleOrder(22));
    expect(await settled()).toEqual([
      'order done sent 34900',
      'refund 35 done changed.after_sending -10000',
      'amendment refund-35-2 closed rule.not_supported',
    ]);
  });

  it('is closed by rule while its function is off', async () => {
    await setRules(world.database, { functions: ['orders', 'createCustomers'] });
    await world.sendOrder(1, simpleOrder(22), amountRefund(35, '100.00'));
    expect(await settled()).toEqual(['order done sent 34900', 'refund 35 closed rule.function_off']);
  });
});

describe('a cancelled order', () => {
  it('has its draft deleted once', async () => {
    await world.sendOrder(1, simpleOrder(1));
    await world.settle();
    await world.sendOrder(2, simpleOrder(1, { status: 'cancelled' }));
    expect(await settled()).toEqual(['order done cancelled.after_sending 34900', 'cancellation done sent 0']);
    await world.sendOrder(3, simpleOrder(1, { status: 'cancelled', customer_note: 'sorry' }));
    expect(await settled()).toEqual(['order done cancelled.after_sending 34900', 'cancellation done sent 0']);
    expect(drafts()).toEqual([]);
  });

  it('gets a draft of a credit note over its whole total when it was invoiced', async () => {
    await world.sendOrder(1, roundedOrder(1));
    await world.settle();
    world.sandbox.control.office.invoice(drafts()[0]?.id ?? '');
    const invoice = world.held().invoices[0]?.invoiceNumber;
    await world.sendOrder(2, roundedOrder(1, { status: 'cancelled' }));
    expect(await settled()).toEqual(['order done cancelled.after_sending 1252', 'cancellation done sent -1252']);
    expect(drafts().map(({ total, relatedInvoiceNo }) => ({ total, relatedInvoiceNo }))).toEqual([
      { total: -1252, relatedInvoiceNo: invoice },
    ]);
  });

  it('needs nothing more when the office has deleted its draft', async () => {
    await world.sendOrder(1, simpleOrder(1));
    await world.settle();
    world.sandbox.control.office.deleteDraft(drafts()[0]?.id ?? '');
    await world.sendOrder(2, simpleOrder(1, { status: 'cancelled' }));
    expect(await settled()).toEqual(['order done cancelled.after_sending 34900', 'cancellation done sent 0']);
  });

  it('is blocked when it was refunded in part before', async () => {
    await world.sendOrder(1, simpleOrder(1), amountRefund(35, '100.00'));
    await world.settle();
    await world.sendOrder(2, simpleOrder(1, { status: 'cancelled' }), amountRefund(35, '100.00'));
    expect(await settled()).toEqual([
      'order done cancelled.after_sending 34900',
      'refund 35 done sent -10000',
      'cancellation blocked gap.cancelled_after_refund',
    ]);
  });

  it('is left to a person when it is no longer cancelled after its draft was deleted', async () => {
    await world.sendOrder(1, simpleOrder(1));
    await world.settle();
    await world.sendOrder(2, simpleOrder(1, { status: 'cancelled' }));
    await world.settle();
    await world.sendOrder(3, simpleOrder(1));
    expect((await settled()).slice(2)).toEqual(['amendment 3 closed rule.not_supported']);
  });
});
