import { z } from 'zod';
import { ownDocument } from '../../../documents/related-documents.ts';
import { cancellationCourse } from '../../../documents/course.ts';
import type { Next, PlanOutcome, Results } from '../../contract.ts';
import { target, type Request } from '../request.ts';
import { orderDeletion } from './deletion-step.ts';
import { orderUnlocking } from './header-steps.ts';
import { namedDocument } from '../../../documents/document-fact.ts';
import { salesOrderLinesOf } from './lines.ts';
import { planSalesOrder, type SalesOrderPlan } from './plan.ts';

/**
 * The plan that deletes the order's draft. `reference`: the draft's key at Go. `locked`: the draft is confirmed, so it
 * is unlocked first.
 */
export const deletionPlan = z.object({
  kind: z.literal('deletion'),
  document: namedDocument,
  reference: z.string(),
  locked: z.boolean().optional(),
});
type DeletionPlan = z.infer<typeof deletionPlan>;

/** The plan that does nothing at Go, since there is nothing to give back. */
export const nothingPlan = z.object({ kind: z.literal('nothing'), document: namedDocument });
export type NothingPlan = z.infer<typeof nothingPlan>;

/** Plans the cancellation of an order: its draft is deleted, or its invoice is credited in full. */
export function planCancellation(request: Request): PlanOutcome<DeletionPlan | NothingPlan | SalesOrderPlan> {
  const { order } = request;
  const fact = request.facts.document;
  const { id, number, key } = ownDocument(request);
  const document = { id, number };
  const course = cancellationCourse(request, fact, target);
  switch (course.kind) {
    case 'gap':
      return { kind: 'gaps', gaps: [course.gap] };
    case 'delete': {
      const locked = fact?.state === 'draft' && fact.locked === true;
      return {
        kind: 'plan',
        total: 0,
        plan: { kind: 'deletion', document, reference: key, ...(locked ? { locked } : {}) },
      };
    }
    case 'nothing':
      return { kind: 'plan', total: 0, plan: { kind: 'nothing', document } };
    case 'credit':
      return planSalesOrder(request, {
        lines: salesOrderLinesOf(request),
        total: 0 - order.total,
        date: null,
        relatedInvoiceNo: course.invoiceNo,
      });
  }
}

/** Unlocks a confirmed draft, then deletes it. */
export function nextOfDeletion(plan: DeletionPlan, results: Results): Next {
  if (results['deletion'] !== undefined) return nothingLeft(plan);
  const draft = { orderId: plan.document.id, reference: plan.reference };
  if (plan.locked && results['unlock'] === undefined) return { kind: 'step', step: orderUnlocking.at('unlock', draft) };
  return { kind: 'step', step: orderDeletion.at('deletion', draft) };
}

/** The end of a plan that leaves no document. */
export const nothingLeft = ({ document }: DeletionPlan | NothingPlan): Next => ({
  kind: 'finished',
  document: { ...document, total: 0 },
});
