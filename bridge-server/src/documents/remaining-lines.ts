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

/** What a refund's line took of an order's line. */
type Taken = Pick<OrderLine, 'net' | 'tax'>;

/**
 * The lines that refunds leave of the sold ones, as whoever delivers them counts: a line is gone when none of its pieces
 * is left and nothing is paid for it. So an article whose money alone was given back stays. A refund takes its pieces
 * whatever it pays for them, and never more money or pieces than the line has left: WooCommerce rounds each refund by
 * itself. `taken`: for each refund's line, what it took of a sold line. A refund's line that fits no sold line is left
 * out.
 */
export function remainingPieces(
  sold: readonly OrderLine[],
  refundLines: readonly OrderLine[],
): { lines: OrderLine[]; taken: Taken[] } {
  const lines = sold.map((line) => ({ line, refunds: 0 }));
  const taken: Taken[] = [];
  for (const refundLine of refundLines) {
    const fitting = lines.filter(({ line }) => refersToLine(refundLine, line) && hasSameRate(refundLine, line));
    const found = fitting.find(({ line }) => covers(line, refundLine)) ?? fitting[0];
    if (!found) continue;
    const { line } = found;
    const refunds = found.refunds + 1;
    const remainder = reducedBy(line, within(line, refundLine));
    const isGone =
      (line.kind !== 'article' || Number(remainder.quantity) === 0) &&
      isRounding(remainder.net, refunds) &&
      isRounding(remainder.tax, refunds);
    lines.splice(lines.indexOf(found), 1, ...(isGone ? [] : [{ line: remainder, refunds }]));
    const left = isGone ? { net: 0, tax: 0 } : remainder;
    taken.push({ net: left.net - line.net, tax: left.tax - line.tax });
  }
  return { lines: lines.map(({ line }) => line), taken };
}

/** Whether the rounding of so many refunds explains the amount that they leave: one minor unit for each. */
const isRounding = (amount: Minor, refunds: number): boolean => Math.abs(amount) <= refunds;

/** The part of the refund's line that the line has left. A till may forget the sign of the quantity. */
function within(line: OrderLine, refundLine: OrderLine): OrderLine {
  const pieces = Math.min(Math.abs(Number(refundLine.quantity)), Math.abs(Number(line.quantity)));
  return {
    ...refundLine,
    quantity: String(-Math.sign(Number(line.quantity)) * pieces),
    net: atMost(line.net, refundLine.net),
    tax: atMost(line.tax, refundLine.tax),
    taxes: refundLine.taxes.map((tax, position) => ({ ...tax, tax: atMost(line.taxes[position]?.tax ?? 0, tax.tax) })),
  };
}

/** The refunded amount, which is opposite to the line's amount, cut to what the line has left. */
const atMost = (amount: Minor, refunded: Minor): Minor =>
  amount < 0 ? Math.max(0, Math.min(refunded, 0 - amount)) : Math.min(0, Math.max(refunded, 0 - amount));

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
