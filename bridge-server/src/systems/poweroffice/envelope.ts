import { parse, stringify } from 'lossless-json';
import { z } from 'zod';

/** JSON as the vendor writes it, with every number as text. `undefined` for anything that is not JSON. */
export function readJson(body: string): unknown {
  try {
    return parse(body, undefined, (number) => number);
  } catch {
    return undefined;
  }
}

/** JSON with exact numbers, for sending. */
export function writeJson(value: unknown): string {
  return stringify(value) ?? '';
}

const lowerCased = z.record(z.string(), z.unknown())
  .transform((object) => Object.fromEntries(Object.entries(object).map(([key, value]) => [key.toLowerCase(), value])));

const text = z.string().nullish();
/** Three layers answer for the vendor, each in its own words: Go itself, the API gateway and the token endpoint. */
const problemDetails = z.object({ title: text, detail: text, errors: z.record(z.string(), z.unknown()).nullish() })
  .refine(({ title, detail }) => Boolean(title ?? detail))
  .transform(({ title, detail, errors }) => [title, detail, errors ? writeJson(errors) : null].filter(Boolean).join(': '));
const gateway = z.object({ statuscode: z.string(), message: z.string() }).transform(({ message }) => message);
const oauth = z.object({ error: z.string(), error_description: text })
  .transform(({ error, error_description: description }) => [error, description].filter(Boolean).join(': '));
const envelope = lowerCased.pipe(z.union([problemDetails, gateway, oauth]));

/** The vendor's own words in an error's body, or `null` when the body is none of the vendor's envelopes. */
export function readWords(body: string): string | null {
  const read = envelope.safeParse(readJson(body));
  return read.success ? read.data.slice(0, 1000) : null;
}
