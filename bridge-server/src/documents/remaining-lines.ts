import type { Minor } from '@kontor/shared/money';
import type { OrderLine } from '@kontor/shared/order';

/** Whether a refund's line is about the order's line: the shop names it, or else their content says so. */
export const refersToLine = (refundLine: OrderLine, sold: OrderLine): boolean =>
  refundLine.refundedLineId !== null
    ? refundLine.refundedLineId === sold.id
    : refundLine.kind === sold.kind &&
      refundLine.name === sold.name &&
      refundLine.sku === sold.sku &&
      refundLine.taxClass === sold.taxClass;

/**
 * What is left of sold lines after refunds took some of them back; the refunds' amounts are negative. A refund's line that is
 * found in no sold line, such as one that was renamed since, stays as a line of its own, so that the sum is right in any case.
 */
export function remainingLines(sold: readonly OrderLine[], refundLines: readonly OrderLine[]): OrderLine[] {
  return refundLines.reduce<OrderLine[]>(
    (rest, refundLine) => {
      const index = rest.findIndex(
        (line) => refersToLine(refundLine, line) && hasSameRate(refundLine, line) && covers(line, refundLine),
      );
      const line = rest[index];
      if (!line) return [...rest, refundLine];
      const remainder = reducedBy(line, refundLine);
      return remainder.net === 0 && remainder.tax === 0 ? rest.toSpliced(index, 1) : rest.with(index, remainder);
    },
    [...sold],
  );
}

const hasSameRate = (left: OrderLine, right: OrderLine) =>
  left.taxes.length === right.taxes.length &&
  left.taxes.every(({ rateId }, position) => rateId === right.taxes[position]?.rateId);

/** Whether the line is large enough for what is taken back. */
const covers = (line: OrderLine, refundLine: OrderLine) =>
  coversAmount(line.net, refundLine.net) && coversAmount(line.tax, refundLine.tax);
const coversAmount = (amount: Minor, refundLine: Minor) =>
  refundLine === 0 || (Math.sign(refundLine) !== Math.sign(amount) && Math.abs(refundLine) <= Math.abs(amount));

function reducedBy(line: OrderLine, refundLine: OrderLine): OrderLine {
  return {
    ...line,
    // Shipping and fees count as one, also where only a part of them is taken back.
    quantity: line.kind === 'article' ? quantitySum(line.quantity, refundLine.quantity) : line.quantity,
    net: line.net + refundLine.net,
    tax: line.tax + refundLine.tax,
    taxes: line.taxes.map((tax, position) => ({ ...tax, tax: tax.tax + (refundLine.taxes[position]?.tax ?? 0) })),
  };
}

/** Quantities have at most six decimals; a price is never computed from them, it is tried whether one fits. */
const quantitySum = (left: string, right: string): string => String(Number((Number(left) + Number(right)).toFixed(6)));
