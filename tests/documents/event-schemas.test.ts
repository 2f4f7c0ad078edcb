import { readdirSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readOrder } from '@kontor/shared/woocommerce';
import { operations } from '../../bridge-server/src/operations/all.ts';
import { openApiOf } from '../../bridge-server/src/http/openapi.ts';
import { readFolder } from '../demo/folder.ts';
import { fixture } from '../setup/woocommerce.ts';

// Compares what the OpenAPI document says about events with what the reader of orders does.

type Body = Record<string, unknown>;
type JsonSchema = Record<string, unknown>;

const { paths, components } = openApiOf(operations, 'https://kontor.example');
const requestSchema = paths['/v1/shops/{shop}/events']?.['post']?.requestBody?.content['application/json']?.schema;
const fits = new Ajv2020({ strict: false }).compile({ ...requestSchema, components });
const { WooCommerceOrder: order = {}, WooCommerceRefund: refund = {} } = components.schemas;

/** The fields of a schema and of the schemas within it, by their paths, with `[]` for an entry of a list. */
function fieldsOf(schema: JsonSchema, at = ''): Map<string, { field: JsonSchema; isRequired: boolean }> {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>);
  const required = (schema['required'] ?? []) as string[];
  return new Map(
    properties.flatMap(([name, field]) => {
      const path = `${at}${name}`;
      const within = field['items']
        ? fieldsOf(field['items'] as JsonSchema, `${path}[].`)
        : fieldsOf(field, `${path}.`);
      return [[path, { field, isRequired: required.includes(name) }] as const, ...within];
    }),
  );
}

/** The value as a proxy that adds the path of each field that is read to `seen`. */
function noting<Value>(value: Value, seen: Set<string>, at = ''): Value {
  if (typeof value !== 'object' || value === null) return value;
  return new Proxy(value, {
    get: (target, name, receiver) => {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof name === 'symbol' || typeof member === 'function') return member;
      if (Array.isArray(target)) return /^\d+$/.test(name) ? noting(member, seen, `${at}[]`) : member;
      const path = at === '' ? name : `${at}.${name}`;
      seen.add(path);
      return noting(member, seen, path);
    },
  });
}

const folders = readdirSync(new URL('../fixtures/', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'certificates')
  .map(({ name }) => new URL(`../fixtures/${name}`, import.meta.url).pathname);
const events = (await Promise.all(folders.map((folder) => readFolder(folder)))).flatMap(({ orders }) =>
  orders.flatMap((orderEvents) => orderEvents.map(({ file, event }) => ({ file, event }))),
);
const readable = events.filter(({ event }) => readOrder(event.order, event.refunds).ok);

/** The parts of an order and a refund that have every field. */
const taxes = [{ id: 1, total: '2.00' }];
const line = (id: number) => ({ id, name: 'Garn', total: '8.00', total_tax: '2.00', taxes, meta_data: [meta] });
const meta = { id: 1, key: 'farge', value: 'Blå', display_key: 'Farge', display_value: 'Blå' };
const lines = {
  line_items: [{ ...line(1), quantity: 1, sku: 'G-1', tax_class: '', kontor_categories: ['garn'] }],
  shipping_lines: [{ ...line(2), method_title: 'Post', method_id: 'flat_rate', instance_id: '3' }],
  fee_lines: [{ ...line(3), tax_class: '' }],
  tax_lines: [
    { rate_id: 1, rate_code: 'NO-MVA 25%-1', rate_percent: 25, tax_total: '4.00', shipping_tax_total: '2.00' },
  ],
};
const negative = (body: typeof lines) =>
  JSON.parse(JSON.stringify(body).replaceAll(/"(total|total_tax|tax_total|shipping_tax_total)":"/g, '"$1":"-')) as Body;
const address = Object.fromEntries(
  [
    'first_name',
    'last_name',
    'company',
    'address_1',
    'address_2',
    'city',
    'state',
    'postcode',
    'country',
    'email',
    'phone',
  ].map((name) => [name, 'x']),
);
const at = '2026-12-01T09:30:00';
const wholeOrder: Body = {
  ...fixture('woocommerce-no/orders/simple-25-vipps-paid'),
  date_created: at,
  date_created_gmt: at,
  date_paid: at,
  date_paid_gmt: at,
  billing: address,
  shipping: address,
  customer_note: 'Takk',
  meta_data: [meta],
  total: '30.00',
  total_tax: '6.00',
  ...lines,
};
const wholeRefund: Body = {
  id: 9,
  date_created: at,
  date_created_gmt: at,
  reason: 'Feil',
  amount: '30.00',
  ...negative(lines),
};
/** The body of an order with those of its refunds. */
interface Bodies {
  order: unknown;
  refunds: readonly unknown[];
}
/** Why the bodies cannot be read; null: they can. */
const refusal = (bodies: Bodies): string | null => {
  const read = readOrder(bodies.order, bodies.refunds);
  if (read.ok) return null;
  const field = read.error.values?.['field'];
  return typeof field === 'string' ? `${read.error.code} ${field}` : read.error.code;
};

/** Whether every field could be read, even if the sums do not add up. */
const isRead = (why: string | null): boolean => why === null || why.startsWith('order.totals_disagree');

/** A copy of the body with another value at the path; undefined removes the field. */
function changed(body: Body, path: string, value: unknown): Body {
  const copy = JSON.parse(JSON.stringify(body)) as Body;
  const names = path.replaceAll('[]', '.0').split('.');
  const last = names.pop() ?? '';
  const within = names.reduce<Body>((holder, name) => holder[name] as Body, copy);
  if (value === undefined) delete within[last];
  else within[last] = value;
  return copy;
}
const valueAt = (path: string, body: Body): unknown =>
  path
    .replaceAll('[]', '.0')
    .split('.')
    .reduce<unknown>((holder, name) => (holder as Body)[name], body);

it('there are enough recorded orders to compare with', () => expect(readable.length).toBeGreaterThan(60));

it.each(readable)('the schema accepts the recorded order $file', ({ event }) => {
  const isAccepted = fits({ events: [event] });
  expect({ isAccepted, errors: fits.errors }).toEqual({ isAccepted: true, errors: null });
});

it.each([
  ['an order without an id', { generation: 1, order: {} }],
  ['an order without a generation', { order: wholeOrder }],
  ['an event without an order or the mark that the order is gone', { generation: 1, id: 7 }],
  ['a status that is too long', { generation: 1, order: { ...wholeOrder, status: 'x'.repeat(201) } }],
  [
    'a refund without an amount',
    { generation: 1, order: wholeOrder, refunds: [{ ...wholeRefund, amount: undefined }] },
  ],
])('the schema does not accept %s', (_what, event) => {
  expect(fits({ events: [event] })).toBe(false);
});

describe.each([
  {
    name: 'WooCommerceOrder',
    schema: order,
    whole: wholeOrder,
    sent: (body: Body): Bodies => ({ order: body, refunds: [] }),
  },
  {
    name: 'WooCommerceRefund',
    schema: refund,
    whole: wholeRefund,
    sent: (body: Body): Bodies => ({ order: wholeOrder, refunds: [body] }),
  },
])('the schema $name', ({ schema, whole, sent }) => {
  const fields = fieldsOf(schema);

  it('is tested with a body that has every field and can be read', () => {
    expect(refusal(sent(whole))).toBeNull();
    expect([...fields.keys()].filter((path) => valueAt(path, whole) === undefined)).toEqual([]);
  });

  it('names exactly the fields that are read', () => {
    const seen = new Set<string>();
    const bodies = sent(noting(whole, seen));
    readOrder(bodies.order, bodies.refunds);
    expect([...fields.keys()].toSorted()).toEqual([...seen].toSorted());
  });

  it('requires exactly the fields without which an order cannot be read', () => {
    for (const [path, { isRequired }] of fields) {
      const why = refusal(sent(changed(whole, path, undefined)));
      expect({ path, isNeeded: !isRead(why) }).toEqual({ path, isNeeded: isRequired });
    }
  });

  it('bounds the length of exactly the texts whose length the reader bounds', () => {
    const bounded = [...fields].flatMap(([path, { field }]) =>
      typeof field['maxLength'] === 'number' ? [[path, field['maxLength'], field['pattern']] as const] : [],
    );
    expect(bounded.length).toBeGreaterThan(3);
    for (const [path, most, pattern] of bounded) {
      const text = (length: number) => (pattern === undefined ? 'x' : '1').repeat(length);
      const why = (length: number) => refusal(sent(changed(whole, path, text(length))));
      expect({ path, longest: why(most), tooLong: why(most + 1) }).toEqual({
        path,
        longest: null,
        tooLong: `order.field_unreadable ${path.replaceAll('[]', '.0')}`,
      });
    }
    // Every other text may have any length, and is cut.
    for (const [path, { field }] of fields) {
      if (!String(field['description']).startsWith('Text as WordPress')) continue;
      expect({ path, why: refusal(sent(changed(whole, path, 'x'.repeat(100_000)))) }).toEqual({ path, why: null });
    }
  });

  it('names a type for exactly the fields of which the reader checks the type', () => {
    for (const [path, { field }] of fields) {
      const types = [field['type'] ?? []].flat() as string[];
      if (types.length === 0) continue;
      // `true` is a value of another type for every field that is not a boolean.
      const why = refusal(sent(changed(whole, path, types.includes('boolean') ? 'yes' : true)));
      expect({ path, isRead: isRead(why) }).toEqual({ path, isRead: isLenient(path) });
      if (types.includes('null')) {
        const whyNull = refusal(sent(changed(whole, path, null)));
        expect({ path, isRead: isRead(whyNull) }).toEqual({ path, isRead: true });
      }
    }
  });
});

/** Whether an order can be read whatever the field contains. */
const isLenient = (path: string): boolean => /(^|\.)(meta_data|rate_code|rate_percent)$/.test(path);
