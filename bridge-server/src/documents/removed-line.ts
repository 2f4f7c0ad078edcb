import type { Order, OrderRefund } from '@kontor/shared/order';
import type { Gap, MadeDocument } from '../systems/contract.ts';
import { reason } from '../texts/reason.ts';
import { creditOf } from './related-documents.ts';

/**
 * A refund takes back a line, and then the order is edited so that the line is gone from it: the document would be lowered by what
 * a credit note gives back already. Neither is made twice without a person's word.
 */

/** The order's line that the refund takes back and that the order has no more; `null`: all are there. */
function removedLineOf(order: Order, { lines }: OrderRefund): string | null {
  const gone = lines.find(
    ({ refundedLineId, net, tax }) =>
      refundedLineId !== null && (net !== 0 || tax !== 0) && !order.lines.some(({ id }) => id === refundedLineId),
  );
  return gone?.refundedLineId ?? null;
}

/** Why the refund is not credited. */
export function refundOfRemovedLine(order: Order, refund: OrderRefund, target: string): Gap | null {
  const line = removedLineOf(order, refund);
  return line === null ? null : reason('gap.refund_line_gone', { refund: refund.id, line, target });
}

/** Why the order's document is not lowered by a line that a credit note has given back. */
export function editAfterRefund(order: Order, documents: readonly MadeDocument[], target: string): Gap | null {
  for (const refund of order.refunds) {
    const line = removedLineOf(order, refund);
    if (line === null || (creditOf(documents, refund.id)?.total ?? 0) === 0) continue;
    return reason('gap.refund_line_gone:credited', { refund: refund.id, line, target });
  }
  return null;
}
