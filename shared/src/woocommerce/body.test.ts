import { longest, mostEntries } from './limits.ts';
import { fixture, readBody, refusalOf, simpleBody } from '../../../tests/setup/shop-bodies.ts';

describe('a text for people', () => {
  const html = 'Garn &amp; pinner &#8211; <em>5 mm</em>';
  const plain = 'Garn & pinner – 5 mm';

  it('is read as plain text, although WordPress stores it as HTML', () => {
    const body = simpleBody();
    const [taxLine] = body.tax_lines;
    const free = { total: '0.00', total_tax: '0.00', taxes: [] };
    const order = readBody(
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
      refunds: [{ reason: plain }],
    });
  });

  it('loses characters that cannot be stored, and keeps references to such characters as text', () => {
    const body = simpleBody();
    expect(readBody({ ...body, customer_note: 'a\0b&#0;c&#xD83D;d' }).customerNote).toBe('ab&#0;c&#xD83D;d');
  });

  const detailsOf = (meta_data: unknown, name = 'Turjakke Storm') => {
    const body = simpleBody();
    return readBody({ ...body, line_items: [{ ...body.line_items[0], name, meta_data }] }).lines[0]?.details;
  };
  const shown = (display_key: unknown, display_value: unknown, key: unknown = 'pa_x') => ({
    id: 1,
    key,
    value: 'x',
    display_key,
    display_value,
  });

  it("lists a line's attributes and add-ons as WooCommerce shows them", () => {
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
  ])('leaves out details that the name %s contains', (name, details) => {
    expect(detailsOf([shown('Farge', 'Blå'), shown('Størrelse', 'M'), shown('Lengde', 'Lang')], name)).toEqual(details);
  });

  it('leaves out details that are hidden, empty, no text or data of a plugin', () => {
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
  });

  it.each(['x', {}, null, undefined])('has no details when the meta data of the line is %j', (meta_data) => {
    expect(detailsOf(meta_data)).toEqual([]);
  });

  it('is cut when an add-on is as long as a letter, but never in the middle of a character', () => {
    const [detail] = detailsOf([shown('Brev', '🧶'.repeat(400))]) ?? [];
    expect(detail).toHaveLength('Brev: '.length + 499);
    expect(detail).toMatch(/^Brev: (🧶)+…$/u);
  });

  it('does not list the articles of a parcel as details of its shipping', () => {
    const body = simpleBody();
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
    expect(readBody({ ...body, shipping_lines }).lines[1]).toMatchObject({ kind: 'shipping', details: [] });
  });
});

describe('texts that are far too long', () => {
  const endless = 'x'.repeat(1_000_000);
  const withLine = (changes: Record<string, unknown>) => {
    const body = simpleBody();
    return { ...body, line_items: [{ ...body.line_items[0], ...changes }] };
  };
  const withAddress = (changes: Record<string, unknown>) => ({
    ...simpleBody(),
    billing: { ...simpleBody().billing, ...changes },
  });

  it('are cut if people read them', () => {
    const prose = { first_name: endless, last_name: endless, company: endless, address_1: endless, address_2: endless };
    const place = { city: endless, state: endless, postcode: endless, phone: endless };
    const order = readBody(
      {
        ...withLine({ name: endless }),
        ...{ payment_method_title: endless, customer_note: endless },
        billing: { ...simpleBody().billing, ...prose, ...place },
      },
      [{ ...fixture('woocommerce-no/refunds/full-amount-of-simple.json'), reason: endless }],
    );
    const cut = (most: number) => `${'x'.repeat(most - 1)}…`;
    expect(order.lines[0]?.name).toBe(cut(longest.name));
    expect(order.paymentMethodTitle).toBe(cut(longest.name));
    expect(order.customerNote).toBe(cut(longest.note));
    expect(order.refunds[0]?.reason).toBe(cut(longest.note));
    const { country: _country, email: _email, ...lines } = order.billing;
    expect(new Set(Object.values(lines))).toEqual(new Set([cut(longest.address)]));
  });

  it.each([
    { field: 'number', body: { ...simpleBody(), number: endless } },
    { field: 'status', body: { ...simpleBody(), status: endless } },
    { field: 'payment_method', body: { ...simpleBody(), payment_method: endless } },
    { field: 'billing.email', body: withAddress({ email: endless }) },
    { field: 'billing.country', body: withAddress({ country: endless }) },
    { field: 'line_items.0.sku', body: withLine({ sku: endless }) },
    { field: 'line_items.0.tax_class', body: withLine({ tax_class: endless }) },
    { field: 'line_items.0.kontor_categories.0', body: withLine({ kontor_categories: [endless] }) },
  ])('refuse the order if they are looked up: $field', ({ field, body }) => {
    const { code, cause } = refusalOf(body);
    expect(code).toBe('order.field_unreadable');
    expect(cause).toContain(field);
    expect(cause.length).toBeLessThan(500);
  });

  it('are left out of the meta data', () => {
    const meta_data = [
      { key: endless, value: 'x' },
      { key: 'long', value: endless },
      { key: 'short', value: 'x' },
    ];
    expect(readBody({ ...simpleBody(), meta_data }).meta).toEqual({ short: 'x' });
  });

  it('are never cut in the middle of a character, and lose halves of characters everywhere', () => {
    const half = '\ud83e';
    const order = readBody({
      ...withLine({
        name: `x${'🧶'.repeat(longest.name)}`,
        meta_data: [{ id: 1, key: 'x', value: 'x', display_key: `a\0${half}`, display_value: `b\0${half}` }],
      }),
      customer_note: `x${'🧶'.repeat(longest.note * 6)}`,
      billing: { ...simpleBody().billing, email: `a${half}@b.no\0` },
      meta_data: [{ key: `k${half}\0`, value: `v${half}\0` }],
    });
    expect(order.lines[0]?.name).toMatch(/^x🧶+…$/u);
    expect(order.lines[0]?.details).toEqual(['a: b']);
    expect(order.billing.email).toBe('a@b.no');
    expect(order.meta).toEqual({ k: 'v' });
    const texts = JSON.stringify(order);
    // JSON writes half a surrogate pair as an escape.
    expect(texts).not.toMatch(/\\u(?:0000|d[89a-f])/);
  });
});

describe('lists with more entries than any order has', () => {
  const line = simpleBody().line_items[0];
  const [tax] = simpleBody().tax_lines;
  const withLine = (changes: object) => ({ ...simpleBody(), line_items: [{ ...line, ...changes }] });
  const tooMany = (most: number, entry: (place: number) => unknown) =>
    Array.from({ length: most + 1 }, (_, place) => entry(place + 1));

  it.each([
    {
      field: 'line_items',
      body: { ...simpleBody(), line_items: tooMany(mostEntries.lines, (id) => ({ ...line, id })) },
    },
    { field: 'fee_lines', body: { ...simpleBody(), fee_lines: tooMany(mostEntries.lines, (id) => ({ id })) } },
    {
      field: 'shipping_lines',
      body: { ...simpleBody(), shipping_lines: tooMany(mostEntries.lines, (id) => ({ id })) },
    },
    { field: 'tax_lines', body: { ...simpleBody(), tax_lines: tooMany(mostEntries.taxRates, () => tax) } },
    {
      field: 'line_items.0.taxes',
      body: withLine({ taxes: tooMany(mostEntries.taxesOfLine, (id) => ({ id, total: '' })) }),
    },
    {
      field: 'line_items.0.kontor_categories',
      body: withLine({ kontor_categories: tooMany(mostEntries.categories, String) }),
    },
  ])('refuse the order, since an order without the rest would be another one: $field', ({ field, body }) => {
    expect(refusalOf(body)).toMatchObject({ code: 'order.field_unreadable', values: { field } });
  });

  it('are read up to the limit if they are meta data', () => {
    const meta_data = tooMany(mostEntries.meta, (place) => ({ key: `k${place}`, value: 'x' }));
    expect(Object.keys(readBody({ ...simpleBody(), meta_data }).meta)).toHaveLength(mostEntries.meta);
  });
});

describe('a list that PHP wrote as an object, after a plugin removed an entry', () => {
  const asObject = (entries: readonly unknown[]) =>
    Object.fromEntries(entries.map((entry, place) => [place + 1, entry]));
  const line = simpleBody().line_items[0];

  it('is read as a list', () => {
    const meta_data = [
      { id: 1, key: '_billing_org_nr', value: '923609016' },
      { id: 2, key: 'po', value: '17' },
    ];
    const details = [{ id: 3, key: 'pa_farge', value: 'rosa', display_key: 'Farge', display_value: 'Rosa' }];
    const asList = { ...simpleBody(), meta_data, line_items: [{ ...line, meta_data: details }] };
    const written = {
      ...asList,
      meta_data: asObject(meta_data),
      line_items: asObject([{ ...line, taxes: asObject(line['taxes'] as unknown[]), meta_data: asObject(details) }]),
      tax_lines: asObject(simpleBody().tax_lines),
    };
    expect(readBody(written)).toEqual(readBody(asList));
    expect(readBody(written).meta).toEqual({ _billing_org_nr: '923609016', po: '17' });
  });

  it('is refused when its keys are no numbers', () => {
    expect(refusalOf({ ...simpleBody(), line_items: { a: line } })).toMatchObject({ values: { field: 'line_items' } });
  });
});
