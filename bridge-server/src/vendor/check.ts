import type { Value, Word } from '@kontor/shared/problem';
import type { CheckReport } from '../systems/contract-report.ts';
import { reason, word } from '../texts/reason.ts';
import { nullIfForbidden } from './remembered.ts';
import { explanationOf, vendorNameOf, type FailedCall, type Reply } from './reply.ts';
import { reasonOf } from '../texts/say.ts';

/**
 * The report of a check whose first call failed. A call that the rate budget held back is reported as a reached limit.
 */
export function failedReport(failed: FailedCall, latencyMs: number): CheckReport {
  const why =
    failed.kind === 'postponed'
      ? reason('held.rate_limited', { said: explanationOf(failed), vendor: vendorNameOf(failed) })
      : reasonOf(failed);
  return { ok: false, latencyMs, ...why };
}

/** What people want to know about the company, and what stands in the way of its orders. */
export type CompanyDetails = Pick<Extract<CheckReport, { ok: true }>, 'details' | 'notes'>;

/**
 * One detail of the company. If it could not be read, there is a note instead; `forbidden` is the note for a missing
 * right.
 */
export function companyDetailOf(label: Word, reply: Reply<Value>, forbidden: Word): CompanyDetails {
  const reading = nullIfForbidden(reply);
  if (reading.kind !== 'value')
    return { details: [], notes: [word('note.unread', { detail: label, cause: { because: reasonOf(reading) } })] };
  return reading.value === null
    ? { details: [], notes: [word('note.forbidden', { detail: label, why: forbidden })] }
    : { details: [{ label, value: reading.value }], notes: [] };
}

/** Joins details and notes, in their order. */
export const joinedDetails = (parts: readonly CompanyDetails[]): CompanyDetails => ({
  details: parts.flatMap(({ details }) => details),
  notes: parts.flatMap(({ notes }) => notes),
});
