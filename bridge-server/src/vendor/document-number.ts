import { decimalsOf, nearestMinor } from '@kontor/shared/money';
import type { Value } from '@kontor/shared/problem';
import type { NumberedOutcome } from '../systems/contract.ts';
import { reason } from '../texts/reason.ts';
import type { RemoteDocument } from '../systems/contract-document.ts';

/** A document at the vendor that has the number. */
interface Candidate {
  id: string;
  /** The amount as the vendor writes it. */
  total: string;
  currency: string | null;
  /** The key on the document, ours or somebody else's. */
  reference: string | null;
}

/** What the document must be to be the step's. */
interface Expected {
  /** The document's name in a sentence, such as `Document 12`. */
  called: Value;
  number: string;
  reference: string;
  currency: string;
  /** What has the currency. */
  of: 'order' | 'payment';
}

/**
 * Picks the document that a person means by a number. If several have the number, it is the one with our key.
 * `several`: two of them are ours, or none is, such as an unmarked draft and an unmarked invoice.
 */
export function pickOurs<Row>(rows: readonly Row[], isOurs: (row: Row) => boolean): Row | 'none' | 'several' {
  const ours = rows.filter(isOurs);
  const [only, another] = ours.length > 0 ? ours : rows;
  if (another !== undefined) return 'several';
  return only ?? 'none';
}

/** The candidate as the step's document. A candidate with another key or currency is `unlike`. */
export function documentOfCandidate(
  { id, total, currency, reference }: Candidate,
  { called, number, reference: ours, currency: expectedCurrency, of }: Expected,
): { kind: 'found'; document: RemoteDocument } | Exclude<NumberedOutcome, { kind: 'found' }> {
  if (reference && reference !== ours)
    return { kind: 'unlike', ...reason('found.unlike:reference', { called, number, reference, ours }) };
  if (currency && currency !== expectedCurrency)
    return {
      kind: 'unlike',
      ...reason('found.unlike:currency', { called, number, currency, of, wanted: expectedCurrency }),
    };
  const minor = nearestMinor(total, decimalsOf(expectedCurrency));
  return minor === null
    ? { kind: 'unknown', ...reason('found.unanswered:amount', { amount: total, called, number }) }
    : { kind: 'found', document: { id, number, total: minor } };
}
