import { decimalsOf } from '@kontor/shared/money';
import { z } from 'zod';
import { remoteDocument, type Next, type RemoteDocument, type Results, type Step } from '../contract.ts';
import { roundingLine } from './map/line.ts';
import type { DeletionPlan, Plan, SalesOrderPlan } from './plan/schema.ts';
import { customerPost, integer, salesOrderLinePost, salesOrderPost, unsent } from './shapes.ts';

/** Step kinds, and what each needs to act. */
export const kinds = {
  customer: 'poweroffice.customer.create',
  order: 'poweroffice.order.create',
  round: 'poweroffice.order.round',
  read: 'poweroffice.order.read',
  deletion: 'poweroffice.order.delete',
} as const;

export const customerInput = z.object({ body: unsent(customerPost) });
export const orderInput = z.object({
  body: unsent(salesOrderPost),
  currency: z.string(),
  /** Whether Go makes a credit note of it. */
  credit: z.boolean(),
  /** The customer's key: its remembered id is forgotten when Go does not know it any more. */
  customerName: z.string().nullable(),
});
export const roundInput = z.object({ orderId: z.string(), line: unsent(salesOrderLinePost) });
export const readInput = z.object({ orderId: z.string(), reference: z.string(), currency: z.string(), credit: z.boolean() });
export const deletionInput = z.object({ orderId: z.string(), reference: z.string() });

export const customerResult = z.object({ id: integer });
/** The sales order, or the invoice that the office has made of it. */
export const orderResult = remoteDocument.extend({ invoiced: z.boolean() });
export type OrderResult = z.infer<typeof orderResult>;

/** Pure: what follows in the plan. */
export function next(plan: Plan, results: Results): Next {
  switch (plan.kind) {
    case 'sales_order': return nextOfSalesOrder(plan, results);
    case 'deletion': return results['deletion'] === undefined ? { kind: 'step', step: deletionStep(plan) } : withNothingLeft(plan);
    case 'nothing': return withNothingLeft(plan);
  }
}

const withNothingLeft = ({ document }: Exclude<Plan, SalesOrderPlan>): Next => ({ kind: 'finished', document: { ...document, total: 0 } });

/**
 * Customer (if Go has none), order, then the totals. A difference that rounding explains, at most one minor unit a
 * line, is taken up by exactly one line; Go's own total afterwards, read again, decides.
 */
function nextOfSalesOrder(plan: SalesOrderPlan, results: Results): Next {
  const order = orderResult.safeParse(results['order']).data;
  if (!order) {
    const customerId = 'id' in plan.customer ? plan.customer.id : customerResult.safeParse(results['customer']).data?.id;
    return { kind: 'step', step: customerId === undefined ? customerStep(plan) : orderStep(plan, customerId) };
  }
  const difference = plan.expected - order.total;
  if (difference === 0) return { kind: 'finished', document: documentOf(order) };

  const lines = plan.order.SalesOrderLines.length;
  if (results['round'] === undefined && !order.invoiced && Math.abs(difference) <= lines) {
    return { kind: 'step', step: roundStep(plan, order, difference) };
  }
  const read = orderResult.safeParse(results['read']).data;
  if (!read) return { kind: 'step', step: readStep(plan, order) };
  return read.total === plan.expected
    ? { kind: 'finished', document: documentOf(read) }
    : { kind: 'totals_differ', document: documentOf(read), expected: plan.expected };
}

const documentOf = ({ id, number, total }: OrderResult): RemoteDocument => ({ id, number, total });

function customerStep({ customer }: SalesOrderPlan): Step {
  if ('id' in customer) throw new Error('the customer is known');
  const input: z.infer<typeof customerInput> = { body: customer.body };
  return { key: 'customer', kind: kinds.customer, input, does: 'shared', shared: { object: 'customer', name: customer.name } };
}

function orderStep({ order, currency, expected, customerName }: SalesOrderPlan, customerId: string): Step {
  const input: z.infer<typeof orderInput> = { body: { CustomerId: customerId, ...order }, currency, credit: expected < 0, customerName };
  return { key: 'order', kind: kinds.order, input, does: 'document' };
}

function roundStep({ order, currency, roundingProductId }: SalesOrderPlan, { id }: OrderResult, difference: number): Step {
  const input: z.infer<typeof roundInput> = { orderId: id, line: roundingLine(difference, roundingProductId, order.SalesOrderLines.length, decimalsOf(currency)) };
  return { key: 'round', kind: kinds.round, input, does: 'document' };
}

function readStep({ order, currency, expected }: SalesOrderPlan, { id }: OrderResult): Step {
  const input: z.infer<typeof readInput> = { orderId: id, reference: order.ExternalImportReference, currency, credit: expected < 0 };
  return { key: 'read', kind: kinds.read, input, does: 'read' };
}

function deletionStep({ document, reference }: DeletionPlan): Step {
  const input: z.infer<typeof deletionInput> = { orderId: document.id, reference };
  return { key: 'deletion', kind: kinds.deletion, input, does: 'document' };
}
