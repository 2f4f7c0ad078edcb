import type { Minor } from '@kontor/shared/money';
import type { Order } from '@kontor/shared/order';
import type { Gap } from '../systems/contract.ts';
import { reason } from '../texts/reason.ts';
import { ownDocument, type DocumentRequest } from './related-documents.ts';
import { editAfterRefund } from './removed-line.ts';
import type { DocumentLines } from './lines.ts';

/**
 * What has become of the order's document at the target. A draft can still be changed. A document that the office has
 * sent is an invoice and cannot be changed. `null`: the target was not asked.
 */
type Presence = { state: 'draft' } | { state: 'invoiced'; invoiceNo: string | null } | { state: 'gone' } | null;

/** What a transfer does with the order's document. */
type Course =
  /** Change the draft so that it says what the order says. */
  | { kind: 'mend' }
  /** Compare the invoice with the order: if both say the same, nothing is done; else a person must act. */
  | { kind: 'compare' }
  | { kind: 'delete' }
  | { kind: 'credit'; invoiceNo: string | null }
  | { kind: 'nothing' }
  | { kind: 'gap'; gap: Gap };

type CourseOf<Kind extends Course['kind']> = Extract<Course, { kind: Kind }>;

const gapCourse = (gap: Gap): CourseOf<'gap'> => ({ kind: 'gap', gap });

/** What to do when an order changed after its document was made. */
export function amendmentCourse(
  request: DocumentRequest,
  presence: Presence,
  target: string,
): CourseOf<'mend' | 'compare' | 'gap'> {
  const { number } = ownDocument(request);
  if (presence === null || presence.state === 'gone') {
    return gapCourse(reason('gap.document_gone', { number, target }));
  }
  const removedLineGap = editAfterRefund(request.order, request.documents, target);
  if (removedLineGap) return gapCourse(removedLineGap);
  return { kind: presence.state === 'draft' ? 'mend' : 'compare' };
}

/**
 * What to do about a refund: it gets a credit note of its own, unless it gives nothing back or the order's document is
 * gone.
 */
export function refundCourse(
  request: DocumentRequest,
  { lines, amount }: { lines: DocumentLines; amount: Minor },
  presence: Presence,
  target: string,
): CourseOf<'credit' | 'nothing' | 'gap'> {
  const { number } = ownDocument(request);
  // Such a refund only takes articles back into stock. Lines whose amounts cancel each other are an exchange, which is
  // booked.
  if (amount === 0 && 'lines' in lines && lines.lines.every(({ net, tax }) => net === 0 && tax === 0))
    return { kind: 'nothing' };
  if (presence === null || presence.state === 'gone') {
    return gapCourse(reason('gap.document_gone:refund', { number, target }));
  }
  return { kind: 'credit', invoiceNo: presence.state === 'invoiced' ? presence.invoiceNo : null };
}

/** What to do when an order was cancelled: its draft is deleted, or its invoice is credited in full. */
export function cancellationCourse(
  request: DocumentRequest,
  presence: Presence,
  target: string,
): CourseOf<'delete' | 'credit' | 'nothing' | 'gap'> {
  const { order, documents } = request;
  const { number } = ownDocument(request);
  if (documents.some(({ kind, total }) => kind === 'refund' && total !== 0)) {
    return gapCourse(reason('gap.cancelled_after_refund', { target }));
  }
  if (presence?.state === 'draft') return { kind: 'delete' };
  if (presence?.state !== 'invoiced') return { kind: 'nothing' };
  if (lastTotal(request) !== order.total) {
    return gapCourse(reason('gap.cancelled_after_edit', { number: presence.invoiceNo ?? number, target }));
  }
  return order.total === 0 ? { kind: 'nothing' } : { kind: 'credit', invoiceNo: presence.invoiceNo };
}

/** The total of the order's document when it was last sent or amended. */
const lastTotal = ({ documents }: DocumentRequest): Minor | undefined =>
  documents.findLast(({ kind }) => kind === 'order' || kind === 'amendment')?.total;

/** The gap for an order that changed after its invoice was sent, so that the two differ. */
export function invoicedAlready(
  { total, currency }: Order,
  invoice: { number: string; total: Minor },
  target: string,
): Gap {
  return reason('gap.invoiced_already', {
    number: invoice.number,
    invoiced: { amount: invoice.total, currency },
    total: { amount: total, currency },
    target,
  });
}
