import { ownDocument, refundOf } from '../../../documents/related-documents.ts';
import { refundCourse } from '../../../documents/course.ts';
import { createdDay } from '../../../documents/day.ts';
import type { PlanOutcome } from '../../contract.ts';
import type { NothingPlan } from '../order/cancellation.ts';
import { salesOrderLinesOf } from '../order/lines.ts';
import { planSalesOrder, type SalesOrderPlan } from '../order/plan.ts';
import { target, zoneOf, type Request } from '../request.ts';

/**
 * Plans a refund: a credit note of its own, whether the order's document is a draft or an invoice. A deleted document
 * is a gap.
 */
export function planRefund(request: Request): PlanOutcome<SalesOrderPlan | NothingPlan> {
  const { id, number } = ownDocument(request);
  const refund = refundOf(request);
  const lines = salesOrderLinesOf(request);
  const course = refundCourse(request, { lines, amount: refund.amount }, request.facts.document, target);
  switch (course.kind) {
    case 'gap':
      return { kind: 'gaps', gaps: [course.gap] };
    case 'nothing':
      return { kind: 'plan', total: 0, plan: { kind: 'nothing', document: { id, number } } };
    case 'credit':
      return planSalesOrder(request, {
        lines,
        total: 0 - refund.amount,
        date: createdDay(refund, zoneOf(request.settings)),
        relatedInvoiceNo: course.invoiceNo,
      });
  }
}
