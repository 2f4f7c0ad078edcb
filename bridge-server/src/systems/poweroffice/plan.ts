import { z } from 'zod';
import { soldLines } from '../../documents/lines.ts';
import { unmappedLine } from '../../documents/treatment.ts';
import type { Bookable, UnmappedParts } from '../contract-document.ts';
import type { Next, PlanOutcome, Results } from '../contract.ts';
import { amendmentPlan, nextOfAmendment, planAmendment, unchangedPlan } from './order/amendment.ts';
import { deletionPlan, nextOfDeletion, nothingLeft, nothingPlan, planCancellation } from './order/cancellation.ts';
import { nextOfSalesOrder } from './order/next.ts';
import { planOrder, salesOrderPlan } from './order/plan.ts';
import { nextOfPayment, paymentPlan, planPayment } from './payment/plan.ts';
import { planRefund } from './refund/plan.ts';
import { home, type Request } from './request.ts';
import type { Settings } from './settings.ts';

/** The plan for one document at Go, as the database keeps it once the document is begun. */
export const plan = z.discriminatedUnion('kind', [
  salesOrderPlan,
  amendmentPlan,
  unchangedPlan,
  deletionPlan,
  nothingPlan,
  paymentPlan,
]);
export type Plan = z.infer<typeof plan>;

/** The kinds of document that Kontor makes at Go. */
export const capabilities = ['order', 'amendment', 'refund', 'cancellation', 'payment'] as const;

const planners: Readonly<Record<(typeof capabilities)[number], (request: Request) => PlanOutcome<Plan>>> = {
  order: planOrder,
  amendment: planAmendment,
  refund: planRefund,
  cancellation: planCancellation,
  payment: planPayment,
};

/** Pure: the plan for the document, or every gap that prevents it. */
export function makePlan(request: Request): PlanOutcome<Plan> {
  const capability = capabilities.find((known) => known === request.kind);
  if (!capability) throw new Error(`PowerOffice Go is given no ${request.kind}`);
  return planners[capability](request);
}

/** Pure: what the plan does next. */
export function nextStep(documentPlan: Plan, results: Results): Next {
  switch (documentPlan.kind) {
    case 'sales_order':
      return nextOfSalesOrder(documentPlan, results);
    case 'amendment':
      return nextOfAmendment(documentPlan, results);
    case 'unchanged':
      return { kind: 'finished', document: documentPlan.document };
    case 'deletion':
      return nextOfDeletion(documentPlan, results);
    case 'nothing':
      return nothingLeft(documentPlan);
    case 'payment':
      return nextOfPayment(documentPlan, results);
  }
}

/**
 * The content of the document by the plan. An amended draft has the content of a new order. `treated` is left out,
 * since it is only for people.
 */
export function contentOf(documentPlan: Plan): unknown {
  const content =
    documentPlan.kind === 'amendment' || documentPlan.kind === 'unchanged' ? documentPlan.target : documentPlan;
  return content.kind === 'sales_order' ? { ...content, treated: [] } : content;
}

/** Pure: the lines of an order that have no product, and the payment method where it has no account. */
export function unmapped(order: Bookable, { products, outsideWords, payments }: Settings): UnmappedParts {
  const orderLines = soldLines(order);
  const lines = 'lines' in orderLines ? orderLines.lines : [];
  const isBooked = payments.some(({ method }) => method === order.paymentMethod);
  return {
    lines: lines.flatMap((line) => unmappedLine(line, order, products, { home, outside: outsideWords }) ?? []),
    method: order.paidGmt !== null && order.total !== 0 && !isBooked ? order.paymentMethod : null,
  };
}
