import { compareLosslessNumber, isLosslessNumber } from 'lossless-json';
import type { Dto } from '../kit/json.ts';
import type { Answer } from '../kit/answer.ts';
import { invalidResourceParameter, refusal } from './refusal.ts';

/** Turns the text of a query parameter into a test of items. Refuses (400) text in any form that is not documented. */
export type Filter<T> = (text: string) => (item: T) => boolean;

const malformed = (detail: string) => refusal(400, 'Unable to cast object(s)', detail);

/** `true` or `false`. */
export function flag(text: string): boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  throw malformed(`'${text}' is not a boolean.`);
}

/** `A, B`: one of the comma-separated texts. */
export const oneOf =
  <T>(valueOf: (item: T) => string | null, normal: (text: string) => string = (text) => text): Filter<T> =>
  (text) => {
    const accepted = new Set(text.split(',').map((part) => normal(part.trim())));
    return (item) => accepted.has(normal(valueOf(item) ?? ''));
  };

/** One value of an enumeration, in upper or lower case as in the specification's examples. */
export const member =
  <T>(values: readonly string[], valueOf: (item: T) => string): Filter<T> =>
  (text) => {
    const accepted = values.find((value) => value.toLowerCase() === text.trim().toLowerCase());
    if (accepted === undefined) throw malformed(`'${text}' is none of ${values.join(', ')}.`);
    return (item) => valueOf(item) === accepted;
  };

/** As `oneOf`; `-1` selects the items without a value. */
export const codeOrNone =
  <T>(valueOf: (item: T) => string | null): Filter<T> =>
  (text) =>
    text.trim() === '-1' ? (item) => valueOf(item) === null : oneOf(valueOf)(text);

/** `10000-11000, 12000, 13000-`: numbers and ranges, both ends inclusive. */
export const inRanges =
  <T>(valueOf: (item: T) => string | null): Filter<T> =>
  (text) => {
    const ranges = text.split(',').map((part) => {
      const [, from, dash, to] = /^\s*(\d+)\s*(?:(-)\s*(\d*))?\s*$/.exec(part) ?? [];
      if (from === undefined) throw malformed(`'${part.trim()}' is neither a number nor a range of numbers.`);
      return { from: BigInt(from), to: dash === undefined ? BigInt(from) : to ? BigInt(to) : null };
    });
    return (item) => {
      const value = valueOf(item);
      return (
        value !== null && ranges.some(({ from, to }) => BigInt(value) >= from && (to === null || BigInt(value) <= to))
      );
    };
  };

/** Later than a timestamp. A `+` that was not encoded arrives as a space and is refused. */
export const after =
  <T>(timeOf: (item: T) => number | null): Filter<T> =>
  (text) => {
    const [, date, time, zone = 'Z'] =
      /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,7})?)?)(Z|[+-]\d\d:\d\d)?)?$/.exec(text) ?? [];
    const since = Date.parse(`${date}T${time ?? '00:00'}${zone}`);
    if (Number.isNaN(since)) throw malformed(`'${text}' is not a timestamp.`);
    return (item) => (timeOf(item) ?? Number.NEGATIVE_INFINITY) > since;
  };

/** A date, compared as text, because PowerOffice ignores offsets. */
export const day =
  <T>(holds: (item: T, day: string) => boolean): Filter<T> =>
  (text) => {
    if (!/^\d{4}-\d\d-\d\d/.test(text)) throw malformed(`'${text}' is not a date.`);
    return (item) => holds(item, text.slice(0, 10));
  };

/** `true` or `false`. Without `holds`, the parameter is accepted and has no effect. */
export const boolean =
  <T>(holds: (item: T, wanted: boolean) => boolean = () => true): Filter<T> =>
  (text) => {
    const wanted = flag(text);
    return (item) => holds(item, wanted);
  };

/** Refuses parameters that the specification does not name, so that no caller relies on them. */
export function onlyDocumented(query: URLSearchParams, documented: readonly string[]): void {
  for (const name of new Set(query.keys())) {
    if (!documented.includes(name)) throw invalidResourceParameter(`The query parameter '${name}' is not known.`);
    if (query.getAll(name).length > 1)
      throw invalidResourceParameter(`The query parameter '${name}' is given more than once.`);
  }
}

/** A parameter between 1 and `most`, or `otherwise` when the query does not have it. */
function positive(query: URLSearchParams, name: string, otherwise: number, most: number): number {
  const text = query.get(name) ?? String(otherwise);
  if (!/^\d{1,9}$/.test(text) || Number(text) < 1 || Number(text) > most)
    throw invalidResourceParameter(`${name} must lie between 1 and ${most}.`);
  return Number(text);
}

function compare(a: unknown, b: unknown): number {
  if (isLosslessNumber(a) && isLosslessNumber(b)) return compareLosslessNumber(a, b);
  const [left, right] = [a, b].map((value) =>
    typeof value === 'string' || typeof value === 'boolean' ? String(value) : '',
  ) as [string, string];
  return left < right ? -1 : left > right ? 1 : 0;
}

function ordered(rows: Dto[], orderBy: string): Dto[] {
  const keys = orderBy.split(',').map((part) => {
    const [, name = '', direction = 'asc'] = /^\s*(\w+)(?:\s+(asc|desc))?\s*$/i.exec(part) ?? [];
    if (rows[0] && !(name in rows[0]))
      throw invalidResourceParameter('OrderBy property in resourceParameter is not formatted correct.');
    return { name, sign: direction.toLowerCase() === 'desc' ? -1 : 1 };
  });
  return rows.toSorted((a, b) => keys.reduce((order, { name, sign }) => order || sign * compare(a[name], b[name]), 0));
}

function selected(rows: Dto[], fields: string): Dto[] {
  const names = fields.split(',').map((name) => name.trim());
  return rows.map((row) =>
    Object.fromEntries(
      names.map((name) => {
        if (!(name in row))
          throw invalidResourceParameter('Fields property in resourceParameter is not formatted correct.');
        return [name, row[name]];
      }),
    ),
  );
}

/** The paging parameters that every list accepts (ResourceParameters). */
export const resourceParameters = ['Fields', 'OrderBy', 'PageNumber', 'PageSize', 'UseDatabaseValidation'];
const largestPage = 20_000;

/** Answers one page of a list, filtered and sorted; 204 without a body when the page is empty. */
export function answerList<T>(
  query: URLSearchParams,
  filters: Readonly<Record<string, Filter<T>>>,
  items: Iterable<T>,
  dto: (item: T) => Dto,
): Answer {
  onlyDocumented(query, [...Object.keys(filters), ...resourceParameters]);
  const tests = Object.entries(filters).flatMap(([name, filter]) => {
    const text = query.get(name);
    return text === null || text.trim() === '' ? [] : [filter(text)];
  });
  const size = positive(query, 'PageSize', 5000, largestPage);
  const start = (positive(query, 'PageNumber', 1, 999_999_999) - 1) * size;
  if (query.has('UseDatabaseValidation')) flag(query.get('UseDatabaseValidation') ?? '');
  const matching = [...items].filter((item) => tests.every((test) => test(item)));
  const orderBy = query.get('OrderBy');
  const rows = orderBy
    ? ordered(matching.map(dto), orderBy).slice(start, start + size)
    : matching.slice(start, start + size).map(dto);
  const fields = query.get('Fields');
  return rows.length === 0 ? { status: 204 } : { status: 200, body: fields ? selected(rows, fields) : rows };
}
