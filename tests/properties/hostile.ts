import fc from 'fast-check';

/** Records of shops and offices with values in them that are known to break readers, numbers, indexes or statements. */

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

const letters = 'Ola Nordmann æøå ';
const texts = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(...['', ' ', '\0', 'a\0b', '\ud800', 'x\udc00y', '\ud83d', '\u202egnp.exe']),
  },
  fc.constantFrom(
    ...['\u200b', '\ufeff', '\r\n', '\x1b[2J\x1b]0;a\x07', '&amp;lt;b&gt;', '<b', '%\\_', "'; --", '{{7*7}}'],
  ),
  fc.constantFrom(
    ...['__proto__', 'constructor', 'toString', 'null', 'NaN', 'true', '[]', '{"a":1}', '2026-13-45T25:61:61'],
  ),
  fc.constantFrom(
    ...['1e5', '1e400', '-0', '.5', '5.', '0x10', '1,5', '1 000', '９', '9007199254740993', '-99999999999.99'],
  ),
  {
    weight: 2,
    arbitrary: fc.integer({ min: 201, max: 30_000 }).map((length) => letters.repeat(length).slice(0, length)),
  },
  // A long text that compression cannot shorten enough for a page of an index, and long texts of digits.
  fc.constant(Array.from({ length: 5000 }, (_, place) => ((place + 7) ** 5 % 1_000_003).toString(36)).join('')),
  fc.constantFrom('9'.repeat(400), `0.${'0'.repeat(300)}1`, `${'0'.repeat(300)}1`),
  fc.string({ unit: 'binary', maxLength: 60 }),
);
const numbers = fc.oneof(
  fc.constantFrom(0, -0, -1, 0.5, 1e-7, 1e21, 1e308, 2 ** 31, 2 ** 53, 2 ** 53 - 1, -(2 ** 63)),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

const nested = (depth: number): Json => {
  let inner: Json = 'x';
  for (let level = 0; level < depth; level += 1) inner = level % 2 === 0 ? [inner] : { a: inner };
  return inner;
};
const shapes: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(null, true, false, [], {}, [null], [[]], [''], { '': {} }, { a: '\0' }, { toString: null }),
  fc.constantFrom(50, 900).map(nested),
  fc.constantFrom(1, 3000).map((length) => Array<Json>(length).fill('x')),
  fc.jsonValue() as fc.Arbitrary<Json>,
);

/**
 * Another value of the same type, as a person may enter it into a form, or a program that keeps to the API's schema may
 * send it.
 */
const likewise = (value: Json): fc.Arbitrary<Json> =>
  typeof value === 'string' ? texts : typeof value === 'number' ? numbers : fc.constant(value);
const anything: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: texts },
  { weight: 2, arbitrary: numbers },
  shapes,
);

/** The names and indexes that lead to a value within another one. */
type Way = readonly (string | number)[];

/** The way to every value within a value. */
function waysWithin(value: Json, way: Way = []): Way[] {
  if (typeof value !== 'object' || value === null) return [way];
  const inner: [string | number, Json][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [...(way.length > 0 ? [way] : []), ...inner.flatMap(([name, value]) => waysWithin(value, [...way, name]))];
}

const at = (value: Json, way: Way): Json => {
  let inner: Json | undefined = value;
  for (const name of way) inner = (inner as Record<string | number, Json> | undefined | null)?.[name];
  return inner ?? null;
};

function withValue(value: Json, [name, ...rest]: Way, put: Json): Json {
  if (name === undefined) return put;
  if (Array.isArray(value)) return value.map((inner, place) => (place === name ? withValue(inner, rest, put) : inner));
  if (typeof value !== 'object' || value === null) return value;
  return { ...value, [name]: withValue(value[name] ?? null, rest, put) };
}

/** The record with one to three of its values replaced. `changes`: whether a field at its top may change. */
function replacing(record: Json, choose: (value: Json) => fc.Arbitrary<Json>, changes: (field: unknown) => boolean) {
  const ways = waysWithin(record).filter(([field]) => changes(field));
  const place = fc.constantFrom(...ways);
  const change = place.chain((way) => choose(at(record, way)).map((value) => ({ way, value })));
  return fc
    .array(change, { minLength: 1, maxLength: 3 })
    .map((all) => all.reduce((changed, { way, value }) => withValue(changed, way, value), record));
}

/** The record as somebody may write it who keeps to the types of its fields. The `kept` fields never change. */
export const writtenRecord = (record: Json, kept: readonly string[] = []): fc.Arbitrary<Json> =>
  replacing(record, likewise, (field) => !kept.includes(String(field)));

/**
 * The record as a faulty program may send it: with values of other types, lists in place of texts, and lists that
 * repeat their entries.
 */
export const anyRecord = (record: Json, kept: readonly string[] = []): fc.Arbitrary<Json> => {
  const changes = (field: unknown) => !kept.includes(String(field));
  const ways = waysWithin(record).filter(([field]) => changes(field));
  const lists = ways.filter((way) => Array.isArray(at(record, way)));
  const replaced = replacing(record, () => anything, changes);
  if (lists.length === 0) return replaced;
  const repeated = fc
    .record({ way: fc.constantFrom(...lists), times: fc.constantFrom(2, 40) })
    .map(({ way, times }) => {
      const list = at(record, way) as Json[];
      return withValue(
        record,
        way,
        Array.from({ length: times }).flatMap(() => list),
      );
    });
  return fc.oneof({ weight: 9, arbitrary: replaced }, { weight: 1, arbitrary: repeated });
};

/**
 * The record after its way over the wire: values that JSON cannot write are gone, and `__proto__` is a field like any
 * other.
 */
export const asSent = (record: Json): unknown => JSON.parse(JSON.stringify(record));
