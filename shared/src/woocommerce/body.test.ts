import { fixture, read, simple } from '../../../tests/setup/shop-bodies.ts';

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
