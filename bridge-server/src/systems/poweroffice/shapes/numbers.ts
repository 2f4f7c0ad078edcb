import { LosslessNumber } from 'lossless-json';
import { z } from 'zod';

/**
 * Numbers as they are held on this side of PowerOffice Go v2: as text, since ids exceed what a JavaScript number holds, and
 * prices are exact decimals. The schemas for sending turn that text into JSON numbers.
 */

/** An integer of the vendor's, such as an id. */
export const integer = z.string().regex(/^-?\d+$/);
const number = z.string().regex(/^-?\d+(\.\d+)?$/);
export const sentInteger = integer.transform((digits) => new LosslessNumber(digits));
export const sentNumber = number.transform((decimal) => new LosslessNumber(decimal));

/** Keeps a body that is not sent yet as it is, and checks once that the schema would take it: a plan is read at each of its steps. */
export function unsent<Schema extends z.ZodType>(schema: Schema) {
  const fits = new WeakSet<object>();
  return z.custom<z.input<Schema>>((value) => {
    if (typeof value !== 'object' || value === null) return false;
    if (!fits.has(value) && schema.safeParse(value).success) fits.add(value);
    return fits.has(value);
  });
}

export const readText = z.string().nullish();
/** Doubles may come in exponent form. */
export const readNumber = z.string();
