import type { Reason } from '@kontor/shared/problem';

/** Why a request is not taken, and with which HTTP status it is answered. */
export interface Refusal extends Reason {
  status: number;
  /** What the bridge's and the caller's clocks said. */
  clocks?: { bridge: string; caller: string };
  /** For 503: when to come again. */
  retryAfterSeconds?: number;
}

/** The HTTP status of each code of a group. */
export type Statuses<Code extends string = string> = Readonly<Record<Code, number>>;

/** A reason of one of these codes. */
export type ReasonWithCode<Code extends string> = Reason & { code: Code };

/** The refusal for that reason, with the status that its code has in the table. */
export const refusalFrom = <Code extends string>(
  statuses: Statuses<Code>,
  why: ReasonWithCode<NoInfer<Code>>,
  more: Partial<Refusal> = {},
): Refusal => ({ ...why, status: statuses[why.code], ...more });
