import type { Order, OrderRefund } from '@kontor/shared/order';
import type { Gap, MadeDocument } from '../systems/contract.ts';
import { creditOf } from './about.ts';

/**
 * A refund takes back a line, and then the order is edited so that the line is gone from it: the document would be lowered by what
 * a credit note gives back already. Neither is made twice without a person's word.
 */

/** The order's line that the refund takes back and that the order has no more; `null`: all are there. */
function lineGone(order: Order, { lines }: OrderRefund): string | null {
  const gone = lines.find(
    ({ refundedLineId, net, tax }) =>
      refundedLineId !== null && (net !== 0 || tax !== 0) && !order.lines.some(({ id }) => id === refundedLineId),
  );
  return gone?.refundedLineId ?? null;
}

/** Why the refund is not credited. */
export function refundOfGoneLine(order: Order, refund: OrderRefund, target: string): Gap | null {
  const line = lineGone(order, refund);
  return line === null
    ? null
    : {
        code: 'gap.refund_line_gone',
        cause: `Refund ${refund.id} takes back line ${line}, which was removed from the order since: its amount would be taken off twice.`,
        remedy: `If the order's document in ${target} is without the line, say that the refund was handled elsewhere; else credit it in ${target} by hand and say the same.`,
      };
}

/** Why the order's document is not lowered by a line that a credit note has given back. */
export function editAfterRefund(order: Order, documents: readonly MadeDocument[], target: string): Gap | null {
  for (const refund of order.refunds) {
    const line = lineGone(order, refund);
    if (line === null || (creditOf(documents, refund.id)?.total ?? 0) === 0) continue;
    return {
      code: 'gap.refund_line_gone',
      cause: `Refund ${refund.id} takes back line ${line}, which was removed from the order since: its amount would be taken off twice.`,
      remedy: `The credit note stands for it already. Change what else was edited in ${target} by hand, then say that it was handled elsewhere.`,
    };
  }
  return null;
}
