import type { OrderLine } from '@kontor/shared/order';

/** Whether a refund's line is about the order's: the shop names it, or else nothing but their content says so. */
export const isOf = (taken: OrderLine, sold: OrderLine): boolean =>
  taken.refundedLineId !== null
    ? taken.refundedLineId === sold.id
    : taken.kind === sold.kind &&
      taken.name === sold.name &&
      taken.sku === sold.sku &&
      taken.taxClass === sold.taxClass;

/**
 * A refund's line with the one rate that applies to it. Refunds made in WooCommerce's pages name every rate of the order on
 * each line, with zero where it does not apply; a line without tax goes by the order's.
 */
export function withOneRate(line: OrderLine, sold: readonly OrderLine[]): OrderLine {
  if (line.taxes.length < 2) return line;
  const applied = line.taxes.filter(({ tax }) => tax !== 0);
  if (applied.length === 1) return { ...line, taxes: applied };
  const [rate, ...others] = sold.find((candidate) => isOf(line, candidate))?.taxes ?? [];
  const fitting =
    applied.length === 0 && others.length === 0 ? line.taxes.filter(({ rateId }) => rateId === rate?.rateId) : [];
  return fitting.length === 1 ? { ...line, taxes: fitting } : line;
}

/** A refund's line in the categories of the order's, which a refund does not carry: what is given back is of the product that was sold. */
export function inItsCategories(line: OrderLine, sold: readonly OrderLine[]): OrderLine {
  if (line.categories.length > 0) return line;
  return { ...line, categories: sold.find((candidate) => isOf(line, candidate))?.categories ?? [] };
}
