import { formatMinor, type Minor } from '@kontor/shared/money';
import type { OrderLine } from '@kontor/shared/order';

/**
 * A target multiplies quantity and unit price and rounds the result, so its total may differ from the shop's. Lines are
 * written so that there is nothing to round, where that is possible; a rounding line takes up the rest.
 */

/** A line as a target takes it. The price is never negative; a credited line has a negative quantity. */
export interface PricedLine {
  quantity: string;
  unitPrice: string;
  name: string;
}

/** How a target writes numbers. */
export interface NumberStyle {
  /** The number of decimals that a quantity may have. */
  quantityDecimals: number;
  /** The language of the documents, as a BCP 47 tag. */
  language: string;
}

/**
 * Writes a line so that quantity times price is exactly its amount. The quantity stays where the target accepts it and
 * a price in whole minor units fits: 4 at 25.00, 2.5 at 159.20. Any other line is one piece at the whole amount, with
 * the quantity in its name: 1 at 68.00, "3 × Plaster".
 */
export function pricedLine(
  line: Pick<OrderLine, 'quantity'>,
  amount: Minor,
  name: string,
  decimals: number,
  { quantityDecimals, language }: NumberStyle,
): PricedLine {
  const quantity = line.quantity.replace(/^-?0*(?=\d)/, '');
  const price = unitPrice(Math.abs(amount), quantity, quantityDecimals);
  // A line that takes back something free is also a credit.
  const sign = amount < 0 || (amount === 0 && line.quantity.startsWith('-')) ? '-' : '';
  if (price !== null) return { quantity: `${sign}${quantity}`, unitPrice: formatMinor(price, decimals), name };
  return {
    quantity: `${sign}1`,
    unitPrice: formatMinor(Math.abs(amount), decimals),
    name: quantity === '0' ? name : `${quantity.replace('.', decimalMark(language))} × ${name}`,
  };
}

/**
 * The price in minor units that gives exactly the amount; `null` where there is none, or the quantity has too many
 * decimals.
 */
function unitPrice(amount: Minor, quantity: string, quantityDecimals: number): Minor | null {
  const [whole = '', fraction = ''] = quantity.split('.');
  const pieces = BigInt(whole + fraction);
  if (pieces === 0n || fraction.length > quantityDecimals) return null;
  const scaled = BigInt(amount) * 10n ** BigInt(fraction.length);
  const price = Number(scaled / pieces);
  return scaled % pieces === 0n && Number.isSafeInteger(price) ? price : null;
}

const marks = new Map<string, string>();

/** The decimal mark of a language. */
function decimalMark(language: string): string {
  const parts = marks.has(language) ? [] : new Intl.NumberFormat(language).formatToParts(0.5);
  const mark = marks.get(language) ?? parts.find(({ type }) => type === 'decimal')?.value ?? '.';
  marks.set(language, mark);
  return mark;
}

/** The rounding line: it adds to the document what the target's total lacks. */
export const roundingLine = (difference: Minor, name: string, decimals: number): PricedLine => ({
  quantity: difference < 0 ? '-1' : '1',
  unitPrice: formatMinor(Math.abs(difference), decimals),
  name,
});

/** Whether rounding explains a difference between two totals: at most one minor unit for each line. */
export const isRounding = (difference: Minor, lines: number): boolean => Math.abs(difference) <= lines;
