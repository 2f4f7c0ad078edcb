import type { OrderRefund } from '@kontor/shared/order';
import type { MadeDocument, PlanRequest } from '../systems/contract.ts';

/** The part of a plan request that every target needs; settings and facts are the system's own. */
export type DocumentRequest = Omit<PlanRequest<unknown, unknown>, 'settings' | 'facts'>;

/**
 * The order's own document, to which its refunds, payments and cancellation relate. Throws where there is none, since
 * nothing else is planned before it.
 */
export function ownDocument({ kind, documents }: Pick<DocumentRequest, 'kind' | 'documents'>): MadeDocument {
  const order = documents.find((document) => document.kind === 'order');
  if (!order) throw new Error(`a ${kind} is planned of an order without a document`);
  return order;
}

/** The refund that the request is about. Throws where the order has no such refund. */
export function refundOf(request: DocumentRequest): OrderRefund {
  const { reference } = request.about;
  const refund = request.order.refunds.find(({ id }) => id === reference);
  if (!refund) throw new Error(`order ${request.order.id} has no refund ${reference}`);
  return refund;
}

/** The credit note of a refund, if there is one. */
export const creditOf = (documents: readonly MadeDocument[], refund: string): MadeDocument | undefined =>
  documents.find(({ kind, about }) => kind === 'refund' && about.reference === refund);
