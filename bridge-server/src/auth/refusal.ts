import type { Reason } from '@kontor/shared/problem';

/** Why a request is refused, and the HTTP status of the answer. */
export interface Refusal extends Reason {
  status: number;
  /** The times of the bridge's and the caller's clocks, when they differ. */
  clocks?: { bridge: string; caller: string };
  /** For 503: when to try again. */
  retryAfterSeconds?: number;
}

/** A table of the HTTP status of each code. */
export type Statuses<Code extends string = string> = Readonly<Record<Code, number>>;

/** A reason with one of these codes. */
export type ReasonWithCode<Code extends string> = Reason & { code: Code };

/** The refusal for this reason, with the status that the table has for its code. */
export const refusalFrom = <Code extends string>(
  statuses: Statuses<Code>,
  why: ReasonWithCode<NoInfer<Code>>,
  more: Partial<Refusal> = {},
): Refusal => ({ ...why, status: statuses[why.code], ...more });
