import { z } from 'zod';

/** A fact in a sentence: a name, a number, an amount in minor units of its currency, or a day as `2026-12-01`. */
export const value = z.union([
  z.string(),
  z.number(),
  z.object({ amount: z.number(), currency: z.string() }),
  z.object({ day: z.string() }),
]);
export type Value = z.infer<typeof value>;
export const values = z.record(z.string(), value);
export type Values = Readonly<Record<string, Value>>;

/** Why something was refused, said so that the reader can mend it. `code` is stable, `cause` and `remedy` are for people. */
export const reason = z.object({
  /** `group.detail`, such as `proof.expired`. */
  code: z.string().regex(/^[a-z_]+\.[a-z_]+$/),
  /** Tells the causes of one code apart. */
  case: z.string().optional(),
  /** What the sentences name. */
  values: values.readonly().optional(),
  cause: z.string(),
  remedy: z.string(),
});
export type Reason = z.infer<typeof reason>;

/** RFC 9457, `application/problem+json`, with Kontor's code, cause and remedy. */
export const problem = reason.extend({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  correlationId: z.string(),
  /** Where clocks matter: what the bridge's and the caller's clocks said. */
  clocks: z.object({ bridge: z.string(), caller: z.string() }).optional(),
});
export type Problem = z.infer<typeof problem>;

/** A value or the reason there is none. */
export type Result<T, E = Reason> = { ok: true; value: T } | { ok: false; error: E };
