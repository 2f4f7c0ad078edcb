import { fixture, orderFiles, read, refused } from '../../tests/setup/bodies.ts';
import { order as orderSchema } from './order.ts';
import { snapshotOf } from './woocommerce.ts';

const simple = () => fixture('woocommerce-no/orders/simple-25-vipps-paid.json');

describe('bodies captured from real shops', () => {
  it('finds them', () => expect(orderFiles.length).toBe(20));

  it.each(orderFiles)('%s is read into what the order schema allows, and its parts add up', (file) => {
    const given = fixture(file);
    const order = read(given);
    expect(orderSchema.parse(order)).toEqual(order);
    const cents = (text: string) => Math.round(Number(text) * 100);
    expect(order.total).toBe(cents(given.total));
    expect(order.lines.reduce((sum, line) => sum + line.net + line.tax, 0)).toBe(order.total);
  });

  it('takes lines, rates and kinds from articles, shipping and fees', () => {
    const order = read(fixture('woocommerce-no/orders/cod-fee.json'));
    expect(order.lines).toMatchObject([
      {
        id: 29,
        kind: 'article',
        name: 'Brillesnor, 3 stk',
        sku: 'BRILLE-SNOR',
        quantity: '2',
        taxClass: '',
        net: 15984,
        tax: 3996,
        taxes: [{ rateId: 1, rate: '25', tax: 3996 }],
      },
      {
        id: 30,
        kind: 'shipping',
        name: 'Posten Norgespakke',
        sku: null,
        quantity: '1',
        taxClass: '',
        net: 7920,
        tax: 1980,
        taxes: [{ rateId: 1, rate: '25', tax: 1980 }],
      },
      {
        id: 31,
        kind: 'fee',
        name: 'Oppkravsgebyr',
        sku: null,
        quantity: '1',
        taxClass: '',
        net: 4500,
        tax: 1125,
        taxes: [{ rateId: 1, rate: '25', tax: 1125 }],
      },
    ]);
    expect(order.roundings).toEqual([]);
  });

  it('names the differences that rounding explains', () => {
    expect(read(fixture('woocommerce/orders/variation-shipping-coupon-fee.json')).roundings).toEqual([
      { where: 'line 11: tax', difference: -1 },
      { where: 'rate 1: tax', difference: -1 },
      { where: 'coupon sommer10', difference: 1 },
    ]);
  });

  it('an untaxed line has no taxes, an article of 0.00 keeps its rate', () => {
    expect(read(fixture('woocommerce-no/orders/gift-card-no-tax.json')).lines[0]?.taxes).toEqual([]);
    expect(read(fixture('woocommerce-no/orders/zero-total-coupon.json')).lines[0]).toMatchObject({
      net: 0,
      tax: 0,
      taxes: [{ rate: '25', tax: 0 }],
    });
    expect(
      read(fixture('woocommerce-no/orders/four-rates-shipping.json')).lines.map((line) => line.taxes[0]?.rate),
    ).toEqual(['25', '15', '12', '0', '25']);
  });
});

describe('refunds', () => {
  it('reads positive amounts, negative lines and none for a refund by amount', () => {
    const partial = read(fixture('woocommerce-no/orders/four-rates-partially-refunded.json'), [
      fixture('woocommerce-no/refunds/partial-line-of-four-rates.json'),
    ]);
    expect(partial.refunds).toEqual([
      {
        id: 34,
        createdGmt: '2026-11-22T01:18:40',
        reason: 'Skadet',
        amount: 34900,
        lines: [
          {
            id: 46,
            kind: 'article',
            name: 'Lupe 3× med lys',
            sku: 'LUPE-3X',
            quantity: '-1',
            taxClass: '',
            net: -27920,
            tax: -6980,
            taxes: [{ rateId: 1, rate: '25', tax: -6980 }],
            categories: [],
            refundedLineId: 3,
          },
        ],
      },
    ]);
    const full = read(fixture('woocommerce-no/orders/simple-fully-refunded.json'), [
      fixture('woocommerce-no/refunds/full-amount-of-simple.json'),
    ]);
    expect(full.refunds).toMatchObject([{ id: 35, amount: 34900, lines: [] }]);
  });

  it('names a cent between a refund and its lines, and lets a larger difference be', () => {
    const refund = fixture('woocommerce-no/refunds/partial-line-of-four-rates.json');
    const order = fixture('woocommerce-no/orders/four-rates-partially-refunded.json');
    expect(read(order, [{ ...refund, amount: '349.01' }]).roundings).toEqual([
      { where: 'refund 34: amount', difference: 1 },
    ]);
    expect(read(order, [{ ...refund, amount: '200.00' }]).roundings).toEqual([]);
  });

  it('refuses the order when a refund cannot be read', () => {
    expect(refused(simple(), [{ id: 35 }]).code).toBe('order.field_unreadable');
    expect(
      refused(simple(), [{ ...fixture('woocommerce-no/refunds/full-amount-of-simple.json'), amount: 'x' }]).code,
    ).toBe('order.amount_unreadable');
  });
});

describe('bodies that are no order or cannot be trusted', () => {
  it.each([
    [{ code: 'woocommerce_rest_shop_order_invalid_id', message: 'Invalid ID.', data: { status: 404 } }],
    [null],
    ['text'],
    [[]],
    [{ id: '41' }],
    [{ id: 0 }],
  ])('%j is no order', (body) => {
    expect(refused(body).code).toBe('order.not_an_order');
  });

  it('tells a body without content from no order, and names the field', () => {
    expect(refused({ id: 41 })).toMatchObject({
      code: 'order.field_unreadable',
      cause: expect.stringContaining('currency') as unknown,
    });
    const error = refused({ ...simple(), status: undefined });
    expect(error.code).toBe('order.field_unreadable');
    expect(error.cause).toContain('status');
  });

  it.each(['2026-02-31T00:00:00', '2026-11-22T01:18:35Z', '22.11.2026', null])(
    'creation date %j is refused',
    (date) => {
      expect(refused({ ...simple(), date_created_gmt: date })).toMatchObject({
        code: 'order.field_unreadable',
        cause: expect.stringContaining('date_created_gmt') as unknown,
      });
    },
  );

  it.each(['POINTS', '', 'nok'])('currency %j is refused', (currency) => {
    expect(refused({ ...simple(), currency }).code).toBe('order.currency_unknown');
  });

  it.each([
    ['349,00', 'order.amount_unreadable'],
    ['', 'order.amount_unreadable'],
    ['349.005', 'order.amount_too_fine'],
  ])('total %j gives %s', (total, code) => {
    const error = refused({ ...simple(), total });
    expect(error.code).toBe(code);
    expect(error.cause).toContain('total');
    expect(error.remedy).not.toBe('');
  });

  it('names the line of an amount that is too fine', () => {
    const body = simple();
    body.line_items[0]['total_tax'] = '69.801';
    expect(refused(body)).toMatchObject({
      code: 'order.amount_too_fine',
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
    ['the coupons', { coupon_lines: [{ code: 'x', discount: '10', discount_tax: '0' }] }],
  ])('refuses when %s and the parts disagree by more than rounding', (_what, change) => {
    expect(refused({ ...simple(), ...change }).code).toBe('order.totals_disagree');
  });

  it('allows one minor unit for each line and no more', () => {
    expect(read({ ...simple(), total: '349.01' }).roundings).toEqual([{ where: 'total', difference: 1 }]);
    expect(refused({ ...simple(), total: '349.02' }).code).toBe('order.totals_disagree');
  });

  it('accepts a price that was lowered by hand, without a coupon', () => {
    expect(read({ ...simple(), discount_total: '50.00', discount_tax: '12.50' }).roundings).toEqual([]);
  });
});

describe('taxes', () => {
  const withTaxes = (taxes: unknown[], percent: unknown = 25) => {
    const body = simple();
    body.line_items[0]['taxes'] = taxes;
    body.tax_lines[0]['rate_percent'] = percent;
    return body;
  };

  it.each([
    [25, '25'],
    [11.11, '11.11'],
    ['25.0000', '25'],
    [0, '0'],
    [100, '100'],
    [null, null],
    [-5, null],
  ])('percent %j is rate %j', (percent, rate) => {
    expect(read(withTaxes([{ id: 1, total: '69.80' }], percent)).lines[0]?.taxes[0]?.rate).toBe(rate);
  });

  it('has no rate where the order does not name the id, nor where tax comes from no rate at all', () => {
    const unnamed = { ...withTaxes([{ id: 9, total: '69.80' }]), tax_lines: [] };
    expect(read(unnamed).lines[0]?.taxes).toEqual([{ rateId: 9, rate: null, tax: 6980 }]);
    expect(read({ ...withTaxes([]), tax_lines: [] }).lines[0]?.taxes).toEqual([{ rateId: 0, rate: null, tax: 6980 }]);
  });

  it('leaves out rates of the order that do not apply to the line', () => {
    expect(
      read(
        withTaxes([
          { id: '1', total: '69.80' },
          { id: 2, total: '' },
        ]),
      ).lines[0]?.taxes,
    ).toEqual([{ rateId: 1, rate: '25', tax: 6980 }]);
  });

  it('rounds what shops that round at subtotal level write unrounded', () => {
    expect(read(withTaxes([{ id: 1, total: '69.799999' }])).lines[0]?.taxes[0]?.tax).toBe(6980);
  });
});

describe('currencies with 0 and 3 decimals', () => {
  const inCurrency = (currency: string, net: string, tax: string, total: string) => {
    const body = simple();
    Object.assign(body.line_items[0], { total: net, total_tax: tax, taxes: [{ id: 1, total: tax }] });
    Object.assign(body.tax_lines[0], { tax_total: tax, shipping_tax_total: '0' });
    return { ...body, currency, total, total_tax: tax };
  };
  it('reads yen and dinars', () => {
    expect(read(inCurrency('JPY', '1000', '100.00', '1100'))).toMatchObject({ total: 1100, totalTax: 100 });
    expect(read(inCurrency('KWD', '1.234', '0.001', '1.235'))).toMatchObject({ total: 1235, totalTax: 1 });
    expect(refused(inCurrency('JPY', '1000.50', '0', '1000.50')).code).toBe('order.amount_too_fine');
  });
});

describe('text and quantities', () => {
  it('strips what PostgreSQL and UTF-8 cannot hold, and keeps the rest', () => {
    const body = simple();
    body.billing['first_name'] = 'Å\0se\ud800 😀';
    body.line_items[0]['name'] = '\udc00Lupe\0';
    const order = read(body);
    expect(order.billing.firstName).toBe('Åse 😀');
    expect(order.lines[0]?.name).toBe('Lupe');
    expect(snapshotOf(order)).not.toMatch(/\\u0000|\\ud800|\\udc00/);
  });

  it.each([
    [3, '3'],
    [1.5, '1.5'],
    ['2.00', '2'],
    [0, '0'],
    [100, '100'],
  ])('quantity %j is %j', (given, expected) => {
    const body = simple();
    body.line_items[0]['quantity'] = given;
    expect(read(body).lines[0]?.quantity).toBe(expected);
  });

  it.each([
    ['quantity', 'two'],
    ['quantity', null],
    ['quantity', '1e3'],
    ['quantity', [1]],
    ['sku', 5],
    ['name', null],
    ['tax_class', 0],
  ])('a line whose %s is %j is refused by name', (field, given) => {
    const body = simple();
    body.line_items[0][field] = given;
    expect(refused(body)).toMatchObject({
      code: 'order.field_unreadable',
      cause: expect.stringContaining(`line_items.0.${field}`) as unknown,
    });
  });

  it.each(['x', 1.5, null])('a rate whose id is %j is refused by name', (given) => {
    const body = simple();
    body.line_items[0]['taxes'] = [{ id: given, total: '0' }];
    expect(refused(body)).toMatchObject({
      code: 'order.field_unreadable',
      cause: expect.stringContaining('line_items.0.taxes.0.id') as unknown,
    });
  });
});
