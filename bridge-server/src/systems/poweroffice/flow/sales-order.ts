import type { Next, Results, Step } from '../../contract.ts';
import type { SalesOrderPlan } from '../plan/schema.ts';
import { customerCreation, customerResult } from '../steps/customer.ts';
import { orderCreation, orderResult } from '../steps/order.ts';
import { agreed, documentOf, isRounding, readStep, roundStep } from './ending.ts';

/**
 * Customer (if Go has none), order, then the totals. A difference that rounding explains, at most one minor unit a
 * line, is taken up by exactly one line; Go's own total afterwards, read again, decides. Then the order is confirmed, if so set.
 */
export function nextOfSalesOrder(plan: SalesOrderPlan, results: Results): Next {
  const order = orderResult.safeParse(results['order']).data;
  if (!order) {
    const customerId = 'id' in plan.customer ? plan.customer.id : customerResult.safeParse(results['customer']).data?.id;
    return { kind: 'step', step: customerId === undefined ? customerStep(plan) : orderStep(plan, customerId) };
  }
  const difference = plan.expected - order.total;
  const confirmation = { wanted: plan.confirm === true, key: 'confirm', reference: plan.order.ExternalImportReference };
  if (difference === 0) return agreed(order, results, confirmation);

  if (results['round'] === undefined && !order.invoiced && isRounding(difference, plan)) {
    return { kind: 'step', step: roundStep('round', plan, order.id, difference) };
  }
  const read = orderResult.safeParse(results['read']).data;
  if (!read) return { kind: 'step', step: readStep('read', plan, order.id) };
  return read.total === plan.expected
    ? agreed(read, results, confirmation)
    : { kind: 'totals_differ', document: documentOf(read), expected: plan.expected };
}

function customerStep({ customer }: SalesOrderPlan): Step {
  if ('id' in customer) throw new Error('the customer is known');
  return customerCreation.at('customer', { body: customer.body });
}

const orderStep = ({ order, currency, expected, customerName }: SalesOrderPlan, customerId: string): Step =>
  orderCreation.at('order', { body: { CustomerId: customerId, ...order }, currency, credit: expected < 0, customerName });
