import type { Order } from '@kontor/shared/order';
import type { DocumentKind } from '../../bridge-server/src/systems/contract.ts';
import type { About } from '../../bridge-server/src/systems/contract-document.ts';

/** The total of a toy's document, in minor units; it is negative for refunds and cancellations. */
export function totalOf(kind: DocumentKind, about: About, order: Order): number {
  const refunded = -(order.refunds.find(({ id }) => id === about.reference)?.amount ?? 0);
  switch (kind) {
    case 'refund':
      return refunded;
    case 'payment':
      return about.kind === 'refund' ? refunded : order.total;
    case 'cancellation':
      return -order.total;
    default:
      return order.total;
  }
}
