import type { Minor } from '@kontor/shared/money';
import type { OrderLine } from '@kontor/shared/order';

/** Whether a refund's line is about the order's line: the shop names it, or else their content says so. */
export const isOf = (taken: OrderLine, sold: OrderLine): boolean =>
  taken.refundedLineId !== null
    ? taken.refundedLineId === sold.id
    : taken.kind === sold.kind &&
      taken.name === sold.name &&
      taken.sku === sold.sku &&
      taken.taxClass === sold.taxClass;

/**
 * What is left of sold lines after refunds took some of them back; the refunds' amounts are negative. A refund's line that is
 * found in no sold line, such as one that was renamed since, stays as a line of its own, so that the sum is right in any case.
 */
export function restOf(sold: readonly OrderLine[], taken: readonly OrderLine[]): OrderLine[] {
  return taken.reduce<OrderLine[]>(
    (rest, back) => {
      const index = rest.findIndex((line) => isOf(back, line) && hasSameRate(back, line) && covers(line, back));
      const line = rest[index];
      if (!line) return [...rest, back];
      const left = less(line, back);
      return left.net === 0 && left.tax === 0 ? rest.toSpliced(index, 1) : rest.with(index, left);
    },
    [...sold],
  );
}

const hasSameRate = (one: OrderLine, other: OrderLine) =>
  one.taxes.length === other.taxes.length &&
  one.taxes.every(({ rateId }, position) => rateId === other.taxes[position]?.rateId);

/** Whether the line is large enough for what is taken back. */
const covers = (line: OrderLine, back: OrderLine) => holds(line.net, back.net) && holds(line.tax, back.tax);
const holds = (amount: Minor, back: Minor) =>
  back === 0 || (Math.sign(back) !== Math.sign(amount) && Math.abs(back) <= Math.abs(amount));

function less(line: OrderLine, back: OrderLine): OrderLine {
  return {
    ...line,
    // Shipping and fees count as one, also where only a part of them is taken back.
    quantity: line.kind === 'article' ? quantitySum(line.quantity, back.quantity) : line.quantity,
    net: line.net + back.net,
    tax: line.tax + back.tax,
    taxes: line.taxes.map((tax, position) => ({ ...tax, tax: tax.tax + (back.taxes[position]?.tax ?? 0) })),
  };
}

/** Quantities have at most six decimals; a price is never computed from them, it is tried whether one fits. */
const quantitySum = (one: string, other: string): string => String(Number((Number(one) + Number(other)).toFixed(6)));
