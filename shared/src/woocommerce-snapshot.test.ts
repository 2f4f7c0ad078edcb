import { z } from 'zod';
import { fixture, orderFiles, read } from '../../tests/setup/bodies.ts';
import { order as orderSchema } from './order.ts';
import { snapshotOf } from './woocommerce.ts';
import { bodiesWith } from './woocommerce/body.ts';

const sorted = (value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;
const simple = () => fixture('woocommerce-no/orders/simple-25-vipps-paid.json');

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

describe('meta fields', () => {
  const simple = fixture('woocommerce-no/orders/company-orgnr-invoice.json');
  const metaOf = (meta: unknown) => read({ ...simple, meta_data: meta }).meta;

  it('that plugins add are kept as text', () => {
    expect(read(simple).meta).toEqual({ _billing_org_nr: '923609016', ehf: 'yes', po_number: 'PO-7781' });
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
    ['in no list', { a: 'b' }],
  ])('%s are left out, and never refuse the order', (_what, meta) => expect(metaOf(meta)).toEqual({}));
});

describe('categories', () => {
  it('of an article are kept where the event carries them', () => {
    const simple = fixture('woocommerce-no/orders/simple-25-vipps-paid.json');
    const [line] = simple['line_items'] as Record<string, unknown>[];
    expect(
      read({ ...simple, line_items: [{ ...line, kontor_categories: ['mat', 'hjem'] }] }).lines[0]?.categories,
    ).toEqual(['mat', 'hjem']);
    expect(read(simple).lines.map(({ categories }) => categories)).toEqual([[]]);
  });
});
