import { soldLines } from '../../documents/lines.ts';
import { unmappedLine } from '../../documents/treatment.ts';
import type { Bookable, Unmapped } from '../contract-document.ts';
import { home } from './request.ts';
import type { Settings } from './settings.ts';

/** Pure: the lines of an order that have no product, and its payment's method where that has no account. */
export function unmapped(order: Bookable, { products, outsideWords, payments }: Settings): Unmapped {
  const sold = soldLines(order);
  const lines = 'lines' in sold ? sold.lines : [];
  const isBooked = payments.some(({ method }) => method === order.paymentMethod);
  return {
    lines: lines.flatMap((line) => unmappedLine(line, order, products, { home, outside: outsideWords }) ?? []),
    method: order.paidGmt !== null && order.total !== 0 && !isBooked ? order.paymentMethod : null,
  };
}
