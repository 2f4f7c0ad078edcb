import type { Minor } from '@kontor/shared/money';
import type { Gap, MadeDocument } from '../systems/contract.ts';
import { creditOf, ownDocument, refundOf, type DocumentRequest } from './related-documents.ts';
import { reason } from '../texts/reason.ts';
import { createdDay, paidDay } from './day.ts';

/** A payment of the order, or the money that a refund gives back. */
export interface Payment {
  /** In minor units; negative for money given back. */
  amount: Minor;
  /** The day at the shop on which the money moved. */
  day: string;
  /** The account of the payment method in the settings; `null` where it has none. */
  accountNo: string | null;
  /** The document that is settled: the order's own or, for money given back, the refund's credit note. */
  settles: MadeDocument;
}

/**
 * Pure: the payment that the request is about. Throws where the order has no such payment, since none is planned then.
 */
export function paymentOfOrder(
  request: DocumentRequest,
  { methods, zone }: { methods: readonly { method: string; account: string }[]; zone: string },
): Payment {
  const { order, documents } = request;
  const accountNo = methods.find(({ method }) => method === order.paymentMethod)?.account ?? null;
  const { about } = request;
  if (about.kind === 'refund') {
    const refund = refundOf(request);
    const settles = creditOf(documents, about.reference);
    if (!settles) throw new Error(`refund ${about.reference} of order ${order.id} has no credit`);
    return { amount: 0 - refund.amount, day: createdDay(refund, zone), accountNo, settles };
  }
  const day = paidDay(order, zone);
  if (day === null) throw new Error(`order ${order.id} is not paid`);
  return { amount: order.total, day, accountNo, settles: ownDocument(request) };
}

/** The gaps of a payment that cannot be booked. A person books it at the target, or corrects what the gap names. */
export const paymentGaps = (target: string) => ({
  documentGone: (number: string): Gap => reason('gap.document_gone:payment', { number, target }),
  customerMissing: (number: string): Gap => reason('gap.customer_missing:of_document', { number, target }),
  paidAlready: ({ number, date }: { number: string; date: string | null }): Gap =>
    reason('gap.paid_already', { number, day: date === null ? 'none' : { day: date }, target }),
  accountMissing: (number: string): Gap => reason('gap.account_missing:payment', { number, target }),
  vatCodeMissing: (code: string): Gap => reason('gap.vat_code_missing', { code, target }),
  dateLocked: (day: string, lockDate: string): Gap =>
    reason('gap.date_locked', { day: { day }, lockDate: { day: lockDate }, target }),
});
