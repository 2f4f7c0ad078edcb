import { decimalsOf } from '@kontor/shared/money';
import { z } from 'zod';
import { remoteDocument, type Next, type RemoteDocument, type Results, type Step } from '../contract.ts';
import { roundingLine } from './map/line.ts';
import type { Plan } from './plan.ts';
import { customerPost, integer, salesOrderLinePost, salesOrderPost, unsent } from './shapes.ts';

/** Step kinds, and what each needs to act. */
export const kinds = {
  customer: 'poweroffice.customer.create',
  order: 'poweroffice.order.create',
  round: 'poweroffice.order.round',
  read: 'poweroffice.order.read',
} as const;

export const customerInput = z.object({ body: unsent(customerPost) });
export const orderInput = z.object({
  body: unsent(salesOrderPost),
  currency: z.string(),
  /** The customer's key: its remembered id is forgotten when Go does not know it any more. */
  customerName: z.string().nullable(),
});
export const roundInput = z.object({ orderId: z.string(), line: unsent(salesOrderLinePost) });
export const readInput = z.object({ orderId: z.string(), currency: z.string() });

export const customerResult = z.object({ id: integer });
/** The sales order, or the invoice that the office has made of it. */
export const orderResult = remoteDocument.extend({ invoiced: z.boolean() });
export type OrderResult = z.infer<typeof orderResult>;

/**
 * Pure: customer (if Go has none), order, then the totals. A difference that rounding explains, at most one minor unit a
 * line, is taken up by exactly one line; Go's own total afterwards, read again, decides.
 */
export function next(plan: Plan, results: Results): Next {
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

function customerStep({ customer }: Plan): Step {
  if ('id' in customer) throw new Error('the customer is known');
  const input: z.infer<typeof customerInput> = { body: customer.body };
  return { key: 'customer', kind: kinds.customer, input, does: 'shared', shared: { object: 'customer', name: customer.name } };
}

function orderStep({ order, currency, customerName }: Plan, customerId: string): Step {
  const input: z.infer<typeof orderInput> = { body: { CustomerId: customerId, ...order }, currency, customerName };
  return { key: 'order', kind: kinds.order, input, does: 'document' };
}

function roundStep({ order, currency, roundingProductId }: Plan, { id }: OrderResult, difference: number): Step {
  const input: z.infer<typeof roundInput> = { orderId: id, line: roundingLine(difference, roundingProductId, order.SalesOrderLines.length, decimalsOf(currency)) };
  return { key: 'round', kind: kinds.round, input, does: 'document' };
}

function readStep({ currency }: Plan, { id }: OrderResult): Step {
  const input: z.infer<typeof readInput> = { orderId: id, currency };
  return { key: 'read', kind: kinds.read, input, does: 'read' };
}
