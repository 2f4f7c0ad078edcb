import type { Minor } from '@kontor/shared/money';
import type { Gap, Planned } from '../../contract.ts';
import { negated, type Lines } from './lines.ts';
import { ownDocument } from './own-document.ts';
import { planSalesOrder } from './sales-order.ts';
import type { Request, UnreadRequest } from './facts.ts';
import type { Plan } from './schema.ts';

export const cancelledLines = ({ order }: UnreadRequest): Lines => ({ lines: order.lines.map(negated) });

/** An order that was called off: its draft is deleted, its invoice credited in full. */
export function planCancellation(request: Request): Planned<Plan> {
  const { order, documents, facts } = request;
  if (documents.some(({ kind, total }) => kind === 'refund' && total !== 0)) {
    return {
      kind: 'gaps',
      gaps: [
        {
          code: 'gap.cancelled_after_refund',
          cause:
            'The order was cancelled after credit notes for its refunds were made; nobody but you knows what is left to credit.',
          remedy:
            "Delete the order's draft in Go or credit the rest of its invoice by hand, then say that it was handled elsewhere.",
        },
      ],
    };
  }
  const { id, number, key } = ownDocument(request);
  const document = { id, number };
  if (facts.document?.state === 'draft') {
    return {
      kind: 'plan',
      total: 0,
      plan: { kind: 'deletion', document, reference: key, ...(facts.document.locked ? { locked: true } : {}) },
    };
  }
  if (facts.document?.state === 'invoiced' && lastTotal(documents) !== order.total)
    return { kind: 'gaps', gaps: [editedBefore(facts.document.invoiceNo ?? number)] };
  if (facts.document?.state !== 'invoiced' || order.total === 0)
    return { kind: 'plan', total: 0, plan: { kind: 'nothing', document } };
  return planSalesOrder(request, {
    lines: cancelledLines(request),
    total: 0 - order.total,
    date: null,
    relatedInvoiceNo: facts.document.invoiceNo,
  });
}

/** What the order's document came to when it was last sent or mended. */
const lastTotal = (documents: UnreadRequest['documents']): Minor | undefined =>
  documents.findLast(({ kind }) => kind === 'order' || kind === 'amendment')?.total;

const editedBefore = (invoice: string): Gap => ({
  code: 'gap.cancelled_after_edit',
  cause: `The order was edited after it had been sent as invoice ${invoice}, and then cancelled: what the shop says now is not what was invoiced.`,
  remedy: `Credit invoice ${invoice} in Go by hand, then say that it was handled elsewhere.`,
});
