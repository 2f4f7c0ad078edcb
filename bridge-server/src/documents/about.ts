import type { OrderRefund } from '@kontor/shared/order';
import type { MadeDocument, PlanRequest } from '../systems/contract.ts';

/** What a document says of an order is planned from this much of the request; the rest is for the system. */
export type DocumentRequest = Omit<PlanRequest<unknown, unknown>, 'settings' | 'facts'>;

/** Which part of the order a document is about: the order itself, one of its refunds, or a payment. */
export interface About {
  kind: 'order' | 'refund' | 'payment';
  /** The id of the refund or of the payment; empty for the order itself. */
  reference: string;
}

/** The one place that reads a request's reference. */
export function aboutOf({ kind, reference }: Pick<DocumentRequest, 'kind' | 'reference'>): About {
  switch (kind) {
    case 'refund':
      return { kind: 'refund', reference };
    case 'payment': {
      // The money of a refund is called `refund-35`.
      const refund = /^refund-(.+)$/.exec(reference)?.[1];
      return refund === undefined ? { kind: 'payment', reference } : { kind: 'refund', reference: refund };
    }
    case 'amendment': {
      // What was made of a refund or a payment changed: `refund-35-2`, `payment-vipps-2`.
      const [, part, named = ''] = /^(refund|payment)-(.+)-\d+$/.exec(reference) ?? [];
      return part === 'refund' || part === 'payment' ? { kind: part, reference: named } : theOrder;
    }
    default:
      return theOrder;
  }
}
const theOrder: About = { kind: 'order', reference: '' };

/**
 * The order's own document, which its refunds, payments and cancellation relate to. Throws where there is none, since nothing
 * else is planned before it.
 */
export function ownDocument({ kind, documents }: Pick<DocumentRequest, 'kind' | 'documents'>): MadeDocument {
  const order = documents.find((document) => document.kind === 'order');
  if (!order) throw new Error(`a ${kind} is planned of an order without a document`);
  return order;
}

/** The refund that the request is about. Throws where the order has none such. */
export function refundOf(request: DocumentRequest): OrderRefund {
  const { reference } = aboutOf(request);
  const refund = request.order.refunds.find(({ id }) => String(id) === reference);
  if (!refund) throw new Error(`order ${request.order.id} has no refund ${reference}`);
  return refund;
}

/** The credit that was made of a refund, if any. */
export const creditOf = (documents: readonly MadeDocument[], refund: string): MadeDocument | undefined =>
  documents.find(({ kind, reference }) => kind === 'refund' && reference === refund);
