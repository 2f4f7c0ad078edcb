import type { Minor } from '@kontor/shared/money';
import type { Gap, MadeDocument } from '../systems/contract.ts';
import { creditOf, ownDocument, refundOf, type DocumentRequest } from './about.ts';
import { createdDay, paidDay } from './day.ts';

/** A payment of the order, or the money that one of its refunds gives back. */
export interface Payment {
  /** In minor units; negative for money given back. */
  amount: Minor;
  /** The shop's day on which the money moved. */
  day: string;
  /** The account that the settings give the payment method; `null` where they give it none. */
  accountNo: string | null;
  /** The document that is settled: the order's own or, for money given back, the refund's credit. */
  settles: MadeDocument;
}

/** Pure: the payment that the request is about. Throws where the order has none, since none is planned then. */
export function paymentOf(
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

/** Why a payment cannot be booked at the target; a person books it there or mends what is named. */
export const paymentGaps = (target: string) => ({
  documentGone: (number: string): Gap => ({
    code: 'gap.document_gone',
    cause: `${target} has the document ${number} neither among its drafts nor among its invoices: somebody deleted it.`,
    remedy: `Look in ${target} whether it was booked otherwise and book the payment there by hand, then say that it was handled elsewhere.`,
  }),
  customerMissing: (number: string): Gap => ({
    code: 'gap.customer_missing',
    cause: `The document ${number} in ${target} has no customer, or ${target} does not know its customer any more.`,
    remedy: `Give the document a customer in ${target} and try again, or book the payment there by hand and say that it was handled elsewhere.`,
  }),
  paidAlready: ({ number, date }: { number: string; date: string | null }): Gap => ({
    code: 'gap.paid_already',
    cause: `${target}'s customer ledger has the payment already: voucher ${number}${date === null ? '' : ` of ${date}`}, which Kontor did not post.`,
    remedy: `Say that the payment was handled elsewhere. If it is another one, remove its matching with this document in ${target} and try again.`,
  }),
  accountMissing: (accountNo: string): Gap => ({
    code: 'gap.account_missing',
    cause: `${target} has no active account ${accountNo}, which the settings give this payment method.`,
    remedy: `Create or activate ${accountNo} in ${target}, or choose another account under "Payments" in the connection's settings.`,
  }),
  vatCodeMissing: (code: string): Gap => ({
    code: 'gap.vat_code_missing',
    cause: `${target} has no active VAT code ${code} (no VAT treatment), which lines of payments need.`,
    remedy: `Activate VAT code ${code} in ${target}, then try again.`,
  }),
  dateLocked: (day: string, lockDate: string): Gap => ({
    code: 'gap.date_locked',
    cause: `The payment is of ${day}, and the books in ${target} are locked up to and including ${lockDate}.`,
    remedy: `Set the lock date in ${target} before ${day} and try again, or book the payment there by hand on a later day and say that it was handled elsewhere.`,
  }),
});
