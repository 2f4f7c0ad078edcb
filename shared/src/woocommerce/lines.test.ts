import { fixture, readBody, refusalOf, simpleBody } from '../../../tests/setup/shop-bodies.ts';
import { snapshotOf } from '../woocommerce.ts';

describe('taxes', () => {
  const withTaxes = (taxes: unknown[], percent: unknown = 25) => {
    const body = simpleBody();
    body.line_items[0]['taxes'] = taxes;
    body.tax_lines[0]['rate_percent'] = percent;
    return body;
  };

  it.each([
    [25, '25'],
    [11.11, '11.11'],
    ['25.0000', '25'],
    ['025', '25'],
    [`25.${'0'.repeat(80_000)}1`, null],
    // A tax of 69.80 cannot be 0 %.
    [0, null],
    [100, '100'],
    [null, null],
    [-5, null],
  ])('with percent %j have the rate %j', (percent, rate) => {
    expect(readBody(withTaxes([{ id: 1, total: '69.80' }], percent)).lines[0]?.taxes[0]?.rate).toBe(rate);
  });

  it.each([0, '0', '00', '0.000'])('of 0.00 with percent %j have the rate "0"', (percent) => {
    const body = withTaxes([{ id: 1, total: '0.00' }], percent);
    Object.assign(body.line_items[0], { total_tax: '0.00' });
    Object.assign(body.tax_lines[0], { tax_total: '0.00' });
    Object.assign(body, { total: '279.20', total_tax: '0.00' });
    expect(readBody(body).lines[0]?.taxes).toEqual([{ rateId: '1', country: 'NO', rate: '0', tax: 0 }]);
  });

  it('name a rate once, with both amounts, if the line names it twice', () => {
    const twice = withTaxes([
      { id: 1, total: '60.00' },
      { id: 1, total: '9.80' },
    ]);
    expect(readBody(twice).lines[0]?.taxes).toEqual([{ rateId: '1', country: 'NO', rate: '25', tax: 6980 }]);
  });

  it('have no rate if the order does not name its id, or if the line has tax but names no rate', () => {
    const unnamed = { ...withTaxes([{ id: 9, total: '69.80' }]), tax_lines: [] };
    expect(readBody(unnamed).lines[0]?.taxes).toEqual([{ rateId: '9', country: null, rate: null, tax: 6980 }]);
    expect(readBody({ ...withTaxes([]), tax_lines: [] }).lines[0]?.taxes).toEqual([
      { rateId: '0', country: null, rate: null, tax: 6980 },
    ]);
  });

  it('leave out rates of the order that do not apply to the line', () => {
    expect(
      readBody(
        withTaxes([
          { id: '1', total: '69.80' },
          { id: 2, total: '' },
        ]),
      ).lines[0]?.taxes,
    ).toEqual([{ rateId: '1', country: 'NO', rate: '25', tax: 6980 }]);
  });

  it('are rounded if the shop rounds at subtotal level and writes them unrounded', () => {
    expect(readBody(withTaxes([{ id: 1, total: '69.799999' }])).lines[0]?.taxes[0]?.tax).toBe(6980);
  });
});

describe('currencies with 0 and 3 decimals', () => {
  const inCurrency = (currency: string, net: string, tax: string, total: string) => {
    const body = simpleBody();
    Object.assign(body.line_items[0], { total: net, total_tax: tax, taxes: [{ id: 1, total: tax }] });
    Object.assign(body.tax_lines[0], { tax_total: tax, shipping_tax_total: '0' });
    return { ...body, currency, total, total_tax: tax };
  };
  it('are read in yen and in dinars', () => {
    expect(readBody(inCurrency('JPY', '1000', '100.00', '1100'))).toMatchObject({ total: 1100, totalTax: 100 });
    expect(readBody(inCurrency('KWD', '1.234', '0.001', '1.235'))).toMatchObject({ total: 1235, totalTax: 1 });
  });
});

describe('a shop with other decimals than its currency', () => {
  const written = (net: string, tax: string, total: string, currency = 'NOK') => {
    const body = simpleBody();
    Object.assign(body.line_items[0], { total: net, total_tax: tax, taxes: [{ id: 1, total: tax }] });
    Object.assign(body.tax_lines[0], { tax_total: tax });
    const { lines, total: sum, roundings } = readBody({ ...body, currency, total, total_tax: tax });
    const [line] = lines;
    return { net: line?.net, tax: line?.tax, taxOfRate: line?.taxes[0]?.tax, total: sum, roundings };
  };
  /** What is read of an order with one line and one rate. */
  const readAs = (net: number, tax: number, total: number) => ({ net, tax, taxOfRate: tax, total, roundings: [] });

  it.each([
    ['no decimals, so that net and tax were rounded separately', ['279', '70', '349'], readAs(27920, 6980, 34900)],
    ['no decimals, and a price that is whole without VAT', ['100', '25', '125'], readAs(10000, 2500, 12500)],
    ['four decimals', ['79.9920', '19.9980', '99.9900'], readAs(7999, 2000, 9999)],
    ['four decimals, and a sum finer than the øre', ['0.1234', '0.0309', '0.1543'], readAs(12, 3, 15)],
    ['four decimals, and negative amounts', ['-79.9920', '-19.9980', '-99.9900'], readAs(-7999, -2000, -9999)],
  ])('is read in minor units when it has %s', (_what, [net = '', tax = '', total = ''], expected) => {
    expect(written(net, tax, total)).toEqual(expected);
  });

  it('is read in whole yen when it writes two decimals', () => {
    expect(written('800.00', '200.00', '1000.00', 'JPY')).toEqual(readAs(800, 200, 1000));
    expect(written('800.40', '200.10', '1000.50', 'JPY')).toEqual(readAs(801, 200, 1001));
  });

  it('keeps the sum of a line with several rates, and gives the lowest rate what the others leave', () => {
    const body = simpleBody();
    const taxes = [
      { id: 1, total: '64' },
      { id: 2, total: '201' },
    ];
    Object.assign(body.line_items[0], { total: '2096', total_tax: '264', taxes });
    const [line] = body.tax_lines;
    Object.assign(body, {
      tax_lines: [
        { ...line, rate_id: 1, rate_percent: 15, tax_total: '64' },
        { ...line, rate_id: 2, rate_percent: 12, tax_total: '201' },
      ],
    });
    const [shared] = readBody({ ...body, total: '2360', total_tax: '264' }).lines;
    // 426.67 at 15 % with a tax of 64.00; the rest of the sum, 1869.33 with its tax, at 12 %.
    expect(shared).toMatchObject({ net: 209571, tax: 26429, taxes: [{ tax: 6400 }, { tax: 20029 }] });
  });

  it('takes a unit from the lines that rounding changed most when it rounds only for the whole order', () => {
    const body = simpleBody();
    const [first] = body.line_items;
    Object.assign(body, {
      line_items: [
        { ...first, total: '186', total_tax: '47', taxes: [{ id: 1, total: '46.5' }] },
        { ...first, id: 99, total: '1210', total_tax: '303', taxes: [{ id: 1, total: '302.5' }] },
      ],
    });
    Object.assign(body.tax_lines[0], { tax_total: '349' });
    const { lines, total } = readBody({ ...body, total: '1745', total_tax: '349' });
    expect(lines.map(({ net, tax }) => net + tax)).toEqual([23200, 151300]);
    expect(total).toBe(174500);
  });

  it('keeps an untaxed line of a refund untaxed, although the page names a rate of other lines', () => {
    const [line] = simpleBody().line_items;
    const back = { ...line, id: 9, total: '-100.40', total_tax: '0.00', taxes: [{ id: 1, total: '0.00' }] };
    const refund = { id: 8, date_created_gmt: '2026-11-23T10:00:00', reason: '', amount: '100.40', line_items: [back] };
    const { refunds } = readBody({ ...simpleBody(), currency: 'JPY' }, [refund]);
    expect(refunds[0]?.lines[0]).toMatchObject({ net: -100, tax: 0, taxes: [{ tax: 0 }] });
  });

  it('is refused for a difference that its rounding does not explain', () => {
    const body = simpleBody();
    Object.assign(body.line_items[0], { total: '279', total_tax: '70', taxes: [{ id: 1, total: '70' }] });
    Object.assign(body.tax_lines[0], { tax_total: '70' });
    expect(readBody({ ...body, total: '350', total_tax: '70' }).roundings).toEqual([
      { difference: 100, where: 'total' },
    ]);
    expect(refusalOf({ ...body, total: '351', total_tax: '70' }).code).toBe('order.totals_disagree');
  });
});

describe('text and quantities', () => {
  it('lose only the characters that PostgreSQL and UTF-8 cannot hold', () => {
    const body = simpleBody();
    body.billing['first_name'] = 'Å\0se\ud800 😀';
    body.line_items[0]['name'] = '\udc00Lupe\0';
    const order = readBody(body);
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
  ])('are read: quantity %j as %j', (written, expected) => {
    const body = simpleBody();
    body.line_items[0]['quantity'] = written;
    expect(readBody(body).lines[0]?.quantity).toBe(expected);
  });

  it.each([
    ['quantity', 'two'],
    ['quantity', null],
    ['quantity', '1e3'],
    ['quantity', [1]],
    ['sku', 5],
    ['name', null],
    ['tax_class', 0],
  ])('refuse the order with the name of the field when %s is %j', (field, value) => {
    const body = simpleBody();
    body.line_items[0][field] = value;
    expect(refusalOf(body)).toMatchObject({
      code: 'order.field_unreadable',
      cause: expect.stringContaining(`line_items.0.${field}`) as unknown,
    });
  });

  it.each(['x', 1.5, null])('refuse the order with the name of the field when a rate has the id %j', (id) => {
    const body = simpleBody();
    body.line_items[0]['taxes'] = [{ id, total: '0' }];
    expect(refusalOf(body)).toMatchObject({
      code: 'order.field_unreadable',
      cause: expect.stringContaining('line_items.0.taxes.0.id') as unknown,
    });
  });
});

describe('meta fields', () => {
  const simple = fixture('woocommerce-no/orders/company-orgnr-invoice.json');
  const metaOf = (meta: unknown) => readBody({ ...simple, meta_data: meta }).meta;

  it('of plugins are kept as text', () => {
    expect(readBody(simple).meta).toEqual({ _billing_org_nr: '923609016', ehf: 'yes', po_number: 'PO-7781' });
    expect(
      metaOf([
        { id: 1, key: 'n', value: 7 },
        { id: 2, key: 'wish', value: true },
      ]),
    ).toEqual({ n: '7', wish: 'true' });
  });

  it.each([
    [
      "of the shop's own bookkeeping",
      [
        { key: '_wc_order_attribution_source_type', value: 'x' },
        { key: '_edit_lock', value: '1:1' },
        { key: '_stock_reduced', value: 'yes' },
      ],
    ],
    [
      'that are no plain text',
      [{ key: 'a', value: { b: 1 } }, { key: 'c', value: ['d'] }, { key: 'e', value: null }, 'f', null],
    ],
    ['that are long', [{ key: 'a', value: 'x'.repeat(501) }]],
    ['that are no list', { a: 'b' }],
  ])('%s are left out, and do not refuse the order', (_what, meta) => expect(metaOf(meta)).toEqual({}));
});

describe('categories', () => {
  it('of an article are kept if the event contains them', () => {
    const simple = fixture('woocommerce-no/orders/simple-25-vipps-paid.json');
    const [line] = simple['line_items'] as Record<string, unknown>[];
    expect(
      readBody({ ...simple, line_items: [{ ...line, kontor_categories: ['mat', 'hjem'] }] }).lines[0]?.categories,
    ).toEqual(['mat', 'hjem']);
    expect(readBody(simple).lines.map(({ categories }) => categories)).toEqual([[]]);
  });
});

describe('a shipping line', () => {
  const shippedBy = (line: object) => {
    const body = fixture('woocommerce/orders/mixed-tax-shipping-processing.json');
    Object.assign((body['shipping_lines'] as object[])[0] ?? {}, line);
    return readBody(body).lines.find(({ kind }) => kind === 'shipping')?.shipping;
  };
  const pickup = { key: 'pickup_location', value: 'Kiel &amp; Umgebung', display_key: 'pickup_location' };

  it.each([
    ['its method', { method_id: 'flat_rate', instance_id: '' }, { method: 'flat_rate', pickupLocation: '' }],
    ['its instance', { method_id: 'flat_rate', instance_id: '3' }, { method: 'flat_rate:3', pickupLocation: '' }],
    [
      'the place where the goods are collected',
      { method_id: 'pickup_location', instance_id: '0', meta_data: [pickup] },
      { method: 'pickup_location:0', pickupLocation: 'Kiel & Umgebung' },
    ],
  ])('tells %s', (_what, line, shipping) => expect(shippedBy(line)).toEqual(shipping));

  it.each([
    ['nothing', { method_id: undefined, instance_id: undefined }],
    ['what is no text', { method_id: 3, instance_id: {}, meta_data: [{ key: 'pickup_location', value: ['Kiel'] }] }],
    ['a text that is too long', { method_id: 'x'.repeat(201), instance_id: null }],
  ])('that tells %s does not say how the goods are shipped, and the order can be read', (_what, line) =>
    expect(shippedBy(line)).toBeUndefined(),
  );
});
