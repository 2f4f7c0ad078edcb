import { decimalsOf, formatMinor } from '@kontor/shared/money';
import type { OrderRefund } from '@kontor/shared/order';
import type { Gap, Planned } from '../../contract.ts';
import { linesByAmount } from './by-amount.ts';
import { sumOf, type Lines } from './lines.ts';
import { ownDocument } from './own-document.ts';
import { inItsCategories, withOneRate } from './refund-line.ts';
import { planSalesOrder } from './sales-order.ts';
import type { Request, UnreadRequest } from './facts.ts';
import type { Plan } from './schema.ts';

/** The lines of the credit: the refund's own or, where it has none, those that its amount stands for. */
export function refundLines(request: UnreadRequest): Lines {
  const { order, settings } = request;
  const refund = refundOf(request);
  const own = refund.lines.map((line) => inItsCategories(withOneRate(line, order.lines), order.lines));
  const found: Lines = own.length > 0 || refund.amount === 0 ? { lines: own } : linesByAmount(order, refund, settings);
  if ('gap' in found) return found;
  // Each line was rounded by itself; what is more than that is no rounding.
  const agrees = Math.abs(sumOf(found.lines) + refund.amount) <= found.lines.length;
  return agrees ? found : { gap: disagrees(refund, sumOf(found.lines), decimalsOf(order.currency)) };
}

/** A refund: a credit note of its own, whatever became of the order's document, unless that is gone. */
export function planRefund(request: Request): Planned<Plan> {
  const { id, number } = ownDocument(request);
  const { document } = request.facts;
  const { amount, createdGmt } = refundOf(request);
  const lines = refundLines(request);
  // Such as articles that were only taken back into stock.
  if (amount === 0 && 'lines' in lines)
    return { kind: 'plan', total: 0, plan: { kind: 'nothing', document: { id, number } } };
  if (document === null || document.state === 'gone') return { kind: 'gaps', gaps: [documentGone(number)] };
  return planSalesOrder(request, {
    lines,
    total: 0 - amount,
    date: createdGmt.slice(0, 10),
    relatedInvoiceNo: document.state === 'invoiced' ? document.invoiceNo : null,
  });
}

function refundOf({ order, reference }: Pick<UnreadRequest, 'order' | 'reference'>): OrderRefund {
  const refund = order.refunds.find(({ id }) => String(id) === reference);
  if (!refund) throw new Error(`order ${order.id} has no refund ${reference}`);
  return refund;
}

const disagrees = ({ id, amount }: OrderRefund, sum: number, decimals: number): Gap => ({
  code: 'gap.refund_disagrees',
  cause: `Refund ${id} is of ${formatMinor(amount, decimals)}, what it takes back comes to ${formatMinor(0 - sum, decimals)}.`,
  remedy: 'Delete the refund in the shop and make it anew by its lines, tax included, or book it in Go by hand.',
});

const documentGone = (number: string): Gap => ({
  code: 'gap.document_gone',
  cause: `Go has the order's document ${number} neither among its drafts nor among its invoices: somebody deleted it.`,
  remedy:
    'Look in Go whether the order was booked otherwise and credit it there by hand, then say that the refund was handled elsewhere.',
});
