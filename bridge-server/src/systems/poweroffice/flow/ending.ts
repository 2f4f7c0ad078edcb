import { decimalsOf } from '@kontor/shared/money';
import type { Next, RemoteDocument, Results, Step } from '../../contract.ts';
import { roundingLine } from '../map/line.ts';
import type { SalesOrderPlan } from '../plan/schema.ts';
import { orderConfirmation } from '../steps/header.ts';
import { orderReading, type OrderResult } from '../steps/order.ts';
import { rounding } from '../steps/rounding.ts';

export const documentOf = ({ id, number, total }: OrderResult): RemoteDocument => ({ id, number, total });

/** The totals agree: what is to be confirmed is confirmed, and then the document is finished. `notes`: what should be known of it. */
export function agreed(
  order: OrderResult,
  results: Results,
  confirmation: { wanted: boolean; key: string; reference: string },
  notes?: readonly string[],
): Next {
  const { wanted, key, reference } = confirmation;
  if (!wanted || order.invoiced || results[key] !== undefined)
    return { kind: 'finished', document: documentOf(order), ...(notes ? { notes } : {}) };
  return { kind: 'step', step: orderConfirmation.at(key, { orderId: order.id, reference }) };
}

/** Whether a difference is what rounding explains: at most one minor unit a line. */
export const isRounding = (difference: number, { order }: SalesOrderPlan): boolean =>
  Math.abs(difference) <= order.SalesOrderLines.length;

export const roundStep = (
  key: string,
  { order, currency, roundingProduct }: SalesOrderPlan,
  orderId: string,
  difference: number,
): Step =>
  rounding.at(key, {
    orderId,
    line: roundingLine(difference, roundingProduct, order.SalesOrderLines.length, decimalsOf(currency)),
  });

export const readStep = (key: string, { order, currency, expected }: SalesOrderPlan, orderId: string): Step =>
  orderReading.at(key, { orderId, reference: order.ExternalImportReference, currency, credit: expected < 0 });
