import { formatMinor, type Minor } from '@kontor/shared/money';
import type { OrderLine } from '@kontor/shared/order';

/**
 * A target multiplies quantity and unit price and rounds by itself, so its total may differ from the shop's. Lines are written
 * so that it has nothing to round where that is possible; a line for rounding takes up the rest.
 */

/** A line as a target takes it: credited by a negative quantity, with a price that is never negative. */
export interface PricedLine {
  quantity: string;
  unitPrice: string;
  name: string;
}

/** How a target writes numbers. */
export interface NumberStyle {
  /** How many decimals a quantity may have. */
  quantityDecimals: number;
  /** The language of its documents, as BCP 47 names it. */
  language: string;
}

/**
 * A line at its amount. The quantity stays as it is where the target takes it and a unit price in whole minor units makes
 * exactly the amount: 4 at 25.00, 2.5 at 159.20. Any other line is one piece at the line's amount, with the quantity in its
 * name: 1 at 68.00, "3 × Plaster".
 */
export function pricedLine(
  line: OrderLine,
  amount: Minor,
  name: string,
  decimals: number,
  { quantityDecimals, language }: NumberStyle,
): PricedLine {
  const quantity = line.quantity.replace(/^-?0*(?=\d)/, '');
  const price = unitPrice(Math.abs(amount), quantity, quantityDecimals);
  // A line that takes back something free is a credit too.
  const sign = amount < 0 || (amount === 0 && line.quantity.startsWith('-')) ? '-' : '';
  if (price !== null) return { quantity: `${sign}${quantity}`, unitPrice: formatMinor(price, decimals), name };
  return {
    quantity: `${sign}1`,
    unitPrice: formatMinor(Math.abs(amount), decimals),
    name: quantity === '0' ? name : `${quantity.replace('.', decimalMark(language))} × ${name}`,
  };
}

/** The price in minor units that makes exactly the amount; `null` where none does, or the quantity has too many decimals. */
function unitPrice(amount: Minor, quantity: string, quantityDecimals: number): Minor | null {
  const [whole = '', fraction = ''] = quantity.split('.');
  const pieces = BigInt(whole + fraction);
  if (pieces === 0n || fraction.length > quantityDecimals) return null;
  const scaled = BigInt(amount) * 10n ** BigInt(fraction.length);
  const price = Number(scaled / pieces);
  return scaled % pieces === 0n && Number.isSafeInteger(price) ? price : null;
}

const marks = new Map<string, string>();

/** What stands between a number's whole part and its decimals. */
function decimalMark(language: string): string {
  const parts = marks.has(language) ? [] : new Intl.NumberFormat(language).formatToParts(0.5);
  const mark = marks.get(language) ?? parts.find(({ type }) => type === 'decimal')?.value ?? '.';
  marks.set(language, mark);
  return mark;
}

/** The line that adds what the target's total lacks. */
export const roundingLine = (difference: Minor, name: string, decimals: number): PricedLine => ({
  quantity: difference < 0 ? '-1' : '1',
  unitPrice: formatMinor(Math.abs(difference), decimals),
  name,
});

/** Whether rounding explains the difference between two totals: at most one minor unit a line. */
export const isRounding = (difference: Minor, lines: number): boolean => Math.abs(difference) <= lines;
