import type { Minor } from '@kontor/shared/money';
import type { OrderLine } from '@kontor/shared/order';

/** Whether a refund's line refers to the order's line: by the id that the shop names, else by the same content. */
export const refersToLine = (refundLine: OrderLine, sold: OrderLine): boolean =>
  refundLine.refundedLineId !== null
    ? refundLine.refundedLineId === sold.id
    : refundLine.kind === sold.kind &&
      refundLine.name === sold.name &&
      refundLine.sku === sold.sku &&
      refundLine.taxClass === sold.taxClass;

/**
 * The lines that refunds leave of the sold ones; amounts of refunds are negative. A refund's line that fits no sold
 * line, such as a line that was renamed since, stays as a line of its own, so that the sum is right in any case.
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

/**
 * The lines that refunds leave of the sold ones, as whoever delivers them counts: a line is gone when none of its pieces
 * is left and nothing is paid for it. So an article whose money alone was given back stays. `taken`: the refunds' lines
 * that reduced a sold line. A refund's line that fits no sold line is left out.
 */
export function remainingPieces(
  sold: readonly OrderLine[],
  refundLines: readonly OrderLine[],
): { lines: OrderLine[]; taken: OrderLine[] } {
  const lines = [...sold];
  const taken = refundLines.filter((refundLine) => {
    const index = lines.findIndex(
      (line) => refersToLine(refundLine, line) && hasSameRate(refundLine, line) && covers(line, refundLine),
    );
    const line = lines[index];
    if (!line) return false;
    const remainder = reducedBy(line, refundLine);
    const isGone =
      remainder.net === 0 && remainder.tax === 0 && (line.kind !== 'article' || Number(remainder.quantity) <= 0);
    lines.splice(index, 1, ...(isGone ? [] : [remainder]));
    return true;
  });
  return { lines, taken };
}

const hasSameRate = (left: OrderLine, right: OrderLine) =>
  left.taxes.length === right.taxes.length &&
  left.taxes.every(({ rateId }, position) => rateId === right.taxes[position]?.rateId);

/** Whether the line is large enough for the refund's line. */
const covers = (line: OrderLine, refundLine: OrderLine) =>
  coversAmount(line.net, refundLine.net) && coversAmount(line.tax, refundLine.tax);
const coversAmount = (amount: Minor, refundLine: Minor) =>
  refundLine === 0 || (Math.sign(refundLine) !== Math.sign(amount) && Math.abs(refundLine) <= Math.abs(amount));

function reducedBy(line: OrderLine, refundLine: OrderLine): OrderLine {
  return {
    ...line,
    // Shipping and fees stay one piece, even if only a part of the amount is taken back.
    quantity: line.kind === 'article' ? quantitySum(line.quantity, refundLine.quantity) : line.quantity,
    net: line.net + refundLine.net,
    tax: line.tax + refundLine.tax,
    taxes: line.taxes.map((tax, position) => ({ ...tax, tax: tax.tax + (refundLine.taxes[position]?.tax ?? 0) })),
  };
}

/**
 * The sum of two quantities, which have at most six decimals. No price is computed from it, so a float is exact enough.
 */
const quantitySum = (left: string, right: string): string => String(Number((Number(left) + Number(right)).toFixed(6)));
