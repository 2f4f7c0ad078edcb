import type { Order, OrderRefund } from '@kontor/shared/order';
import type { Gap, MadeDocument } from '../systems/contract.ts';
import { reason } from '../texts/reason.ts';
import { creditOf } from './related-documents.ts';

/**
 * If a refund takes back a line and the line is then removed from the order, its amount could be taken off twice: once
 * by the refund's credit note, and once by the amendment that lowers the document. A person must decide about that.
 */

/**
 * The id of a line that the refund takes back and that was removed from the order; `null` where there is no such line.
 */
function removedLineOf(order: Order, { lines }: OrderRefund): string | null {
  const gone = lines.find(
    ({ refundedLineId, net, tax }) =>
      refundedLineId !== null && (net !== 0 || tax !== 0) && !order.lines.some(({ id }) => id === refundedLineId),
  );
  return gone?.refundedLineId ?? null;
}

/** The gap for a refund that takes back a removed line. */
export function refundOfRemovedLine(order: Order, refund: OrderRefund, target: string): Gap | null {
  const line = removedLineOf(order, refund);
  return line === null ? null : reason('gap.refund_line_gone', { refund: refund.id, line, target });
}

/** The gap for an order from which a line was removed that a credit note has already given back. */
export function editAfterRefund(order: Order, documents: readonly MadeDocument[], target: string): Gap | null {
  for (const refund of order.refunds) {
    const line = removedLineOf(order, refund);
    if (line === null || (creditOf(documents, refund.id)?.total ?? 0) === 0) continue;
    return reason('gap.refund_line_gone:credited', { refund: refund.id, line, target });
  }
  return null;
}
