import type { Reason } from '@kontor/shared/problem';

/** Why a request is not taken, and with which HTTP status it is answered. */
export interface Refusal extends Reason {
  status: number;
  title: string;
  /** What the bridge's and the caller's clocks said. */
  clocks?: { bridge: string; caller: string };
  /** For 503: when to come again. */
  retryAfterSeconds?: number;
}

/** Everything that makes a refusal of one code but the code itself. */
export type RefusalText = Omit<Refusal, 'code' | 'clocks' | 'retryAfterSeconds'>;

/** The refusal with that code from a table of refusals. */
export const refusalFrom = <Code extends string>(
  table: Readonly<Record<Code, RefusalText>>,
  code: Code,
  more: Partial<Refusal> = {},
): Refusal => ({ code, ...table[code], ...more });
