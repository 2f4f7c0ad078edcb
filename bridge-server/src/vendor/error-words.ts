import { z } from 'zod';
import { readJson, writeJson } from './json.ts';

const text = z.string().nullish();
/** The form of RFC 9457, "Problem Details for HTTP APIs". */
const problem = z
  .object({ title: text, detail: text, errors: z.record(z.string(), z.unknown()).nullish() })
  .refine(({ title, detail }) => Boolean(title ?? detail))
  .transform(({ title, detail, errors }) =>
    [title, detail, errors ? writeJson(errors) : null].filter(Boolean).join(': '),
  );
/** The form of Azure's API gateway. */
const gateway = z.object({ statuscode: z.string(), message: z.string() }).transform(({ message }) => message);
/** The form of a token endpoint (RFC 6749, section 5.2). */
const oauth = z
  .object({ error: z.string(), error_description: text })
  .transform(({ error, error_description: description }) => [error, description].filter(Boolean).join(': '));

const lowerCased = z
  .record(z.string(), z.unknown())
  .transform((object) => Object.fromEntries(Object.entries(object).map(([key, value]) => [key.toLowerCase(), value])));
const envelope = lowerCased.pipe(z.union([problem, gateway, oauth]));

/** The words in the body of an error; `null` for a body in none of these forms, such as a firewall's page. */
export function readWords(body: string): string | null {
  const read = envelope.safeParse(readJson(body));
  return read.success ? read.data.slice(0, 1000).toWellFormed() : null;
}
