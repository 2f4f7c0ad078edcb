import { LosslessNumber } from 'lossless-json';
import { z } from 'zod';

/**
 * Schemas for the fields of a vendor's bodies. The bridge holds a vendor's numbers as text, since ids exceed what a
 * JavaScript number can hold and prices are exact decimals. The schemas for sending turn that text into JSON numbers.
 */

/** An integer in a vendor's body, such as an id. */
export const integer = z.string().regex(/^-?\d+$/);
const number = z.string().regex(/^-?\d+(\.\d+)?$/);
export const sentInteger = integer.transform((digits) => new LosslessNumber(digits));
export const sentNumber = number.transform((decimal) => new LosslessNumber(decimal));

/**
 * A cache of bodies in the form in which they are sent, by schema. A plan is parsed at each of its steps, while the
 * bodies in it stay the same objects.
 */
const sentForms = new WeakMap<z.ZodType, WeakMap<object, unknown>>();

function sentForm<Schema extends z.ZodType>(schema: Schema, body: object): z.output<Schema> | undefined {
  const forms = sentForms.get(schema) ?? new WeakMap<object, unknown>();
  sentForms.set(schema, forms);
  const form = forms.get(body) ?? schema.safeParse(body).data;
  if (form !== undefined) forms.set(body, form);
  return form as z.output<Schema> | undefined;
}

/**
 * A schema for a body in a plan: it checks that `schema` accepts the body, but leaves the body unchanged until it is
 * sent.
 */
export function unsent<Schema extends z.ZodType>(schema: Schema) {
  return z.custom<z.input<Schema>>(
    (value) => typeof value === 'object' && value !== null && sentForm(schema, value) !== undefined,
  );
}

/** The body in the form in which it is sent. Throws for a body that `unsent` would have refused. */
export function asSent<Schema extends z.ZodType>(schema: Schema, body: z.input<Schema> & object): z.output<Schema> {
  return sentForm(schema, body) ?? schema.parse(body);
}

export const readText = z.string().nullish();
/** A number in an answer; a double may be in exponent form. */
export const readNumber = z.string();

/** Whether two numbers are the same, however they are written: `279.20` and `279.2`. */
export const sameNumber = (left: string | null | undefined, right: string | null | undefined): boolean =>
  left != null && right != null && Number(left) === Number(right);

/**
 * The exact percentage of a rate that is written as a fraction of 1; `null` for anything else.
 * @example percentOf('0.125') // '12.5'
 */
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
