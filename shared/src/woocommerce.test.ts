import { z } from 'zod';
import { fixture, orderFiles, read, refused, simple } from '../../tests/setup/shop-bodies.ts';
import { order as orderSchema } from './order.ts';
import { snapshotOf } from './woocommerce.ts';
import { bodiesWith } from './woocommerce/body.ts';

const sorted = (value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;

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
        id: '29',
        kind: 'article',
        name: 'Brillesnor, 3 stk',
        sku: 'BRILLE-SNOR',
        quantity: '2',
        taxClass: '',
        net: 15984,
        tax: 3996,
        taxes: [{ rateId: '1', rate: '25', tax: 3996 }],
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
        taxes: [{ rateId: '1', rate: '25', tax: 1980 }],
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
        taxes: [{ rateId: '1', rate: '25', tax: 1125 }],
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
            taxes: [{ rateId: '1', rate: '25', tax: -6980 }],
            categories: [],
            refundedLineId: '3',
          },
        ],
      },
    ]);
    const full = read(fixture('woocommerce-no/orders/simple-fully-refunded.json'), [
      fixture('woocommerce-no/refunds/full-amount-of-simple.json'),
    ]);
    expect(full.refunds).toMatchObject([{ id: '35', amount: 34900, lines: [] }]);
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

describe('what people read', () => {
  const html = 'Garn &amp; pinner &#8211; <em>5 mm</em>';
  const plain = 'Garn & pinner – 5 mm';

  it('is plain text, whatever WordPress keeps it as', () => {
    const body = simple();
    const [taxLine] = body.tax_lines;
    const free = { total: '0.00', total_tax: '0.00', taxes: [] };
    const order = read(
      {
        ...body,
        number: 'B&amp;W-1',
        payment_method_title: html,
        customer_note: html,
        meta_data: [{ id: 1, key: 'po_number', value: html }],
        billing: { ...body.billing, company: html, first_name: html, last_name: html, address_1: html, city: html },
        shipping: { ...body.billing, company: html, address_2: html },
        line_items: [{ ...body.line_items[0], name: html, sku: 'A&amp;B' }],
        shipping_lines: [{ id: 90, method_title: html, ...free }],
        fee_lines: [{ id: 91, name: html, ...free }],
        coupon_lines: [{ code: html, discount: '0', discount_tax: '0' }],
        tax_lines: [taxLine],
      },
      [{ ...fixture('woocommerce-no/refunds/full-amount-of-simple.json'), reason: html }],
    );
    expect(order).toMatchObject({
      number: 'B&W-1',
      paymentMethodTitle: plain,
      customerNote: plain,
      meta: { po_number: plain },
      billing: { company: plain, firstName: plain, lastName: plain, address1: plain, city: plain },
      shipping: { company: plain, address2: plain },
      lines: [{ name: plain, sku: 'A&B' }, { name: plain }, { name: plain }],
      coupons: [{ code: plain }],
      refunds: [{ reason: plain }],
    });
  });

  it('has no character that cannot be stored, also where it is written as a reference', () => {
    const body = simple();
    expect(read({ ...body, customer_note: 'a\0b&#0;c&#xD83D;d' }).customerNote).toBe('ab&#0;c&#xD83D;d');
  });

  const detailsOf = (meta_data: unknown, name = 'Turjakke Storm') => {
    const body = simple();
    return read({ ...body, line_items: [{ ...body.line_items[0], name, meta_data }] }).lines[0]?.details;
  };
  const shown = (display_key: unknown, display_value: unknown, key: unknown = 'pa_x') => ({
    id: 1,
    key,
    value: 'x',
    display_key,
    display_value,
  });

  it("tells a line's attributes and add-ons, as WooCommerce shows them", () => {
    expect(
      detailsOf([
        shown('Farge', '<p>Blå &amp; hvit</p>\n', 'pa_farge'),
        shown('Brodert navn:', 'Kari-Anne <br> Foss'),
        shown('Farge', 'Blå & hvit'),
      ]),
    ).toEqual(['Farge: Blå & hvit', 'Brodert navn: Kari-Anne Foss']);
  });

  it.each([
    ['Turjakke Storm - Blå, M', ['Lengde: Lang']],
    ['Turjakke Storm – blå', ['Størrelse: M', 'Lengde: Lang']],
    ['Blå turjakke', ['Farge: Blå', 'Størrelse: M', 'Lengde: Lang']],
    ['Turjakke, Lengde: Lang', ['Farge: Blå', 'Størrelse: M']],
  ])('repeats nothing that the name %s says', (name, details) => {
    expect(detailsOf([shown('Farge', 'Blå'), shown('Størrelse', 'M'), shown('Lengde', 'Lang')], name)).toEqual(details);
  });

  it('leaves out what is hidden, empty, no text or data of a plugin, and never refuses the order for it', () => {
    expect(
      detailsOf([
        shown('Skjult', 'x', '_skjult'),
        shown('_skjult', 'x'),
        shown('Tom', ' <br> '),
        shown('Liste', ['a']),
        shown('Objekt', { a: 1 }),
        shown('Ingenting', null),
        shown('7', 7),
        shown('JSON', '[{"a":1}]'),
        shown('PHP', 'a:1:{i:0;s:1:"x";}'),
        shown(null, 'x'),
        shown('Uten nøkkel', 'x', null),
        null,
        'x',
      ]),
    ).toEqual([]);
    expect([detailsOf('x'), detailsOf({}), detailsOf(null), detailsOf(undefined)]).toEqual([[], [], [], []]);
  });

  it('cuts an add-on that is a whole letter, never in the middle of a character', () => {
    const [detail] = detailsOf([shown('Brev', '🧶'.repeat(400))]) ?? [];
    expect(detail).toHaveLength('Brev: '.length + 499);
    expect(detail).toMatch(/^Brev: (🧶)+…$/u);
  });

  it('leaves the contents of a parcel out of its shipping', () => {
    const body = simple();
    const shipping_lines = [
      {
        id: 90,
        method_title: 'Posten',
        total: '0.00',
        total_tax: '0.00',
        taxes: [],
        meta_data: [shown('Varer', 'Lupe × 1')],
      },
    ];
    expect(read({ ...body, shipping_lines }).lines[1]).toMatchObject({ kind: 'shipping', details: [] });
  });
});

describe('where an order stands', () => {
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
  ])('%s is %s', (status, stage) =>
    expect(read({ ...simple(), status })).toMatchObject({ status, stage, source: 'shop' }),
  );

  it('names a customer by the id as text, and a guest by none', () => {
    const customerOf = (customer_id: unknown) => read({ ...simple(), customer_id }).customerId;
    expect([customerOf(7), customerOf(0)]).toEqual(['7', null]);
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

  it("reads the shop's own time beside the UTC one, and an order that does not tell it", () => {
    expect(read(simple())).toMatchObject({
      createdGmt: '2026-11-22T01:18:35',
      createdLocal: '2026-11-22T02:18:35',
      paidLocal: '2026-11-22T02:18:35',
    });
    for (const date of [undefined, null, '22.11.2026', 1]) {
      const told = read({ ...simple(), date_created: date, date_paid: date });
      expect([told.createdLocal, told.paidLocal]).toEqual([null, null]);
    }
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

describe('the schemas that every order passes', () => {
  // zod leaves a schema that it cannot compile as it is, without a word.
  it.each(Object.entries({ ...bodiesWith(2), snapshot: orderSchema }))('%s: are compiled', (_name, schema) => {
    expect(() => z.compile<z.ZodType>(schema, { strict: true })).not.toThrow();
  });
});

describe('snapshot', () => {
  it('is the same for the same content, whatever else moved in the body', () => {
    const body = simple();
    const touched = {
      meta_data: [{ id: 1, key: 'erp_ref', value: 'X-1' }],
      ...body,
      date_modified_gmt: '2026-12-01T00:00:00',
    };
    expect(snapshotOf(read(touched))).toBe(snapshotOf(read(body)));
  });

  it.each(orderFiles)('has its keys in alphabetical order at every depth: %s', (file) => {
    const meta_data = [
      { key: 'zone', value: 'N' },
      { key: 'erp_ref', value: 'X-1' },
    ];
    const snapshot = snapshotOf(
      read({ ...fixture(file), meta_data }, [fixture('woocommerce-no/refunds/partial-line-of-four-rates.json')]),
    );
    expect(snapshot).toContain('"meta":{"erp_ref"');
    expect(snapshot).toBe(JSON.stringify(JSON.parse(snapshot, (_key, value: unknown) => sorted(value))));
  });

  it('differs when something of the content changed, and reads as an order', () => {
    const order = read(simple());
    expect(snapshotOf(read({ ...simple(), customer_note: 'Ring på' }))).not.toBe(snapshotOf(order));
    expect(orderSchema.parse(JSON.parse(snapshotOf(order)))).toEqual({ ...order, modifiedGmt: '' });
  });
});
