import type { NotSent } from '../egress/request.ts';
import type { Outcome } from '../systems/contract.ts';
import { reason } from '../texts/reason.ts';

const heldCodes = {
  name_unknown: 'held.unreachable',
  connection_refused: 'held.unreachable',
  address_refused: 'held.address_refused',
} as const;

/**
 * The outcome of a call that never left the bridge. Without room or time the call is postponed; else the circuit
 * breaker opens.
 */
export function outcomeOfNotSent(
  { why, what, retryAfterSeconds = 1 }: NotSent,
  vendor: string,
): Extract<Outcome, { kind: 'held' | 'postponed' }> {
  return why === 'no_budget' || why === 'deadline'
    ? { kind: 'postponed', ...reason('retry.postponed', { cause: what }), retryAfterSeconds }
    : { kind: 'held', ...reason(heldCodes[why], { cause: what, vendor }) };
}

/** A header that asks for more than an hour is a mistake of its sender. */
const longestPauseSeconds = 3600;

/**
 * How many seconds a 429 asks to wait, between one second and an hour. The header counts (seconds or a date), else a
 * sentence in the body such as "Try again in 3 seconds", as API gateways write it.
 */
export function retryAfter(headers: Readonly<Record<string, string>>, words: string | null, now = Date.now()): number {
  const header = headers['retry-after']?.trim() ?? '';
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - now) / 1000;
  const secondsInWords = Number(/again in (\d+) second/i.exec(words ?? '')?.[1] ?? 1);
  return Math.min(longestPauseSeconds, Math.max(1, Math.ceil(Number.isFinite(seconds) ? seconds : secondsInWords)));
}
