import { z } from 'zod';
import { fixture, orderFiles, readBody, refusalOf, simpleBody } from '../../tests/setup/shop-bodies.ts';
import { order as orderSchema } from './order.ts';
import { snapshotOf } from './woocommerce.ts';
import { bodiesWith } from './woocommerce/body.ts';

const withSortedKeys = (value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

describe('bodies captured from real shops', () => {
  it('are all there', () => expect(orderFiles.length).toBe(20));

  it.each(orderFiles)('are read into orders that the schema allows and that add up: %s', (file) => {
    const body = fixture(file);
    const order = readBody(body);
    expect(orderSchema.parse(order)).toEqual(order);
    const cents = (text: string) => Math.round(Number(text) * 100);
    expect(order.total).toBe(cents(body.total));
    expect(order.lines.reduce((sum, line) => sum + line.net + line.tax, 0)).toBe(order.total);
  });

  it('have lines with kind and rate for articles, shipping and fees', () => {
    const order = readBody(fixture('woocommerce-no/orders/cod-fee.json'));
    expect(order.lines).toMatchObject([
      {
        id: '29',
        kind: 'article',
        name: 'Brillesnor, 3 stk',
        sku: 'BRILLE-SNOR',
        quantity: '2',
        taxClass: '',
        net: 15984,
        tax: 3996,
        taxes: [{ rateId: '1', country: 'NO', rate: '25', tax: 3996 }],
      },
      {
        id: '30',
        kind: 'shipping',
        name: 'Posten Norgespakke',
        sku: null,
        quantity: '1',
        taxClass: '',
        net: 7920,
        tax: 1980,
        taxes: [{ rateId: '1', country: 'NO', rate: '25', tax: 1980 }],
      },
      {
        id: '31',
        kind: 'fee',
        name: 'Oppkravsgebyr',
        sku: null,
        quantity: '1',
        taxClass: '',
        net: 4500,
        tax: 1125,
        taxes: [{ rateId: '1', country: 'NO', rate: '25', tax: 1125 }],
      },
    ]);
    expect(order.roundings).toEqual([]);
  });

  it('name the differences that rounding explains', () => {
    expect(readBody(fixture('woocommerce/orders/variation-shipping-coupon-fee.json')).roundings).toEqual([
      { where: 'line 11: tax', difference: -1 },
      { where: 'rate 1: tax', difference: -1 },
    ]);
  });

  it('have no taxes on an untaxed line', () => {
    expect(readBody(fixture('woocommerce-no/orders/gift-card-no-tax.json')).lines[0]?.taxes).toEqual([]);
  });

  it('keep the rate of an article of 0.00', () => {
    expect(readBody(fixture('woocommerce-no/orders/zero-total-coupon.json')).lines[0]).toMatchObject({
      net: 0,
      tax: 0,
      taxes: [{ rate: '25', tax: 0 }],
    });
  });

  it('keep the rate of each line, 0 % as well', () => {
    const { lines } = readBody(fixture('woocommerce-no/orders/four-rates-shipping.json'));
    expect(lines.map((line) => line.taxes[0]?.rate)).toEqual(['25', '15', '12', '0', '25']);
  });
});

describe('refunds', () => {
  it('have a positive amount and negative lines, and no lines if they are only an amount', () => {
    const partial = readBody(fixture('woocommerce-no/orders/four-rates-partially-refunded.json'), [
      fixture('woocommerce-no/refunds/partial-line-of-four-rates.json'),
    ]);
    expect(partial.refunds).toEqual([
      {
        id: '34',
        createdGmt: '2026-11-22T01:18:40',
        createdLocal: '2026-11-22T02:18:40',
        reason: 'Skadet',
        amount: 34900,
        lines: [
          {
            id: '46',
            kind: 'article',
            name: 'Lupe 3× med lys',
            details: [],
            sku: 'LUPE-3X',
            quantity: '-1',
            taxClass: '',
            net: -27920,
            tax: -6980,
            taxes: [{ rateId: '1', country: 'NO', rate: '25', tax: -6980 }],
            categories: [],
            refundedLineId: '3',
          },
        ],
      },
    ]);
    const full = readBody(fixture('woocommerce-no/orders/simple-fully-refunded.json'), [
      fixture('woocommerce-no/refunds/full-amount-of-simple.json'),
    ]);
    expect(full.refunds).toMatchObject([{ id: '35', amount: 34900, lines: [] }]);
  });

  it('name a difference of one cent to their lines, and ignore a larger one', () => {
    const refund = fixture('woocommerce-no/refunds/partial-line-of-four-rates.json');
    const order = fixture('woocommerce-no/orders/four-rates-partially-refunded.json');
    expect(readBody(order, [{ ...refund, amount: '349.01' }]).roundings).toEqual([
      { where: 'refund 34: amount', difference: 1 },
    ]);
    expect(readBody(order, [{ ...refund, amount: '200.00' }]).roundings).toEqual([]);
  });

  it('refuse the order if they cannot be read', () => {
    expect(refusalOf(simpleBody(), [{ id: 35 }]).code).toBe('order.field_unreadable');
    expect(
      refusalOf(simpleBody(), [{ ...fixture('woocommerce-no/refunds/full-amount-of-simple.json'), amount: 'x' }]).code,
    ).toBe('order.amount_unreadable');
  });
});

describe('the fields of an order', () => {
  it.each([
    ['checkout-draft', 'draft'],
    ['auto-draft', 'draft'],
    ['pending', 'open'],
    ['processing', 'open'],
    ['a-status-of-a-plugin', 'open'],
    ['completed', 'done'],
    ['refunded', 'refunded'],
    ['cancelled', 'called_off'],
    ['failed', 'called_off'],
    ['trash', 'called_off'],
  ])('give the status %s the stage %s', (status, stage) =>
    expect(readBody({ ...simpleBody(), status })).toMatchObject({ status, stage, source: 'shop' }),
  );

  it.each([
    ['-', ''],
    ['.', ''],
    ['0', ''],
    ['7-Eleven', '7-Eleven'],
    ['Øst', 'Øst'],
  ])('read the company %j as %j', (company, expected) => {
    const body = simpleBody();
    expect(readBody({ ...body, billing: { ...body.billing, company } }).billing.company).toBe(expected);
  });

  it('have the id of a customer as text, and none for a guest', () => {
    const customerOf = (customer_id: unknown) => readBody({ ...simpleBody(), customer_id }).customerId;
    expect(customerOf(7)).toBe('7');
    expect(customerOf(0)).toBeNull();
  });
});

describe('a body that is no order, or whose figures are wrong', () => {
  it.each([
    [{ code: 'woocommerce_rest_shop_order_invalid_id', message: 'Invalid ID.', data: { status: 404 } }],
    [null],
    ['text'],
    [[]],
    [{ id: '41' }],
    [{ id: 0 }],
  ])('is refused as no order: %j', (body) => {
    expect(refusalOf(body).code).toBe('order.not_an_order');
  });

  it('is refused with the name of the missing field if it has an id', () => {
    expect(refusalOf({ id: 41 })).toMatchObject({
      code: 'order.field_unreadable',
      cause: expect.stringContaining('currency') as unknown,
    });
    const error = refusalOf({ ...simpleBody(), status: undefined });
    expect(error.code).toBe('order.field_unreadable');
    expect(error.cause).toContain('status');
  });

  it("is read with the shop's own times, and without them if they are missing or wrong", () => {
    expect(readBody(simpleBody())).toMatchObject({
      createdGmt: '2026-11-22T01:18:35',
      createdLocal: '2026-11-22T02:18:35',
      paidLocal: '2026-11-22T02:18:35',
    });
    for (const date of [undefined, null, '22.11.2026', 1]) {
      const order = readBody({ ...simpleBody(), date_created: date, date_paid: date });
      expect(order).toMatchObject({ createdLocal: null, paidLocal: null });
    }
  });

  it.each(['2026-02-31T00:00:00', '2026-11-22T01:18:35Z', '22.11.2026', null])(
    'is refused with the creation date %j',
    (date) => {
      expect(refusalOf({ ...simpleBody(), date_created_gmt: date })).toMatchObject({
        code: 'order.field_unreadable',
        cause: expect.stringContaining('date_created_gmt') as unknown,
      });
    },
  );

  it.each(['POINTS', '', 'nok'])('is refused with the currency %j', (currency) => {
    expect(refusalOf({ ...simpleBody(), currency }).code).toBe('order.currency_unknown');
  });

  it.each([
    ['349,00', 'order.amount_unreadable'],
    ['', 'order.amount_unreadable'],
  ])('is refused with the total %j as %s', (total, code) => {
    const error = refusalOf({ ...simpleBody(), total });
    expect(error.code).toBe(code);
    expect(error.cause).toContain('total');
    expect(error.remedy).not.toBe('');
  });

  it('is refused with the name of the line whose amount cannot be read', () => {
    const body = simpleBody();
    body.line_items[0]['total_tax'] = 'free';
    expect(refusalOf(body)).toMatchObject({
      code: 'order.amount_unreadable',
      cause: expect.stringContaining('line_items.0.total_tax') as unknown,
    });
  });

  it.each([
    ['the total', { total: '350.00' }],
    ['the tax', { total_tax: '70.00' }],
    [
      'the tax lines',
      { tax_lines: [{ rate_id: 1, rate_percent: 25, tax_total: '60.00', shipping_tax_total: '0.00' }] },
    ],
  ])('is refused if %s and the parts differ by more than rounding', (_what, change) => {
    expect(refusalOf({ ...simpleBody(), ...change }).code).toBe('order.totals_disagree');
  });

  it('is refused with the name of the line whose id another line has', () => {
    const body = simpleBody();
    const [line] = body.line_items;
    const free = { total: '0.00', total_tax: '0.00', taxes: [] };
    const twice = (changes: Record<string, unknown>, refunds: unknown[] = []) =>
      refusalOf({ ...body, ...changes }, refunds);
    expect(twice({ line_items: [line, { ...line, ...free }] })).toMatchObject({
      code: 'order.field_unreadable',
      cause: expect.stringContaining('line_items.1.id') as unknown,
    });
    expect(twice({ fee_lines: [{ ...free, id: line['id'], name: 'x' }] }).cause).toContain('fee_lines.0.id');
    const refund = fixture('woocommerce-no/refunds/partial-line-of-four-rates.json');
    expect(twice({}, [refund, refund]).code).toBe('order.field_unreadable');
    expect(twice({}, [{ ...refund, line_items: [...refund.line_items, ...refund.line_items] }]).cause).toContain(
      'refund',
    );
  });

  it('may differ by one minor unit for each line, and no more', () => {
    expect(readBody({ ...simpleBody(), total: '349.01' }).roundings).toEqual([{ where: 'total', difference: 1 }]);
    expect(refusalOf({ ...simpleBody(), total: '349.02' }).code).toBe('order.totals_disagree');
  });

  it('is read whatever its discounts and coupons say, since the lines contain them', () => {
    const coupons = { coupon_lines: [{ code: 'x', discount: '10', discount_tax: 'none' }, null] };
    for (const change of [{ discount_total: '50.00', discount_tax: '12.50' }, coupons, { discount_total: null }])
      expect(readBody({ ...simpleBody(), ...change }).roundings).toEqual([]);
  });
});

describe('the schemas that every order passes', () => {
  // zod silently uses a slower reader for a schema that it cannot compile.
  it.each(Object.entries({ ...bodiesWith(2), snapshot: orderSchema }))('can be compiled: %s', (_name, schema) => {
    expect(() => z.compile<z.ZodType>(schema, { strict: true })).not.toThrow();
  });
});

describe('a snapshot', () => {
  it('is the same for the same content, whatever else changed in the body', () => {
    const body = simpleBody();
    const touched = {
      meta_data: [{ id: 1, key: 'erp_ref', value: 'X-1' }],
      ...body,
      date_modified_gmt: '2026-12-01T00:00:00',
    };
    expect(snapshotOf(readBody(touched))).toBe(snapshotOf(readBody(body)));
  });

  it.each(orderFiles)('has its keys in alphabetical order at every depth: %s', (file) => {
    const meta_data = [
      { key: 'zone', value: 'N' },
      { key: 'erp_ref', value: 'X-1' },
    ];
    const snapshot = snapshotOf(
      readBody({ ...fixture(file), meta_data }, [fixture('woocommerce-no/refunds/partial-line-of-four-rates.json')]),
    );
    expect(snapshot).toContain('"meta":{"erp_ref"');
    expect(snapshot).toBe(JSON.stringify(JSON.parse(snapshot, (_key, value: unknown) => withSortedKeys(value))));
  });

  it('differs when the content changed, and can be read as an order', () => {
    const order = readBody(simpleBody());
    expect(snapshotOf(readBody({ ...simpleBody(), customer_note: 'Ring på' }))).not.toBe(snapshotOf(order));
    expect(orderSchema.parse(JSON.parse(snapshotOf(order)))).toEqual({ ...order, modifiedGmt: '' });
  });
});
