import { parse, stringify } from 'lossless-json';
import { z } from 'zod';

/** JavaScript holds fifteen digits exactly; a number with more has sixteen signs in a row. */
const tooLong = /[\d.]{16}/;

/** JSON as the vendor writes it, with every number as text that says exactly the same. `undefined` for anything that is not JSON. */
export function readJson(body: string): unknown {
  try {
    // Nearly no answer has such a number, and reading them exactly takes ten times as long.
    return tooLong.test(body) ? parse(body, undefined, (number) => number) : withNumbersAsText(JSON.parse(body));
  } catch {
    return undefined;
  }
}

function withNumbersAsText(value: unknown): unknown {
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map(withNumbersAsText);
  if (typeof value === 'object' && value !== null) {
    const fields = value as Record<string, unknown>;
    // Entries would take twice as long, and every answer passes here.
    for (const name in fields) {
      const inner = fields[name];
      if (typeof inner === 'number' || typeof inner === 'object') fields[name] = withNumbersAsText(inner);
    }
  }
  return value;
}

/** JSON with exact numbers, for sending. */
export function writeJson(value: unknown): string {
  return stringify(value) ?? '';
}

const lowerCased = z
  .record(z.string(), z.unknown())
  .transform((object) => Object.fromEntries(Object.entries(object).map(([key, value]) => [key.toLowerCase(), value])));

const text = z.string().nullish();
/** Three layers answer for the vendor, each in its own words: Go itself, the API gateway and the token endpoint. */
const problemDetails = z
  .object({ title: text, detail: text, errors: z.record(z.string(), z.unknown()).nullish() })
  .refine(({ title, detail }) => Boolean(title ?? detail))
  .transform(({ title, detail, errors }) =>
    [title, detail, errors ? writeJson(errors) : null].filter(Boolean).join(': '),
  );
const gateway = z.object({ statuscode: z.string(), message: z.string() }).transform(({ message }) => message);
const oauth = z
  .object({ error: z.string(), error_description: text })
  .transform(({ error, error_description: description }) => [error, description].filter(Boolean).join(': '));
const envelope = lowerCased.pipe(z.union([problemDetails, gateway, oauth]));

/** The vendor's own words in an error's body, or `null` when the body is none of the vendor's envelopes. */
export function readWords(body: string): string | null {
  const read = envelope.safeParse(readJson(body));
  return read.success ? read.data.slice(0, 1000) : null;
}
