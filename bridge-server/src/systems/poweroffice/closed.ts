import type { NotSent } from '../../egress/request.ts';
import type { Outcome } from '../contract.ts';

/** The outcomes of a call that brought no word of the vendor's about the request itself. */
export type Closed = Extract<Outcome, { kind: 'held' | 'postponed' | 'doubt' }>;

const heldCodes = {
  name_unknown: 'held.unreachable',
  connection_refused: 'held.unreachable',
  address_refused: 'held.address_refused',
} as const;

/** What follows when nothing left the bridge. */
export function notSent(sent: NotSent): Exclude<Closed, { kind: 'doubt' }> {
  if (sent.why === 'no_budget' || sent.why === 'deadline') {
    return { kind: 'postponed', cause: sent.cause, retryAfterSeconds: sent.retryAfterSeconds ?? 1 };
  }
  return { kind: 'held', code: heldCodes[sent.why], cause: sent.cause };
}

/** Nobody means more by it; a header that says years is a fault of its sender. */
const longestPauseSeconds = 3600;

/** How long a 429 asks to wait: the header (seconds or a date), else the gateway's sentence; from one second to an hour. */
export function retryAfter(headers: Readonly<Record<string, string>>, words: string | null, now = Date.now()): number {
  const header = headers['retry-after']?.trim() ?? '';
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - now) / 1000;
  const said = Number(/again in (\d+) second/i.exec(words ?? '')?.[1] ?? 1);
  return Math.min(longestPauseSeconds, Math.max(1, Math.ceil(Number.isFinite(seconds) ? seconds : said)));
}
