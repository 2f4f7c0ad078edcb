import type { Word } from '@kontor/shared/problem';
import { target } from '../request.ts';
import { differencesFrom, type AgreedDocument } from '../../../documents/document-differences.ts';
import type { Next, Results, Step } from '../../contract.ts';
import type { RemoteDocument } from '../../contract-document.ts';
import { isRounding } from '../../../documents/totals.ts';
import { word } from '../../../texts/reason.ts';
import { contactsOrStep, type NamedContacts } from '../customer/contacts.ts';
import { customerCreation, customerResult, type CustomerResult } from '../customer/steps.ts';
import { orderConfirmation } from './header-steps.ts';
import { rounding } from './line-steps.ts';
import { orderCreation, orderReading, orderResult, type OrderResult } from './steps.ts';
import { productCreation } from '../product/steps.ts';
import { roundingLinePost } from './lines.ts';
import type { SalesOrderPlan } from './plan.ts';

/**
 * The steps in order: missing products, a missing customer, its address and contact person, the order, then the totals.
 * A difference that rounding explains is taken up by exactly one rounding line; after that, Go's total is read again
 * and decides. At the end the order is confirmed, if the settings say so.
 */
export function nextOfSalesOrder(plan: SalesOrderPlan, results: Results): Next {
  const order = orderResult.safeParse(results['order']).data;
  if (!order) return { kind: 'step', step: stepToOrder(plan, results) };
  const difference = plan.expected - order.total;
  const confirmation = { isWanted: plan.confirm === true, key: 'confirm', reference: referenceOf(plan) };
  const agreed = { ...agreedOf(plan), customer: order.madeFor ?? null, date: plan.order.SalesOrderDate ?? null };
  // A result from a look-up's list has no sums of its lines, so the document is read.
  const isVatKnown = order.vat !== undefined || plan.vat.length === 0;
  if (isVatKnown && differencesFrom(agreed, order).length === 0)
    return finishOrConfirm(order, results, confirmation, order.notes);

  if (results['round'] === undefined && canRound(difference, order, plan))
    return { kind: 'step', step: roundStep('round', plan, order.id, difference) };
  const read = orderResult.safeParse(results['read']).data;
  if (!read) return { kind: 'step', step: readOrderStep('read', plan, order.id) };
  const differences = differencesFrom(agreed, read);
  return differences.length === 0
    ? finishOrConfirm(read, results, confirmation, order.notes)
    : { kind: 'differs', document: remoteDocumentOf(read), differences };
}

/** What Go must report about a document, apart from its customer and day. */
export const agreedOf = ({ expected, currency, vat }: SalesOrderPlan): AgreedDocument => ({
  total: expected,
  currency,
  customer: null,
  date: null,
  vat,
});

function stepToOrder(plan: SalesOrderPlan, results: Results): Step {
  const product = productStep(plan, results);
  if (product) return product;
  const { customer: planned, customerName } = plan;
  const customer = 'id' in planned ? planned : customerResult.safeParse(results['customer']).data;
  if (!customer) {
    if ('id' in planned) throw new Error('the customer is known');
    return customerCreation.at('customer', planned);
  }
  const owner = { customerId: customer.id, customerName, orderKey: referenceOf(plan) };
  const contacts = contactsOrStep(plan, owner, results);
  return 'step' in contacts ? contacts.step : orderStep(plan, customer, contacts);
}

/** The step that creates the first product that Go still lacks; `null` where all are there. */
export function productStep({ products }: SalesOrderPlan, results: Results): Step | null {
  const missing = products.find(({ Code }) => results[`product:${Code}`] === undefined);
  return missing ? productCreation.at(`product:${missing.Code}`, { body: missing }) : null;
}

function orderStep(
  { order, currency, expected, customerName, customer: customerPlan, notes: planNotes = [] }: SalesOrderPlan,
  customer: CustomerResult,
  { address, person }: NamedContacts,
): Step {
  const isEhfRefused =
    'body' in customerPlan && customerPlan.body.InvoiceDeliveryType === 'EHF' && customer.ehf === false;
  const notes = [...planNotes, ...(isEhfRefused ? [word('ehf.refused', { target })] : [])];
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

export const remoteDocumentOf = ({ id, number, total, vat }: OrderResult): RemoteDocument => ({
  id,
  number,
  total,
  ...(vat ? { vat } : {}),
});

/** The key of the order's document at Go. */
export const referenceOf = ({ order }: SalesOrderPlan): string => order.ExternalImportReference;

/**
 * The end of a plan whose document agrees: it is confirmed if that is wanted, then finished. `notes`: what people
 * should know.
 */
export function finishOrConfirm(
  order: OrderResult,
  results: Results,
  confirmation: { isWanted: boolean; key: string; reference: string },
  notes?: readonly Word[],
): Next {
  const { isWanted, key, reference } = confirmation;
  if (!isWanted || order.invoiced || results[key] !== undefined)
    return { kind: 'finished', document: remoteDocumentOf(order), ...(notes ? { notes } : {}) };
  return { kind: 'step', step: orderConfirmation.at(key, { orderId: order.id, reference }) };
}

/** Whether a rounding line may take up the difference; an invoice takes no further line. */
export const canRound = (difference: number, { invoiced }: OrderResult, { order }: SalesOrderPlan): boolean =>
  difference !== 0 && !invoiced && isRounding(difference, order.SalesOrderLines.length);

export const roundStep = (
  key: string,
  { order, currency, expected, roundingProduct }: SalesOrderPlan,
  orderId: string,
  difference: number,
): Step =>
  rounding.at(key, {
    orderId,
    reference: order.ExternalImportReference,
    credit: expected < 0,
    line: roundingLinePost(difference, roundingProduct, order.SalesOrderLines.length, currency),
  });

export const readOrderStep = (key: string, plan: SalesOrderPlan, orderId: string): Step =>
  orderReading.at(key, {
    orderId,
    reference: referenceOf(plan),
    currency: plan.currency,
    credit: plan.expected < 0,
  });
