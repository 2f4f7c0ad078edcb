import { decimalsOf, nearestMinor } from '@kontor/shared/money';
import type { Value } from '@kontor/shared/problem';
import type { NumberedOutcome } from '../systems/contract.ts';
import { reason } from '../texts/reason.ts';
import type { RemoteDocument } from '../systems/contract-document.ts';

/** A document of the vendor's that people know by the number that was given. */
interface Candidate {
  id: string;
  /** As the vendor writes it. */
  total: string;
  currency: string | null;
  /** The key that it bears, ours or somebody else's. */
  reference: string | null;
}

/** What the step's document must be. */
interface Expected {
  /** Words such as `Document 12`. */
  called: Value;
  number: string;
  reference: string;
  currency: string;
  /** What the currency is of. */
  of: 'order' | 'payment';
}

/**
 * Which of the documents with the number is meant: one with our key, where there is one. Where neither alone is ours, such as a
 * draft and an invoice, nobody knows.
 */
export function meantOf<Row>(rows: readonly Row[], isOurs: (row: Row) => boolean): Row | 'none' | 'several' {
  const ours = rows.filter(isOurs);
  const [found, another] = ours.length > 0 ? ours : rows;
  if (another !== undefined) return 'several';
  return found ?? 'none';
}

/** The candidate as the step's document, unless it is another's; its total may be unreadable. */
export function documentOfCandidate(
  { id, total, currency, reference }: Candidate,
  { called, number, reference: ours, currency: wanted, of }: Expected,
): { kind: 'found'; document: RemoteDocument } | Exclude<NumberedOutcome, { kind: 'found' }> {
  if (reference && reference !== ours)
    return { kind: 'unlike', ...reason('found.unlike:reference', { called, number, reference, ours }) };
  if (currency && currency !== wanted)
    return { kind: 'unlike', ...reason('found.unlike:currency', { called, number, currency, of, wanted }) };
  const minor = nearestMinor(total, decimalsOf(wanted));
  return minor === null
    ? { kind: 'unknown', ...reason('found.unanswered:amount', { amount: total, called, number }) }
    : { kind: 'found', document: { id, number, total: minor } };
}
