import type { Order, OrderLine } from '@kontor/shared/order';
import {
  allKnown,
  gapsOf,
  planOf,
  products,
  shopOrder,
  withLine,
  type Planning,
} from '../../../../../tests/setup/planned-order.ts';
import { salesOrderPost } from './shapes.ts';
import { told } from '../../../../../tests/setup/telling.ts';

const lineOf = (change: Partial<OrderLine>, settings: unknown = {}) =>
  planOf(withLine(change), { settings }).order.SalesOrderLines[0];

describe('the sales order', () => {
  it("has the keys, number, currency and date, and one line for each line of the shop's order", () => {
    const { order, expected } = planOf(shopOrder('four-rates-shipping'));
    expect(order).toMatchObject({
      ExternalImportReference: 'shop-1-22',
      CustomMatchingReference: 'shop-1-22',
      ImportedOrderNo: '23',
      CurrencyCode: 'NOK',
      SalesOrderDate: '2026-11-22',
      SalesOrderStatus: 'Draft',
    });
    const idOf = (code: string) => products.find((product) => product.code === code)?.id;
    expect(order.SalesOrderLines).toMatchObject([
      { ProductId: idOf('A-1'), Quantity: '2', ProductUnitPrice: '279.20', SortOrder: '0' },
      { ProductId: idOf('A-2'), Quantity: '1', ProductUnitPrice: '493.04', SortOrder: '1' },
      { ProductId: idOf('A-3'), Quantity: '1', ProductUnitPrice: '401.79', SortOrder: '2' },
      { ProductId: idOf('A-99'), Quantity: '1', ProductUnitPrice: '299.00', SortOrder: '3' },
      { ProductId: idOf('A-1'), Quantity: '1', ProductUnitPrice: '79.20', SortOrder: '4' },
    ]);
    expect(expected).toBe(211300);
  });

  it.each(['X-22', '0022', '12345678901234567890'])(
    "puts the order's number %s, which Go does not accept as a number, into the reference",
    (number) => {
      const { order } = planOf({ ...shopOrder('simple-25-vipps-paid'), number });
      expect(order.CustomerReference).toBe(number);
      expect(order).not.toHaveProperty('ImportedOrderNo');
    },
  );

  const ofCompany = (number: string, change: Partial<Order['billing']> = {}): Order => {
    const order = shopOrder('simple-25-vipps-paid');
    const billing = { ...order.billing, company: 'Vangvaren AS', firstName: 'Ellen', lastName: 'Vang', ...change };
    return { ...order, number, billing };
  };
  it.each<[string, Order, unknown, string | undefined, boolean]>([
    ['a number with letters and who ordered', ofCompany('NL-2026/0042'), {}, 'NL-2026/0042, Ellen Vang', false],
    ['nothing where a contact person says who ordered', ofCompany('42'), {}, undefined, true],
    ['who ordered, where a single name makes no contact person', ofCompany('42', { lastName: '' }), {}, 'Ellen', false],
    [
      'company and person where all orders have one customer',
      ofCompany('42'),
      { customers: 'collective', collectiveCustomer: '10000' },
      'Vangvaren AS, Ellen Vang',
      false,
    ],
  ])('has as its reference %s', (_what, order, settings, reference, hasContact) => {
    const plan = planOf(order, {
      settings,
      facts: { ...allKnown, customer: { state: 'known', id: '7', delivery: null } },
    });
    expect(plan.order.CustomerReference).toBe(reference);
    expect(plan.person !== undefined).toBe(hasContact);
  });

  it('is sent with exact numbers, even for ids that a double cannot hold', () => {
    const sent = salesOrderPost.parse({ CustomerId: '7', ...planOf(shopOrder('cod-fee')).order });
    expect(String(sent.SalesOrderLines[0]?.ProductId)).toBe('9007199254740990');
    expect(String(sent.SalesOrderLines[0]?.ProductUnitPrice)).toBe('79.92');
  });
});

describe('a line', () => {
  it.each<[string, Partial<OrderLine>, unknown, object]>([
    [
      'divides',
      { quantity: '4', net: 10000 },
      {},
      { Quantity: '4', ProductUnitPrice: '25.00', Description: 'Lupe 3× med lys' },
    ],
    [
      'does not divide',
      { quantity: '3', net: 6800, name: 'Plaster, pose' },
      {},
      { Quantity: '1', ProductUnitPrice: '68.00', Description: '3 × Plaster, pose' },
    ],
    [
      'is of a fractional quantity',
      { quantity: '1.5', net: 3000 },
      {},
      { Quantity: '1.5', ProductUnitPrice: '20.00', Description: 'Lupe 3× med lys' },
    ],
    [
      'is of a fractional quantity that no price fits',
      { quantity: '0.35', net: 6057 },
      {},
      { Quantity: '1', ProductUnitPrice: '60.57', Description: '0,35 × Lupe 3× med lys' },
    ],
    [
      'is of a finer quantity than Go is trusted with',
      { quantity: '0.125', net: 2000 },
      {},
      { Quantity: '1', ProductUnitPrice: '20.00', Description: '0,125 × Lupe 3× med lys' },
    ],
    [
      'has attributes',
      { details: ['Farge: Blå', 'Størrelse: M'] },
      {},
      { Description: 'Lupe 3× med lys, Farge: Blå, Størrelse: M' },
    ],
    ['is negative', { kind: 'fee', quantity: '1', net: -5000 }, {}, { Quantity: '-1', ProductUnitPrice: '50.00' }],
    ['is free', { quantity: '2', net: 0, tax: 0 }, {}, { Quantity: '2', ProductUnitPrice: '0.00' }],
    [
      'has no pieces',
      { quantity: '0', net: 100 },
      {},
      { Quantity: '1', ProductUnitPrice: '1.00', Description: 'Lupe 3× med lys' },
    ],
    [
      'is priced with VAT',
      { quantity: '2', net: 15984, tax: 3996 },
      { unitPrices: 'gross' },
      { Quantity: '2', ProductUnitPrice: '99.90' },
    ],
    ['has no name', { kind: 'shipping', name: '', sku: null }, {}, { Description: 'Frakt' }],
  ])('that %s is written exactly', (_what, change, settings, expected) => {
    expect(lineOf(change, settings)).toMatchObject({
      ...expected,
      Allowance: '0',
      UseStandardSalesAccount: true,
      ExternalImportReference: 'item-1',
    });
  });

  it('has the decimals of its currency', () => {
    expect(
      planOf({ ...withLine({ net: 1235, quantity: '1' }), currency: 'KWD' }).order.SalesOrderLines[0]?.ProductUnitPrice,
    ).toBe('1.235');
    expect(
      planOf({ ...withLine({ net: 1235, quantity: '1' }), currency: 'JPY' }).order.SalesOrderLines[0]?.ProductUnitPrice,
    ).toBe('1235');
  });

  it('gets the product of its tax class before the product of its rate alone', () => {
    const mapped = {
      products: [
        { rate: '25', number: '1' },
        { rate: '25', taxClass: 'food', number: '2' },
      ],
    };
    expect(lineOf({ taxClass: 'food' }, mapped)?.ProductId).toBe(products[1]?.id);
    expect(lineOf({ taxClass: 'other' }, mapped)?.ProductId).toBe(products[0]?.id);
  });

  it('gets different products without tax and at 0 %', () => {
    const mapped = {
      products: [
        { rate: 'none', number: '3' },
        { rate: '0', number: '2' },
      ],
    };
    expect(lineOf({ taxes: [], tax: 0 }, mapped)?.ProductId).toBe(products[2]?.id);
    expect(lineOf({ taxes: [{ rateId: '4', country: null, rate: '0', tax: 0 }], tax: 0 }, mapped)?.ProductId).toBe(
      products[1]?.id,
    );
  });

  it('gets the most specific entry: category and tax class, category, tax class, rate alone', () => {
    const mapped = {
      products: [
        { rate: '25', number: '1' },
        { rate: '25', taxClass: 'food', number: '2' },
        { rate: '25', category: 'fisk', number: '3' },
        { rate: '25', category: 'fisk', taxClass: 'food', number: '99' },
      ],
    };
    const chosen = (taxClass: string, categories: string[]) =>
      products.find(({ id }) => id === lineOf({ taxClass, categories }, mapped)?.ProductId)?.code;
    expect(chosen('', [])).toBe('A-1');
    expect(chosen('food', [])).toBe('A-2');
    expect(chosen('', ['fisk'])).toBe('A-3');
    expect(chosen('food', ['nytt', 'fisk'])).toBe('A-99');
  });

  it('fits an entry for the standard class if its class is empty, and otherwise an entry without a class', () => {
    const mapped = {
      products: [
        { rate: '25', taxClass: '', category: '', number: '1' },
        { rate: '25', taxClass: 'standard', number: '2' },
      ],
    };
    expect(lineOf({ taxClass: '' }, mapped)?.ProductId).toBe(products[1]?.id);
    expect(lineOf({ taxClass: 'food' }, mapped)?.ProductId).toBe(products[0]?.id);
  });
});

describe('gaps', () => {
  const unnamed = () => {
    const order = shopOrder('simple-25-vipps-paid');
    const nobody = { ...order.billing, email: '', firstName: '', lastName: '', company: '' };
    return { ...order, billing: nobody, shipping: nobody };
  };
  it.each<[string, () => [Order, Planning?]]>([
    ['gap.no_lines', () => [{ ...shopOrder('simple-25-vipps-paid'), lines: [] }]],
    ['gap.rate_unknown', () => [withLine({ taxes: [{ rateId: '1', country: null, rate: null, tax: 6980 }] })]],
    [
      'gap.several_rates',
      () => [
        withLine({
          taxes: [
            { rateId: '1', country: null, rate: '25', tax: 3490 },
            { rateId: '2', country: null, rate: '15', tax: 3490 },
          ],
        }),
      ],
    ],
    ['gap.rate_unmapped', () => [withLine({ taxes: [{ rateId: '1', country: null, rate: '11.11', tax: 6980 }] })]],
    [
      'gap.product_undecided',
      () => [
        withLine({ categories: ['fisk', 'nytt'] }),
        {
          settings: {
            products: [
              { rate: '25', category: 'fisk', number: '1' },
              { rate: '25', category: 'nytt', number: '2' },
            ],
          },
        },
      ],
    ],
    ['gap.product_missing', () => [withLine({}), { facts: { ...allKnown, products: products.slice(1) } }]],
    [
      'gap.product_archived',
      () => [
        withLine({}),
        {
          facts: {
            ...allKnown,
            products: products.map((product) => ({ ...product, archived: product.code === 'A-1' })),
          },
        },
      ],
    ],
    [
      'gap.product_ambiguous',
      () => [
        withLine({}),
        { facts: { ...allKnown, products: [...products, { code: 'A-1', id: '5', archived: false }] } },
      ],
    ],
    ['gap.no_email', () => [{ ...withLine({}), billing: { ...withLine({}).billing, email: ' ' } }]],
    ['gap.no_email', () => [withLine({}), { customerKey: null }]],
  ])('include %s with cause and remedy', (code, planning) => {
    const gaps = gapsOf(...planning());
    expect(gaps.map((gap) => gap.code)).toEqual([code]);
    expect(gaps.map(told).every((gap) => gap.cause.length > 10 && gap.remedy.length > 10)).toBe(true);
  });

  it('are found all at once, and each only once', () => {
    expect(gapsOf(unnamed(), { facts: { ...allKnown, products: [] } }).map((gap) => gap.code)).toEqual([
      'gap.product_missing',
      'gap.product_missing',
      'gap.no_email',
      'gap.no_customer_name',
    ]);
    const order = shopOrder('cod-fee');
    expect(
      gapsOf(order, {
        facts: {
          products: products.slice(1),
          customer: { state: 'known', id: '7', delivery: null },
          document: null,
        },
      }),
    ).toHaveLength(1);
  });

  it('name rate, tax class and line for a rate that is not mapped', () => {
    const [gap] = gapsOf(
      withLine({ taxClass: 'bok', taxes: [{ rateId: '1', country: null, rate: '11.11', tax: 6980 }] }),
    );
    if (!gap) throw new Error('no gap');
    expect(told(gap).cause).toMatch(/11\.11 %.*bok.*Lupe/);
    expect(told(gap).remedy).toContain('Products by VAT rate');
  });
});
