import type { Value, Word } from '@kontor/shared/problem';
import type { CheckReport } from '../systems/contract-report.ts';
import { reason, word } from '../texts/reason.ts';
import { permitted } from './remembered.ts';
import { saidBy, vendorOf, type Failed, type Reply } from './reply.ts';
import { reasonOf } from '../texts/say.ts';

/** The report of a check whose first call failed, in the words that `own` has for its code, if it has any. */
export function failedReport(failed: Failed, latencyMs: number): CheckReport {
  const why =
    failed.kind === 'postponed'
      ? reason('held.rate_limited', { said: saidBy(failed), vendor: vendorOf(failed) })
      : reasonOf(failed);
  return { ok: false, latencyMs, ...why };
}

/** What people want to see of the company, and what stands in the way of its orders. */
export type CompanyDetails = Pick<Extract<CheckReport, { ok: true }>, 'details' | 'notes'>;

/** A detail of the company. Where it could not be read, or `forbidden` says that it may not be, that is a note. */
export function companyDetailOf(label: Word, reply: Reply<Value>, forbidden: Word): CompanyDetails {
  const told = permitted(reply);
  if (told.kind !== 'value')
    return { details: [], notes: [word('note.unread', { detail: label, cause: { because: reasonOf(told) } })] };
  return told.value === null
    ? { details: [], notes: [word('note.forbidden', { detail: label, why: forbidden })] }
    : { details: [{ label, value: told.value }], notes: [] };
}

/** Several details as one, in their order. */
export const together = (all: readonly CompanyDetails[]): CompanyDetails => ({
  details: all.flatMap(({ details }) => details),
  notes: all.flatMap(({ notes }) => notes),
});
