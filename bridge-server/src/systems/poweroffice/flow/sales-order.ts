import type { Next, Results, Step } from '../../contract.ts';
import type { SalesOrderPlan } from '../plan/schema.ts';
import { ehfNotes } from '../map/ehf.ts';
import { customerCreation, customerResult, type CustomerResult } from '../steps/customer.ts';
import { orderCreation, orderResult } from '../steps/order.ts';
import { agreed, documentOf, isRounding, readStep, roundStep } from './ending.ts';
import { productStep } from './product.ts';
import { underCustomer, type UnderCustomer } from './under-customer.ts';

/**
 * Products and customer (where Go has none), what the order names under the customer, order, then the totals. A difference
 * that rounding explains, at most one minor unit a line, is taken up by exactly one line; Go's own total afterwards, read
 * again, decides. Then the order is confirmed, if so set.
 */
export function nextOfSalesOrder(plan: SalesOrderPlan, results: Results): Next {
  const order = orderResult.safeParse(results['order']).data;
  if (!order) {
    const product = productStep(plan, results);
    if (product) return { kind: 'step', step: product };
    const customer = 'id' in plan.customer ? plan.customer : customerResult.safeParse(results['customer']).data;
    if (!customer) return { kind: 'step', step: customerStep(plan) };
    const under = underCustomer(plan, customer.id, results);
    return { kind: 'step', step: 'step' in under ? under.step : orderStep(plan, customer, under) };
  }
  const difference = plan.expected - order.total;
  const confirmation = { wanted: plan.confirm === true, key: 'confirm', reference: plan.order.ExternalImportReference };
  if (difference === 0) return agreed(order, results, confirmation, order.notes);

  if (results['round'] === undefined && !order.invoiced && isRounding(difference, plan)) {
    return { kind: 'step', step: roundStep('round', plan, order.id, difference) };
  }
  const read = orderResult.safeParse(results['read']).data;
  if (!read) return { kind: 'step', step: readStep('read', plan, order.id) };
  return read.total === plan.expected
    ? agreed(read, results, confirmation, order.notes)
    : { kind: 'totals_differ', document: documentOf(read), expected: plan.expected };
}

function customerStep({ customer }: SalesOrderPlan): Step {
  if ('id' in customer) throw new Error('the customer is known');
  return customerCreation.at('customer', { body: customer.body });
}

function orderStep(
  { order, currency, expected, customerName, customer: wanted, notes: planned = [] }: SalesOrderPlan,
  customer: CustomerResult,
  { address, person }: UnderCustomer,
): Step {
  const refused = 'body' in wanted && wanted.body.InvoiceDeliveryType === 'EHF' && customer.ehf === false;
  const notes = [...planned, ...(refused ? [ehfNotes.refused] : [])];
  return orderCreation.at('order', {
    body: {
      CustomerId: customer.id,
      ...order,
      ...(address ? { ContactDeliveryAddressId: address.id } : {}),
      ...(person ? { CustomerReferenceContactPersonId: person.id } : {}),
    },
    currency,
    credit: expected < 0,
    customerName,
    ...(address ? { addressName: address.code } : {}),
    ...(person ? { personName: person.code } : {}),
    ...(notes.length > 0 ? { notes } : {}),
  });
}
