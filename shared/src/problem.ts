import { z } from 'zod';

/** An amount in minor units of its currency. */
export interface Amount {
  amount: number;
  currency: string;
}
/** A day as `2026-12-01`. */
export interface Day {
  day: string;
}
/** Words of a catalogue, in the language of whoever reads them, such as the label of a setting. */
export interface Word {
  word: string;
  values?: Values | undefined;
}
/** The cause of another problem, such as what kept a question from being answered. */
export interface Because {
  because: Reason;
}
/** What to do about another problem. */
export interface RemedyOf {
  remedyOf: Reason;
}
/** A fact in a sentence; several of them stand with commas between. */
export type Value = string | number | Amount | Day | Word | Because | RemedyOf | readonly Value[];
export type Values = Readonly<Record<string, Value>>;

/** Why something was refused or does not go on, without a word of any language: a catalogue says it. */
export interface Reason {
  /** `group.detail`, such as `proof.expired`; stable. */
  code: string;
  /** Tells the causes of one code apart. */
  case?: string | undefined;
  /** What the sentences name. */
  values?: Values | undefined;
  /** The key of the system that says it in its own way. */
  system?: string | undefined;
  /** What it quoted of an order was erased. */
  erased?: true | undefined;
}

const code = z.string().regex(/^[a-z_]+\.[a-z_]+$/);
const value: z.ZodType<Value, Value> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    z.object({ amount: z.number(), currency: z.string() }),
    z.object({ day: z.string() }),
    wordSchema,
    z.object({ because: reasonSchema }),
    z.object({ remedyOf: reasonSchema }),
    z.array(value),
  ]),
);
export const wordSchema: z.ZodType<Word, Word> = z.lazy(() =>
  z.object({ word: z.string(), values: values.optional() }),
);
export const values: z.ZodType<Values, Values> = z.lazy(() => z.record(z.string(), value));

export const reasonSchema = z.object({
  code,
  case: z.string().optional(),
  values: values.optional(),
  system: z.string().optional(),
  erased: z.literal(true).optional(),
});

/** A reason as people read it, in their language. `title`: short, as it stands beside a dot in a list. */
export const told = z.object({ code: z.string(), title: z.string(), cause: z.string(), remedy: z.string() });
export type Told = z.infer<typeof told>;

/** RFC 9457, `application/problem+json`, with Kontor's code, cause and remedy. */
export const problem = told.extend({
  code,
  type: z.string(),
  status: z.number().int(),
  correlationId: z.string(),
  /** Where clocks matter: what the bridge's and the caller's clocks said. */
  clocks: z.object({ bridge: z.string(), caller: z.string() }).optional(),
});
export type Problem = z.infer<typeof problem>;

/** A value or the reason there is none. */
export type Result<T, E = Reason> = { ok: true; value: T } | { ok: false; error: E };
