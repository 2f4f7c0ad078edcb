import { LosslessNumber } from 'lossless-json';
import { z } from 'zod';

/**
 * Schemas for the fields of a vendor's bodies. The bridge holds a vendor's numbers as text, since ids exceed what a JavaScript
 * number holds and prices are exact decimals; the schemas for sending turn that text into JSON numbers.
 */

/** An integer of the vendor, such as an id. */
export const integer = z.string().regex(/^-?\d+$/);
const number = z.string().regex(/^-?\d+(\.\d+)?$/);
export const sentInteger = integer.transform((digits) => new LosslessNumber(digits));
export const sentNumber = number.transform((decimal) => new LosslessNumber(decimal));

/** What bodies become when they are sent, by schema: a plan is read at each of its steps, and the bodies in it stay the same objects. */
const sentForms = new WeakMap<z.ZodType, WeakMap<object, unknown>>();

function sentForm<Schema extends z.ZodType>(schema: Schema, body: object): z.output<Schema> | undefined {
  const known = sentForms.get(schema) ?? new WeakMap<object, unknown>();
  sentForms.set(schema, known);
  const form = known.get(body) ?? schema.safeParse(body).data;
  if (form !== undefined) known.set(body, form);
  return form as z.output<Schema> | undefined;
}

/** Keeps a body that is not sent yet as it is, and checks that the schema would take it. */
export function unsent<Schema extends z.ZodType>(schema: Schema) {
  return z.custom<z.input<Schema>>(
    (value) => typeof value === 'object' && value !== null && sentForm(schema, value) !== undefined,
  );
}

/** The body as it goes out. Throws where the schema does not take it, which `unsent` would have refused. */
export function asSent<Schema extends z.ZodType>(schema: Schema, body: z.input<Schema> & object): z.output<Schema> {
  return sentForm(schema, body) ?? schema.parse(body);
}

export const readText = z.string().nullish();
/** Doubles may come in exponent form. */
export const readNumber = z.string();

/** Whether two numbers are the same, however they are written: `279.20` and `279.2`. */
export const sameNumber = (one: string | null | undefined, other: string | null | undefined): boolean =>
  one != null && other != null && Number(one) === Number(other);

/** A rate between 0 and 1, as some vendors write it, in percent and exact: `0.125` is `12.5`. `null` for anything else. */
export function percentOf(rate: string): string | null {
  const match = /^(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,2}))?$/i.exec(rate);
  if (!match) return null;
  const [, whole = '', fraction = '', exponent = '0'] = match;
  const point = whole.length + Number(exponent) + 2;
  const digits = `${'0'.repeat(Math.max(0, 1 - point))}${whole}${fraction}`.padEnd(point, '0');
  const cut = Math.max(1, point);
  const decimals = digits.slice(cut).replace(/(?<!0)0+$/, '');
  return `${digits.slice(0, cut).replace(/^0+(?=\d)/, '')}${decimals ? `.${decimals}` : ''}`;
}
