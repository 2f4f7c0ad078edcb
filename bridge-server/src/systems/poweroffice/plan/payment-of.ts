import type { Minor } from '@kontor/shared/money';
import type { MadeDocument } from '../../contract.ts';
import { norwegianDay } from '../map/day.ts';
import { ownDocument } from './own-document.ts';
import type { UnreadRequest } from './facts.ts';

/** A payment of the order, or what one of its refunds gives back, as the shop says it. */
export interface Payment {
  /** In minor units; negative for money given back. */
  amount: Minor;
  /** When it was paid, in Norway. */
  day: string;
  /** The account that the settings give the payment method; null where they give it none. */
  accountNo: string | null;
  /** What is settled: the order's document or, for money given back, the refund's credit note. */
  settles: MadeDocument;
}

/** How the bridge's routing names the money of a refund. */
const refundReference = /^refund-(.+)$/;

/** Pure: the payment that the request is about. Throws where the order has none: nothing of the kind is planned then. */
export function paymentOf(request: UnreadRequest): Payment {
  const { order, reference, documents, settings } = request;
  const accountNo = settings.payments.find(({ method }) => method === order.paymentMethod)?.account ?? null;
  const refundId = refundReference.exec(reference)?.[1];
  if (refundId === undefined) {
    if (order.paidGmt === null) throw new Error(`order ${order.id} is not paid`);
    return { amount: order.total, day: norwegianDay(order.paidGmt), accountNo, settles: ownDocument(request) };
  }
  const refund = order.refunds.find(({ id }) => String(id) === refundId);
  const settles = documents.find((document) => document.kind === 'refund' && document.reference === refundId);
  if (!refund || !settles) throw new Error(`order ${order.id} has no refund ${refundId} with a credit note`);
  return { amount: 0 - refund.amount, day: norwegianDay(refund.createdGmt), accountNo, settles };
}
