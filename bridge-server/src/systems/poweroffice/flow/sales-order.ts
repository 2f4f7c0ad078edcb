import { decimalsOf } from '@kontor/shared/money';
import type { Next, RemoteDocument, Results, Step } from '../../contract.ts';
import { roundingLine } from '../map/line.ts';
import type { SalesOrderPlan } from '../plan/schema.ts';
import { ehfNotes } from '../map/ehf.ts';
import { customerCreation, customerResult, type CustomerResult } from '../steps/customer.ts';
import { orderCreation, orderReading, orderResult, type OrderResult } from '../steps/order.ts';
import { productCreation } from '../steps/product.ts';
import { rounding } from '../steps/rounding.ts';
import { underCustomer, type UnderCustomer } from './under-customer.ts';

/**
 * Products and customer (where Go has none), what the order names under the customer, order, then the totals. A difference
 * that rounding explains, at most one minor unit a line, is taken up by exactly one line; Go's own total afterwards, read
 * again, decides.
 */
export function nextOfSalesOrder(plan: SalesOrderPlan, results: Results): Next {
  const order = orderResult.safeParse(results['order']).data;
  if (!order) {
    const product = plan.products.find(({ Code }) => results[`product:${Code}`] === undefined);
    if (product) return { kind: 'step', step: productCreation.at(`product:${product.Code}`, { body: product }) };
    const customer = 'id' in plan.customer ? plan.customer : customerResult.safeParse(results['customer']).data;
    if (!customer) return { kind: 'step', step: customerStep(plan) };
    const under = underCustomer(plan, customer.id, results);
    return { kind: 'step', step: 'step' in under ? under.step : orderStep(plan, customer, under) };
  }
  const finished = (held: OrderResult): Next => ({ kind: 'finished', document: documentOf(held), ...(order.notes ? { notes: order.notes } : {}) });
  const difference = plan.expected - order.total;
  if (difference === 0) return finished(order);

  const lines = plan.order.SalesOrderLines.length;
  if (results['round'] === undefined && !order.invoiced && Math.abs(difference) <= lines) {
    return { kind: 'step', step: roundStep(plan, order, difference) };
  }
  const read = orderResult.safeParse(results['read']).data;
  if (!read) return { kind: 'step', step: readStep(plan, order) };
  return read.total === plan.expected
    ? finished(read)
    : { kind: 'totals_differ', document: documentOf(read), expected: plan.expected };
}

const documentOf = ({ id, number, total }: OrderResult): RemoteDocument => ({ id, number, total });

function customerStep({ customer }: SalesOrderPlan): Step {
  if ('id' in customer) throw new Error('the customer is known');
  return customerCreation.at('customer', { body: customer.body });
}

function orderStep({ order, currency, expected, customerName, customer: wanted, notes: planned = [] }: SalesOrderPlan, customer: CustomerResult, { address, person }: UnderCustomer): Step {
  const refused = 'body' in wanted && wanted.body.InvoiceDeliveryType === 'EHF' && customer.ehf === false;
  const notes = [...planned, ...(refused ? [ehfNotes.refused] : [])];
  return orderCreation.at('order', {
    body: {
      CustomerId: customer.id, ...order,
      ...(address ? { ContactDeliveryAddressId: address.id } : {}),
      ...(person ? { CustomerReferenceContactPersonId: person.id } : {}),
    },
    currency, credit: expected < 0, customerName,
    ...(address ? { addressName: address.code } : {}),
    ...(person ? { personName: person.code } : {}),
    ...(notes.length > 0 ? { notes } : {}),
  });
}

const roundStep = ({ order, currency, roundingProduct }: SalesOrderPlan, { id }: OrderResult, difference: number): Step =>
  rounding.at('round', { orderId: id, line: roundingLine(difference, roundingProduct, order.SalesOrderLines.length, decimalsOf(currency)) });

const readStep = ({ order, currency, expected }: SalesOrderPlan, { id }: OrderResult): Step =>
  orderReading.at('read', { orderId: id, reference: order.ExternalImportReference, currency, credit: expected < 0 });
