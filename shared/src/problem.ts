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
/** A text of the catalogue, such as the label of a setting. It is shown in the reader's language. */
export interface Word {
  word: string;
  values?: Values | undefined;
}
/** Stands for the cause of another problem: the sentence contains that problem's cause. */
export interface Because {
  because: Reason;
}
/** Stands for the remedy of another problem: the sentence contains what to do about that problem. */
export interface RemedyOf {
  remedyOf: Reason;
}
/** A value in a sentence. A list is shown with commas between its values. */
export type Value = string | number | Amount | Day | Word | Because | RemedyOf | readonly Value[];
export type Values = Readonly<Record<string, Value>>;

/** Why something was refused or does not go on, as a code with values. A catalogue puts it into words. */
export interface Reason {
  /** `group.detail`, such as `proof.expired`. It never changes. */
  code: string;
  /** Distinguishes the causes of one code. */
  case?: string | undefined;
  /** The values that the sentences contain. */
  values?: Values | undefined;
  /** The key of the system that has words of its own for this code. */
  system?: string | undefined;
  /** The values that quoted the order were erased. */
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

/** A reason in words, in the reader's language. `title` is short enough for a list. */
export const problemText = z.object({ code: z.string(), title: z.string(), cause: z.string(), remedy: z.string() });
export type Told = z.infer<typeof problemText>;

/** The body of an error: RFC 9457 (`application/problem+json`) with Kontor's code, cause and remedy. */
export const problem = problemText.extend({
  code,
  type: z.string(),
  status: z.number().int(),
  correlationId: z.string(),
  /** The times of the bridge's and the caller's clocks, if their difference is the problem. */
  clocks: z.object({ bridge: z.string(), caller: z.string() }).optional(),
});
export type Problem = z.infer<typeof problem>;

/** A value, or the reason why there is none. */
export type Result<T, E = Reason> = { ok: true; value: T } | { ok: false; error: E };
