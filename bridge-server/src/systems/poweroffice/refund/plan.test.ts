import type { Order, OrderLine, OrderRefund } from '@kontor/shared/order';
import { readOrder } from '@kontor/shared/woocommerce';
import type { DocumentFact } from '../../../documents/document-fact.ts';
import { makePlan, plan as planSchema } from '../plan.ts';
import { settings as settingsSchema } from '../settings.ts';
import { salesOrderPost } from '../order/shapes.ts';
import { namedProducts as products, shopOrder } from '../../../../../tests/setup/planned-order.ts';
import { told } from '../../../../../tests/setup/telling.ts';
import { fixture } from '../../../../../tests/setup/woocommerce.ts';

/** An order of the Norwegian shop with these refunds. */
function refundedOrder(name: string, ...refunds: string[]): Order {
  const read = readOrder(
    fixture(`woocommerce-no/orders/${name}`),
    refunds.map((refund) => fixture(`woocommerce-no/refunds/${refund}`)),
  );
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
}
const partial = () => refundedOrder('four-rates-partially-refunded', 'partial-line-of-four-rates');
const full = () => refundedOrder('simple-fully-refunded', 'full-amount-of-simple');

const invoiced: DocumentFact = { state: 'invoiced', customerId: null, invoiceNo: '12' };

function planned(order: Order, id: string, document: DocumentFact = invoiced, settings: unknown = {}) {
  return makePlan({
    kind: 'refund',
    about: { kind: 'refund', reference: id },
    order,
    key: `shop-1-22-refund-${id}`,
    customerKey: 'shop-c-1',
    settings: settingsSchema.parse(settings),
    functions: [],
    decisions: {},
    documents: [
      {
        kind: 'order',
        about: { kind: 'order', reference: '' },
        key: 'shop-1-22',
        id: 'd-1',
        number: '6001',
        total: order.total,
      },
    ],
    facts: { products, customer: { state: 'known', id: '7', delivery: null }, document },
  });
}
function planOf(...refunded: Parameters<typeof planned>) {
  const result = planned(...refunded);
  if (result.kind !== 'plan') throw new Error(JSON.stringify(result));
  const plan = planSchema.parse(JSON.parse(JSON.stringify(result.plan)));
  if (plan.kind !== 'sales_order') throw new Error(plan.kind);
  expect(plan).toEqual(result.plan);
  expect(result.total).toBe(plan.expected);
  return plan;
}
const linesOf = (...refunded: Parameters<typeof planned>) =>
  planOf(...refunded).order.SalesOrderLines.map((line) => ({
    product: line.ProductId,
    quantity: line.Quantity,
    price: line.ProductUnitPrice,
    text: line.Description,
  }));
const gapsOf = (...refunded: Parameters<typeof planned>) => {
  const result = planned(...refunded);
  return result.kind === 'gaps' ? result.gaps.map(({ code }) => code) : [];
};

const refund = (id: string, amount: number, lines: OrderLine[] = [], reason = ''): OrderRefund => ({
  id,
  createdGmt: '2026-11-23T10:00:00',
  createdLocal: null,
  reason,
  amount,
  lines,
});
const line = (id: string, net: number, rate: string, change: Partial<OrderLine> = {}): OrderLine => {
  const tax = Math.round((net * Number(rate)) / 100);
  return {
    id,
    kind: 'article',
    name: `Vare ${rate}`,
    details: [],
    sku: `V-${rate}`,
    quantity: '1',
    taxClass: '',
    net,
    tax,
    taxes: [{ rateId: rate, country: null, rate, tax }],
    categories: [],
    refundedLineId: null,
    ...change,
  };
};
const back = (id: string, net: number, rate: string, change: Partial<OrderLine> = {}) =>
  line(id, -net, rate, { quantity: '-1', ...change });
const gross = (lines: readonly OrderLine[]) => lines.reduce((sum, { net, tax }) => sum + net + tax, 0);
/** An order of these lines with these refunds. */
const orderOf = (lines: OrderLine[], refunds: OrderRefund[]): Order => ({
  ...shopOrder('simple-25-vipps-paid'),
  lines,
  total: gross(lines),
  refunds,
});
const mixed = () => [
  line('1', 20000, '25', { quantity: '2' }),
  line('2', 10000, '15'),
  line('3', 7920, '25', { kind: 'shipping', name: 'Posten', sku: null }),
];

describe('a refund with lines', () => {
  it("becomes a credit note of its own, with the shop's figures", () => {
    const plan = planOf(partial(), '34');
    expect(plan).toMatchObject({
      expected: -34900,
      customer: { id: '7' },
      customerName: expect.stringMatching(/^shop-c-1:/) as unknown,
    });
    expect(plan.order).toMatchObject({
      ExternalImportReference: 'shop-1-22-refund-34',
      CustomMatchingReference: 'shop-1-22-refund-34',
      ImportedOrderNo: '23',
      CurrencyCode: 'NOK',
      SalesOrderDate: '2026-11-22',
      SalesOrderStatus: 'Draft',
      RelatedInvoiceNo: '12',
    });
    expect(plan.order.SalesOrderLines).toEqual([
      expect.objectContaining({
        ProductId: '1',
        Quantity: '-1',
        ProductUnitPrice: '279.20',
        Description: 'Lupe 3× med lys',
        ExternalImportReference: 'item-46',
      }),
    ]);
    expect(String(salesOrderPost.parse({ CustomerId: '7', ...plan.order }).RelatedInvoiceNo)).toBe('12');
  });

  it.each<DocumentFact>([
    { state: 'draft', customerId: null },
    { state: 'invoiced', customerId: null, invoiceNo: null },
  ])('names no invoice where the document has no invoice number: %j', (document) => {
    expect(planOf(partial(), '34', document).order).not.toHaveProperty('RelatedInvoiceNo');
  });

  it('also gives back shipping and fees, whatever their sign', () => {
    const lines = [
      back('11', 10000, '25', { quantity: '-3' }),
      back('12', 7920, '25', { kind: 'shipping', name: 'Posten', quantity: '1' }),
      back('13', -500, '15', { kind: 'fee', name: 'Rabatt', quantity: '1' }),
      back('14', 0, '25', { quantity: '-2' }),
      back('15', 1000, '15', { quantity: '0' }),
    ];
    expect(linesOf(orderOf(mixed(), [refund('5', -gross(lines), lines)]), '5')).toEqual([
      { product: '1', quantity: '-1', price: '100.00', text: '3 × Vare 25' },
      { product: '1', quantity: '-1', price: '79.20', text: 'Posten' },
      { product: '2', quantity: '1', price: '5.00', text: 'Rabatt' },
      { product: '1', quantity: '-2', price: '0.00', text: 'Vare 25' },
      { product: '2', quantity: '-1', price: '10.00', text: 'Vare 15' },
    ]);
  });

  it('uses the one rate that applies where WooCommerce names all rates of the order', () => {
    const named = (lineTax: number, otherTax: number) => [
      { rateId: '25', country: null, rate: '25', tax: lineTax },
      { rateId: '15', country: null, rate: '15', tax: otherTax },
    ];
    const lines = [back('11', 10000, '15', { taxes: named(0, -1500) }), back('12', 0, '15', { taxes: named(0, 0) })];
    expect(linesOf(orderOf(mixed(), [refund('5', 11500, lines)]), '5').map(({ product }) => product)).toEqual([
      '2',
      '2',
    ]);
    expect(
      gapsOf(orderOf(mixed(), [refund('5', 11500, [back('11', 0, '15', { name: 'Annet', taxes: named(0, 0) })])]), '5'),
    ).toContain('gap.refund_disagrees');
    const both = back('11', 10000, '15', { tax: -3000, taxes: named(-1500, -1500) });
    expect(gapsOf(orderOf(mixed(), [refund('5', 13000, [both])]), '5')).toEqual(['gap.vat_differs']);
  });

  it.each([
    [0, 'plan'],
    [1, 'plan'],
    [-2, 'plan'],
    [3, 'gaps'],
    [-3, 'gaps'],
  ])('whose two lines are off by %i becomes %s', (off, kind) => {
    const lines = [back('11', 10000, '25'), back('12', 1000, '15')];
    const order = orderOf(mixed(), [refund('5', -gross(lines) + off, lines)]);
    expect(planned(order, '5').kind).toBe(kind);
    if (kind === 'plan') expect(planOf(order, '5').expected).toBe(gross(lines) - off);
    else expect(gapsOf(order, '5')).toEqual(['gap.refund_disagrees']);
  });
});

describe('a refund without lines', () => {
  it("takes back the order's lines where it is the whole total", () => {
    expect(planOf(full(), '35').expected).toBe(-34900);
    expect(linesOf(full(), '35')).toEqual([{ product: '1', quantity: '-1', price: '279.20', text: 'Lupe 3× med lys' }]);
  });

  it('takes back the remaining lines where it is everything that other refunds left', () => {
    const taken = [
      back('11', 10000, '25'),
      back('12', 2000, '25', { kind: 'shipping', name: 'Posten', sku: null, quantity: '1' }),
    ];
    const order = orderOf(mixed(), [refund('5', -gross(taken), taken), refund('6', gross(mixed()) + gross(taken))]);
    expect(linesOf(order, '6')).toEqual([
      { product: '1', quantity: '-1', price: '100.00', text: 'Vare 25' },
      { product: '2', quantity: '-1', price: '100.00', text: 'Vare 15' },
      { product: '1', quantity: '-1', price: '59.20', text: 'Posten' },
    ]);
    expect(gapsOf({ ...order, refunds: [...order.refunds, refund('7', 1)] }, '6')).toEqual([
      'gap.refund_without_lines',
    ]);
  });

  it('leaves out lines that are used up, and charges a refunded line that fits no sold line', () => {
    const taken = [back('11', 10000, '15'), back('12', 5000, '25', { name: 'Omdøpt' })];
    const order = orderOf(mixed(), [refund('5', -gross(taken), taken), refund('6', gross(mixed()) + gross(taken))]);
    expect(linesOf(order, '6')).toEqual([
      { product: '1', quantity: '-2', price: '100.00', text: 'Vare 25' },
      { product: '1', quantity: '-1', price: '79.20', text: 'Posten' },
      { product: '1', quantity: '1', price: '50.00', text: 'Omdøpt' },
    ]);
  });

  it('takes an earlier refund off a line that is large enough', () => {
    const taken = [back('11', 10000, '25')];
    const order = orderOf(
      [line('1', 5000, '25'), line('2', 20000, '25', { quantity: '2' })],
      [refund('5', -gross(taken), taken), refund('6', 18750)],
    );
    expect(linesOf(order, '6')).toEqual([
      { product: '1', quantity: '-1', price: '50.00', text: 'Vare 25' },
      { product: '1', quantity: '-1', price: '100.00', text: 'Vare 25' },
    ]);
  });

  it.each<[string, string, number, string]>([
    ['25', '-1', 10000, '80.00'],
    ['25', '-1', 9999, '79.99'],
    ['15', '-1', 1, '0.01'],
    ['11.11', '-1', 11111, '100.00'],
    ['0', '-1', 777, '7.77'],
  ])('is one line for an order with only the rate of %s %%', (rate, quantity, amount, price) => {
    const free = line('9', 0, '0', { kind: 'shipping', name: 'Gratis', taxes: [] });
    const settings = {
      products: [
        { rate, number: '2' },
        { rate: 'none', number: '99' },
      ],
    };
    const order = orderOf(
      [line('1', 20000, rate), line('2', 5000, rate), free],
      [refund('6', amount, [], ' Angrerett ')],
    );
    expect(linesOf(order, '6', invoiced, settings)).toEqual([{ product: '2', quantity, price, text: 'Angrerett' }]);
    expect(planOf(order, '6', invoiced, settings)).toMatchObject({ expected: -amount });
  });

  it('is one line without VAT for an untaxed order', () => {
    const order = orderOf([line('1', 20000, '0', { taxes: [] })], [refund('6', 5000), refund('7', 15000)]);
    expect(linesOf(order, '6')).toEqual([{ product: '4', quantity: '-1', price: '50.00', text: 'Refusjon' }]);
    // It is everything that is left, but the other refund does not name its lines.
    expect(linesOf(order, '7')).toEqual([{ product: '4', quantity: '-1', price: '150.00', text: 'Refusjon' }]);
  });

  it.each<[string, OrderLine[], unknown]>([
    ['several rates', mixed(), {}],
    [
      'one rate on several products',
      [line('1', 10000, '25'), line('2', 10000, '25', { taxClass: 'book' })],
      {
        products: [
          { rate: '25', number: '1' },
          { rate: '25', taxClass: 'book', number: '2' },
        ],
      },
    ],
    [
      'an unknown rate',
      [line('1', 10000, '25', { taxes: [{ rateId: '1', country: null, rate: null, tax: 2500 }] })],
      {},
    ],
  ])('is a gap for a part of an order with %s', (_what, lines, settings) => {
    expect(gapsOf(orderOf(lines, [refund('6', 100)]), '6', invoiced, settings)).toEqual(['gap.refund_without_lines']);
  });

  it('is a gap after another refund whose lines do not add up to its amount', () => {
    const order = orderOf(mixed(), [refund('5', 5000, [back('11', 10000, '25')]), refund('6', gross(mixed()) - 5000)]);
    expect(gapsOf(order, '6')).toEqual(['gap.refund_disagrees']);
  });
});

describe('a refund', () => {
  it('is a gap where the document was deleted', () => {
    expect(gapsOf(partial(), '34', { state: 'gone' })).toEqual(['gap.document_gone']);
  });

  it('makes no document where it gives nothing back', () => {
    const restocked = back('11', 0, '25');
    expect(planned(orderOf(mixed(), [refund('5', 0, [restocked])]), '5', { state: 'gone' })).toEqual({
      kind: 'plan',
      total: 0,
      plan: { kind: 'nothing', document: { id: 'd-1', number: '6001' } },
    });
    expect(gapsOf(orderOf(mixed(), [refund('5', 0, [back('11', 100, '25')])]), '5')).toEqual(['gap.refund_disagrees']);
  });

  it.each([-100, 1_000_000])('of %d, which is below zero or above the order, is a gap', (amount) => {
    expect(gapsOf(orderOf(mixed(), [refund('5', amount)]), '5')).toEqual(['gap.refund_disagrees']);
  });

  it('books both sides of an exchange that adds up to zero, and names no invoice', () => {
    const exchanged = refund('5', 0, [
      back('11', 10000, '25'),
      line('99', 10000, '25', { name: 'Annen vare', sku: 'V-99' }),
    ]);
    const exchange = planned(orderOf(mixed(), [exchanged]), '5', invoiced);
    expect(exchange).toMatchObject({ kind: 'plan', total: 0, plan: { kind: 'sales_order', expected: 0 } });
    expect(JSON.stringify(exchange)).not.toContain('RelatedInvoiceNo');
  });

  it('has all its gaps at once, with cause and remedy', () => {
    const result = planned(orderOf(mixed(), [refund('6', 100, [back('11', 10000, '25')])]), '6', invoiced, {
      roundingProduct: 'A-0',
    });
    if (result.kind !== 'gaps') throw new Error('no gaps');
    expect(result.gaps.map(({ code }) => code)).toEqual(['gap.refund_disagrees', 'gap.product_missing']);
    expect(result.gaps.map(told).every(({ cause, remedy }) => cause.length > 10 && remedy.length > 10)).toBe(true);
    expect(told(result.gaps[0]).cause).toMatch(/1\.00.*125\.00/);
  });
});
