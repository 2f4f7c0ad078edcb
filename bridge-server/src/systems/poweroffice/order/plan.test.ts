import { readFileSync } from 'node:fs';
import type { Order, OrderLine } from '@kontor/shared/order';
import { readOrder } from '@kontor/shared/woocommerce';
import { settings as settingsSchema } from '../settings/connection.ts';
import { customerPost } from '../shapes/customer.ts';
import { salesOrderPost } from '../shapes/sales-order.ts';
import { makePlan } from './plan.ts';
import { type Facts } from './facts.ts';
import { plan as planSchema, type SalesOrderPlan } from './schema.ts';

const fixtures = new URL('../../../../../tests/fixtures/woocommerce-no/orders/', import.meta.url);
function fixture(name: string): Order {
  const read = readOrder(JSON.parse(readFileSync(new URL(`${name}.json`, fixtures), 'utf8')), []);
  if (!read.ok) throw new Error(read.error.cause);
  return read.value;
}
const codes = ['A-1', 'A-2', 'A-3', 'A-99'];
const products = codes.map((code, index) => ({ code, id: `900719925474099${index}`, archived: false }));
const allKnown: Facts = { products, customer: { state: 'none', series: null }, document: null };

function planned(
  order: Order,
  facts: Facts = allKnown,
  settings: unknown = {},
  customerKey: string | null = 'shop-c-1',
) {
  return makePlan({
    kind: 'order',
    reference: '',
    order,
    key: 'shop-1-22',
    customerKey,
    documents: [],
    functions: ['createCustomers'],
    settings: settingsSchema.parse(settings),
    facts,
  });
}
function planOf(...given: Parameters<typeof planned>): SalesOrderPlan {
  const result = planned(...given);
  if (result.kind !== 'plan') throw new Error(JSON.stringify(result));
  const plan = planSchema.parse(JSON.parse(JSON.stringify(result.plan)));
  if (plan.kind !== 'sales_order') throw new Error(plan.kind);
  expect(result.total).toBe(plan.expected);
  return plan;
}
const gapsOf = (...given: Parameters<typeof planned>) => {
  const result = planned(...given);
  return result.kind === 'gaps' ? result.gaps : [];
};
const withLine = (change: Partial<OrderLine>): Order => {
  const order = fixture('simple-25-vipps-paid');
  return { ...order, lines: order.lines.map((line) => ({ ...line, ...change })) };
};
const lineOf = (change: Partial<OrderLine>, settings: unknown = {}) =>
  planOf(withLine(change), allKnown, settings).order.SalesOrderLines[0];

describe('the sales order', () => {
  it('carries the keys, the number, currency, date and one line for each of the order', () => {
    const { order, expected } = planOf(fixture('four-rates-shipping'));
    expect(order).toMatchObject({
      ExternalImportReference: 'shop-1-22',
      CustomMatchingReference: 'shop-1-22',
      ImportedOrderNo: '23',
      CurrencyCode: 'NOK',
      SalesOrderDate: '2026-11-22',
      SalesOrderStatus: 'Draft',
    });
    expect(
      order.SalesOrderLines.map((line) => [
        line.ProductId?.at(-1),
        line.Quantity,
        line.ProductUnitPrice,
        line.SortOrder,
      ]),
    ).toEqual([
      ['0', '2', '279.20', '0'],
      ['1', '1', '493.04', '1'],
      ['2', '1', '401.79', '2'],
      ['3', '1', '299.00', '3'],
      ['0', '1', '79.20', '4'],
    ]);
    expect(expected).toBe(211300);
  });

  it.each(['X-22', '0022', '12345678901234567890'])(
    'puts the number %s, which is none for Go, into the reference',
    (number) => {
      const { order } = planOf({ ...fixture('simple-25-vipps-paid'), number });
      expect(order.CustomerReference).toBe(`${number} (22)`);
      expect(order).not.toHaveProperty('ImportedOrderNo');
    },
  );

  it('is sent with exact numbers, ids beyond what a double holds among them', () => {
    const sent = salesOrderPost.parse({ CustomerId: '7', ...planOf(fixture('cod-fee')).order });
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
      { Quantity: '1', ProductUnitPrice: '30.00', Description: '1.5 × Lupe 3× med lys' },
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
  ])('that %s', (_what, change, settings, expected) => {
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

  it('takes the product of its tax class before that of its rate alone', () => {
    const mapped = {
      products: [
        { rate: '25', number: '1' },
        { rate: '25', taxClass: 'food', number: '2' },
      ],
    };
    expect(lineOf({ taxClass: 'food' }, mapped)?.ProductId).toBe(products[1]?.id);
    expect(lineOf({ taxClass: 'other' }, mapped)?.ProductId).toBe(products[0]?.id);
  });

  it('without tax takes the product for none, one of 0 % that for 0', () => {
    const mapped = {
      products: [
        { rate: 'none', number: '3' },
        { rate: '0', number: '2' },
      ],
    };
    expect(lineOf({ taxes: [], tax: 0 }, mapped)?.ProductId).toBe(products[2]?.id);
    expect(lineOf({ taxes: [{ rateId: 4, rate: '0', tax: 0 }], tax: 0 }, mapped)?.ProductId).toBe(products[1]?.id);
  });

  it('takes the entry that says most: category and tax class, category, tax class, rate alone', () => {
    const mapped = {
      products: [
        { rate: '25', number: '1' },
        { rate: '25', taxClass: 'food', number: '2' },
        { rate: '25', category: 'fisk', number: '3' },
        { rate: '25', category: 'fisk', taxClass: 'food', number: '99' },
      ],
    };
    const chosen = (taxClass: string, categories: string[]) =>
      products.findIndex(({ id }) => id === lineOf({ taxClass, categories }, mapped)?.ProductId);
    expect([chosen('', []), chosen('food', []), chosen('', ['fisk']), chosen('food', ['nytt', 'fisk'])]).toEqual([
      0, 1, 2, 3,
    ]);
  });

  it('of the standard tax class, which orders leave empty, is named so; an entry that names nothing is for all', () => {
    const mapped = {
      products: [
        { rate: '25', taxClass: '', category: '', number: '1' },
        { rate: '25', taxClass: 'standard', number: '2' },
      ],
    };
    expect([lineOf({ taxClass: '' }, mapped)?.ProductId, lineOf({ taxClass: 'food' }, mapped)?.ProductId]).toEqual([
      products[1]?.id,
      products[0]?.id,
    ]);
  });
});

describe('the customer', () => {
  it('is a person with an address, or a company', () => {
    expect(planOf(fixture('simple-25-vipps-paid')).customer).toEqual({
      name: 'shop-c-1',
      body: expect.objectContaining({
        IsPerson: true,
        FirstName: expect.any(String) as unknown,
        LastName: expect.any(String) as unknown,
        InvoiceDeliveryType: 'PdfByEmail',
        ExternalImportReference: 'shop-c-1',
        MailAddress: expect.objectContaining({ City: expect.any(String) as unknown, CountryCode: 'NO' }) as unknown,
      }) as unknown,
    });
    expect(planOf(fixture('company-orgnr-invoice')).customer).toMatchObject({
      body: {
        IsPerson: false,
        Name: 'Fjordklinikken AS',
        EmailAddress: 'faktura@fjordklinikken.example',
        PhoneNumber: '77 60 00 00',
      },
    });
  });

  it('has no address without a city and a postcode, and no phone that is empty', () => {
    const order = fixture('guest-no-phone');
    const { customer } = planOf({ ...order, billing: { ...order.billing, postcode: '' } });
    expect(customer).toMatchObject({
      body: expect.not.objectContaining({
        MailAddress: expect.anything() as unknown,
        PhoneNumber: expect.anything() as unknown,
      }) as unknown,
    });
  });

  it("keeps within the vendor's lengths without cutting a character in half", () => {
    const order = fixture('simple-25-vipps-paid');
    const { customer } = planOf({
      ...order,
      billing: { ...order.billing, city: `${'x'.repeat(99)}😀`, address1: 'y'.repeat(300) },
    });
    if (!('body' in customer)) throw new Error('no body');
    expect(customerPost.parse(customer.body).MailAddress).toMatchObject({
      City: 'x'.repeat(99),
      AddressLine1: 'y'.repeat(200),
    });
  });

  it('who gave one name only is entered by it', () => {
    const order = fixture('simple-25-vipps-paid');
    expect(
      planOf({ ...order, billing: { ...order.billing, firstName: 'Kari', lastName: ' ' } }).customer,
    ).toMatchObject({ body: { IsPerson: false, Name: 'Kari' } });
  });

  it('that Go has is not created, whatever the order lacks', () => {
    const order = fixture('simple-25-vipps-paid');
    expect(
      planOf(
        { ...order, billing: { ...order.billing, email: '', firstName: '', lastName: '' } },
        { ...allKnown, customer: { state: 'known', id: '77', delivery: null } },
      ).customer,
    ).toEqual({ id: '77' });
  });
});

describe('the VAT of a product', () => {
  const a1 = (vatCode: string | null, rate: string | null, isVatRegistered?: boolean): Facts => ({
    ...allKnown,
    ...(isVatRegistered === undefined ? {} : { isVatRegistered }),
    products: products.map((product) =>
      product.code === 'A-1' ? { ...product, account: { number: '3000', vatCode, rate } } : product,
    ),
  });
  const told = (facts: Facts, line: Partial<OrderLine> = {}, settings: unknown = {}) =>
    gapsOf(withLine(line), facts, settings).map(({ code }) => code);

  it("is the line's, exactly, and the code that the settings ask for", () => {
    expect(told(a1('3', '25'))).toEqual([]);
    expect(told(a1('31', '15'))).toEqual(['gap.product_vat']);
    expect(told(a1('C3', '25'))).toEqual(['gap.product_vat']);
    expect(told(a1('C3', '25'), {}, { products: [{ rate: '25', number: '1' }] })).toEqual([]);
    const raw = { taxes: [{ rateId: 1, rate: '11.11', tax: 3102 }], tax: 3102 };
    const mapped = { products: [{ rate: '11.11', number: '1' }] };
    expect([told(a1('32', '11.11'), raw, mapped), told(a1('32', '11.1'), raw, mapped)]).toEqual([
      [],
      ['gap.product_vat'],
    ]);
  });

  it('that nobody knows keeps no order back', () => {
    expect([told(a1(null, null)), told(a1('3', null))]).toEqual([[], []]);
  });

  it('is none in a company that is not registered, whatever the account says', () => {
    expect(told(a1('3', '25', false))).toEqual(['gap.not_vat_registered']);
    expect(told(a1('3', '25', false), { taxes: [], tax: 0 }, { products: [{ rate: 'none', number: '1' }] })).toEqual(
      [],
    );
    expect(told(a1('3', '25', true), { taxes: [], tax: 0 }, { products: [{ rate: 'none', number: '1' }] })).toEqual([
      'gap.product_vat',
    ]);
  });

  it('tells zero-rated from untaxed by its code', () => {
    const mapped = {
      products: [
        { rate: '0', number: '1', vatCode: '5' },
        { rate: 'none', number: '2', vatCode: '6' },
      ],
    };
    const facts = {
      ...allKnown,
      products: products.map((product, index) => ({
        ...product,
        account: { number: '3100', vatCode: index === 1 ? '6' : '5', rate: '0' },
      })),
    };
    expect([
      told(facts, { taxes: [{ rateId: 4, rate: '0', tax: 0 }], tax: 0 }, mapped),
      told(facts, { taxes: [], tax: 0 }, mapped),
    ]).toEqual([[], []]);
    const swapped = { products: [{ rate: '0', number: '2', vatCode: '5' }] };
    expect(told(facts, { taxes: [{ rateId: 4, rate: '0', tax: 0 }], tax: 0 }, swapped)).toEqual(['gap.product_vat']);
  });

  it('of the product for rounding is none', () => {
    expect(told(a1('3', '25'), {}, { roundingProduct: '1' })).toEqual(['gap.product_vat']);
  });
});

describe('a product that Go does not have', () => {
  const without = {
    ...allKnown,
    products: products.slice(1),
    accounts: [{ number: '3000', vatCode: '3', rate: '25' }],
  };
  const creating = (
    facts: Facts,
    settings: unknown = {},
    functions: readonly ('createProducts' | 'createCustomers')[] = ['createProducts'],
  ) =>
    makePlan({
      kind: 'order',
      reference: '',
      order: withLine({}),
      key: 'shop-1-22',
      customerKey: 'shop-c-1',
      documents: [],
      functions: [...functions, 'createCustomers'],
      settings: settingsSchema.parse(settings),
      facts,
    });
  const gapOf = (...given: Parameters<typeof creating>) => {
    const planned = creating(...given);
    return planned.kind === 'gaps' ? planned.gaps.map(({ code }) => code) : planned.kind;
  };

  it('is created once for all lines, which name it by its code', () => {
    const planned = creating({
      ...without,
      products: [],
      accounts: [...without.accounts, { number: '3100', vatCode: '5', rate: '0' }],
    });
    expect(planned).toMatchObject({
      kind: 'plan',
      plan: {
        products: [
          {
            Code: 'A-1',
            Name: 'Varer, høy sats',
            StandardSalesAccount: '3000',
            ProductType: 'Product',
            UnitOfMeasureCode: 'EA',
          },
          { Code: 'A-99', StandardSalesAccount: '3100' },
        ],
        order: { SalesOrderLines: [{ ProductCode: 'A-1' }] },
        roundingProduct: { ProductCode: 'A-99' },
      },
    });
  });

  it.each<[string, Parameters<typeof creating>]>([
    ['gap.product_missing', [without, {}, []]],
    ['gap.product_missing', [without, { products: [{ rate: '25', number: '1' }] }]],
    [
      'gap.product_undecided',
      [
        without,
        {
          products: [
            { rate: '25', number: '1', name: 'Varer', account: '3000' },
            { rate: '15', number: '1', name: 'Mat', account: '3030' },
          ],
        },
      ],
    ],
    ['gap.account_unreadable', [{ ...allKnown, products: products.slice(1) }]],
    ['gap.account_missing', [{ ...without, accounts: [] }]],
    ['gap.account_vat', [{ ...without, accounts: [{ number: '3000', vatCode: '31', rate: '15' }] }]],
    ['gap.account_vat', [{ ...without, accounts: [{ number: '3000', vatCode: 'C3', rate: '25' }] }]],
    ['gap.account_vat', [{ ...without, accounts: [{ number: '3000', vatCode: null, rate: null }] }]],
    ['gap.account_vat', [{ ...without, accounts: [{ number: '3000', vatCode: '3', rate: null }] }]],
  ])('%s', (code, given) => expect(gapOf(...given)).toEqual([code]));
});

describe('gaps', () => {
  const unnamed = () => {
    const order = fixture('simple-25-vipps-paid');
    const nobody = { ...order.billing, email: '', firstName: '', lastName: '', company: '' };
    return { ...order, billing: nobody, shipping: nobody };
  };
  it.each<[string, () => Parameters<typeof planned>]>([
    ['gap.no_lines', () => [{ ...fixture('simple-25-vipps-paid'), lines: [] }]],
    ['gap.rate_unknown', () => [withLine({ taxes: [{ rateId: 1, rate: null, tax: 6980 }] })]],
    [
      'gap.several_rates',
      () => [
        withLine({
          taxes: [
            { rateId: 1, rate: '25', tax: 6980 },
            { rateId: 2, rate: '15', tax: 0 },
          ],
        }),
      ],
    ],
    ['gap.rate_unmapped', () => [withLine({ taxes: [{ rateId: 1, rate: '11.11', tax: 6980 }] })]],
    [
      'gap.product_undecided',
      () => [
        withLine({ categories: ['fisk', 'nytt'] }),
        allKnown,
        {
          products: [
            { rate: '25', category: 'fisk', number: '1' },
            { rate: '25', category: 'nytt', number: '2' },
          ],
        },
      ],
    ],
    ['gap.product_missing', () => [withLine({}), { ...allKnown, products: products.slice(1) }]],
    [
      'gap.product_archived',
      () => [
        withLine({}),
        { ...allKnown, products: products.map((product) => ({ ...product, archived: product.code === 'A-1' })) },
      ],
    ],
    [
      'gap.product_ambiguous',
      () => [withLine({}), { ...allKnown, products: [...products, { code: 'A-1', id: '5', archived: false }] }],
    ],
    ['gap.no_email', () => [{ ...withLine({}), billing: { ...withLine({}).billing, email: ' ' } }]],
    ['gap.no_email', () => [withLine({}), allKnown, {}, null]],
  ])('%s', (code, given) => {
    const gaps = gapsOf(...given());
    expect(gaps.map((gap) => gap.code)).toEqual([code]);
    expect(gaps.every((gap) => gap.cause.length > 10 && gap.remedy.length > 10)).toBe(true);
  });

  it('are told all at once, each once', () => {
    expect(gapsOf(unnamed(), { ...allKnown, products: [] }).map((gap) => gap.code)).toEqual([
      'gap.product_missing',
      'gap.product_missing',
      'gap.no_email',
      'gap.no_customer_name',
    ]);
    const order = fixture('cod-fee');
    expect(
      gapsOf(order, {
        products: products.slice(1),
        customer: { state: 'known', id: '7', delivery: null },
        document: null,
      }),
    ).toHaveLength(1);
  });

  it('a rate that is not mapped names rate, tax class and line', () => {
    const [gap] = gapsOf(withLine({ taxClass: 'bok', taxes: [{ rateId: 1, rate: '11.11', tax: 6980 }] }));
    expect(gap?.cause).toMatch(/11\.11 %.*bok.*Lupe/);
    expect(gap?.remedy).toContain('Products by VAT rate');
  });
});
