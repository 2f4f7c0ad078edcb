import type { Minor } from '@kontor/shared/money';
import type { Order } from '@kontor/shared/order';
import { remainingPartsOf } from './line-parts.ts';
import { asSold } from './refund.ts';
import { sumOf, type DocumentLines } from './lines.ts';
import { remainingPieces } from './remaining-lines.ts';

/** What is left of an order after its refunds, in minor units. */
export interface RemainingOrder {
  lines: Extract<DocumentLines, { lines: unknown }>['lines'];
  net: Minor;
  vat: Minor;
  /** What was given back without lines that say for what. It is no part of the other amounts. */
  givenBack: Minor;
}

/**
 * Pure: what is left of the order for whoever delivers it; `null` where everything was refunded. A refund of an amount
 * alone leaves every line as it is, since nobody knows for which lines it is.
 */
export function remainingOrder(order: Order): RemainingOrder | null {
  const { refunds, total, totalTax } = order;
  const amount = refunds.reduce((sum, refund) => sum + refund.amount, 0);
  if (order.stage === 'refunded' || (amount > 0 && amount === total)) return null;
  const refundLines = refunds.flatMap(({ lines }) => lines.map((line) => asSold(line, order.lines)));
  const { lines, taken } = remainingPieces(order.lines, refundLines);
  if (lines.length === 0 && order.lines.length > 0) return null;
  const tax = taken.reduce((sum, line) => sum + line.tax, 0);
  const rest = amount + sumOf(taken);
  return {
    lines: lines.flatMap((line) => remainingPartsOf(line, order.lines)),
    net: total - totalTax + sumOf(taken) - tax,
    vat: totalTax + tax,
    // Each line was rounded by itself, which explains one minor unit for each.
    givenBack: Math.abs(rest) <= taken.length ? 0 : rest,
  };
}
