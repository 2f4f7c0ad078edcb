import { everydayRules } from '../setup/rules.ts';
import { openWorld, type World } from '../setup/world.ts';
import { fixture, roundedOrder, simpleOrder } from '../setup/woocommerce.ts';

type Body = Record<string, unknown>;
const brief = ({
  kind,
  reference,
  state,
  reason,
  targetTotal,
}: {
  kind: string;
  reference: string;
  state: string;
  reason: string;
  targetTotal: number | null;
}) =>
  `${kind}${reference && kind === 'refund' ? ` ${reference}` : ''} ${state} ${reason}${targetTotal === null ? '' : ` ${targetTotal}`}`;

const fourRates = fixture('woocommerce-no/orders/four-rates-partially-refunded');
const partial = fixture('woocommerce-no/refunds/partial-line-of-four-rates');
const byAmount = fixture('woocommerce-no/refunds/full-amount-of-simple');
/** A refund by amount only. */
const amountOnly = (id: number, amount: string): Body => ({ ...byAmount, id, amount });

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());
const receive = (generation: number, order: Body, ...refunds: Body[]) => world.sendOrder(generation, order, ...refunds);
const settled = async () => (await world.settle()).map(brief);
const orders = () => world.sandbox.control.state().orders;

describe('refunds', () => {
  it('of one line become a credit-note draft of their own, after the order, with that line at its rate', async () => {
    await receive(1, fourRates, partial);
    expect(await settled()).toEqual(['order done sent 211300', 'refund 34 done sent -34900']);
    const [order, credit] = orders();
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

  it('that come after the order was sent are related to its invoice, once the office has sent it', async () => {
    await receive(1, { ...fourRates, refunds: [] });
    await world.settle();
    world.sandbox.control.office.invoice(orders()[0]?.id ?? '');
    const invoice = world.sandbox.control.state().invoices[0]?.invoiceNumber;
    await receive(2, fourRates, partial);
    expect(await settled()).toEqual(['order done sent 211300', 'refund 34 done sent -34900']);
    expect(orders().map(({ total, relatedInvoiceNo }) => ({ total, relatedInvoiceNo }))).toEqual([
      { total: -34_900, relatedInvoiceNo: invoice },
    ]);
  });

  it('by amount only take back what is left of the order', async () => {
    await receive(1, simpleOrder(22));
    await world.settle();
    await receive(2, simpleOrder(22, { status: 'refunded' }), amountOnly(35, '349.00'));
    expect(await settled()).toEqual(['order done sent 34900', 'refund 35 done sent -34900']);
  });

  it('by a part of the amount use the one rate that the order has, and are a named gap when it has several', async () => {
    await receive(1, simpleOrder(22), amountOnly(35, '100.00'));
    await receive(1, { ...fourRates, refunds: [] }, amountOnly(36, '100.00'));
    expect(await settled()).toEqual([
      'order done sent 34900',
      'refund 35 done sent -10000',
      'order done sent 211300',
      'refund 36 blocked gap.refund_without_lines',
    ]);
  });

  it('two of one order are two credit notes, and a repeat of the event is none', async () => {
    await receive(1, simpleOrder(22), amountOnly(35, '100.00'), amountOnly(36, '49.00'));
    await receive(2, simpleOrder(22), amountOnly(36, '49.00'), amountOnly(35, '100.00'));
    expect(await settled()).toEqual([
      'order done sent 34900',
      'refund 35 done sent -10000',
      'refund 36 done sent -4900',
    ]);
    expect(orders()).toHaveLength(3);
  });

  it('of an order that was never sent are closed by rule, as is the order that was refunded in full before', async () => {
    await receive(1, simpleOrder(22, { status: 'refunded' }), amountOnly(35, '349.00'));
    expect(await settled()).toEqual(['order closed rule.refunded_in_full', 'refund 35 closed rule.order_not_sent']);
    expect(orders()).toEqual([]);
  });

  it('are opened again when their order is sent after all', async () => {
    await receive(1, simpleOrder(22, { status: 'on-hold' }), amountOnly(35, '100.00'));
    expect(await settled()).toEqual(['order closed rule.status', 'refund 35 closed rule.order_not_sent']);
    await receive(2, simpleOrder(22), amountOnly(35, '100.00'));
    expect(await settled()).toEqual(['order done sent 34900', 'refund 35 done sent -10000']);
  });

  it('wait while their order is blocked, and never overtake it', async () => {
    const body = simpleOrder(22);
    const [rate] = body['tax_lines'] as Body[];
    await receive(1, { ...body, tax_lines: [{ ...rate, rate_percent: 11.11 }] }, amountOnly(35, '100.00'));
    const looks = async () => {
      await world.passTime();
      const row = await world.database.knex('transfers').where({ kind: 'refund' }).first<{ lane_waits: number }>();
      return row?.lane_waits ?? 0;
    };
    // However often its turn comes.
    await world.workUntil(async () => (await looks()) >= 3);
    expect((await world.transfers()).map(brief)).toEqual([
      'order blocked gap.rate_unmapped',
      'refund 35 waiting behind.lane',
    ]);
    await receive(2, body, amountOnly(35, '100.00'));
    expect(await settled()).toEqual(['order done sent 34900', 'refund 35 done sent -10000']);
  });

  it('that the shop deletes are for a person once their credit note is there', async () => {
    await receive(1, simpleOrder(22), amountOnly(35, '100.00'));
    await world.settle();
    await receive(2, simpleOrder(22));
    expect(await settled()).toEqual([
      'order done sent 34900',
      'refund 35 done changed.after_sending -10000',
      'amendment closed rule.not_supported',
    ]);
  });

  it('are left alone while their function is off', async () => {
    await world.database
      .knex('connections')
      .update({ rules: JSON.stringify(everydayRules({ functions: ['orders', 'createCustomers'] })) });
    await receive(1, simpleOrder(22), amountOnly(35, '100.00'));
    expect(await settled()).toEqual(['order done sent 34900', 'refund 35 closed rule.function_off']);
  });
});

describe('a cancelled order', () => {
  it('whose document is a draft still has it deleted, once', async () => {
    await receive(1, simpleOrder(1));
    await world.settle();
    await receive(2, simpleOrder(1, { status: 'cancelled' }));
    expect(await settled()).toEqual(['order done cancelled.after_sending 34900', 'cancellation done sent 0']);
    await receive(3, simpleOrder(1, { status: 'cancelled', customer_note: 'sorry' }));
    expect(await settled()).toEqual(['order done cancelled.after_sending 34900', 'cancellation done sent 0']);
    expect(orders()).toEqual([]);
  });

  it('whose document was invoiced gets a credit-note draft over all of it', async () => {
    await receive(1, roundedOrder(1));
    await world.settle();
    world.sandbox.control.office.invoice(orders()[0]?.id ?? '');
    const invoice = world.sandbox.control.state().invoices[0]?.invoiceNumber;
    await receive(2, roundedOrder(1, { status: 'cancelled' }));
    expect(await settled()).toEqual(['order done cancelled.after_sending 1252', 'cancellation done sent -1252']);
    expect(orders().map(({ total, relatedInvoiceNo }) => ({ total, relatedInvoiceNo }))).toEqual([
      { total: -1252, relatedInvoiceNo: invoice },
    ]);
  });

  it('whose document the office has deleted needs nothing more', async () => {
    await receive(1, simpleOrder(1));
    await world.settle();
    world.sandbox.control.office.deleteDraft(orders()[0]?.id ?? '');
    await receive(2, simpleOrder(1, { status: 'cancelled' }));
    expect(await settled()).toEqual(['order done cancelled.after_sending 34900', 'cancellation done sent 0']);
  });

  it('that was refunded in part before is for a person', async () => {
    await receive(1, simpleOrder(1), amountOnly(35, '100.00'));
    await world.settle();
    await receive(2, simpleOrder(1, { status: 'cancelled' }), amountOnly(35, '100.00'));
    expect(await settled()).toEqual([
      'order done cancelled.after_sending 34900',
      'refund 35 done sent -10000',
      'cancellation blocked gap.cancelled_after_refund',
    ]);
  });

  it('that comes back after its draft was deleted is for a person', async () => {
    await receive(1, simpleOrder(1));
    await world.settle();
    await receive(2, simpleOrder(1, { status: 'cancelled' }));
    await world.settle();
    await receive(3, simpleOrder(1));
    expect((await settled()).slice(2)).toEqual(['amendment closed rule.not_supported']);
  });
});
