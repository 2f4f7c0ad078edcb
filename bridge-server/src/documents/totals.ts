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

/**
 * A line at its amount. A unit price is given only where it is whole in the currency's minor unit: 4 at 25.00. Any other line
 * is one piece at the line's amount, with the quantity in its name: 1 at 68.00, "3 × Plaster".
 */
export function pricedLine(line: OrderLine, amount: Minor, name: string, decimals: number): PricedLine {
  const quantity = line.quantity.replace('-', '');
  const pieces = /^\d+$/.test(quantity) ? Number(quantity) : 0;
  const divides = pieces > 0 && Number.isSafeInteger(pieces) && amount % pieces === 0;
  // A line that takes back something free is a credit too.
  const isCredit = amount < 0 || (amount === 0 && line.quantity.startsWith('-'));
  return {
    ...signed(amount, divides ? pieces : 1, decimals, isCredit),
    name: divides || quantity === '1' || quantity === '0' ? name : `${quantity} × ${name}`,
  };
}

/** The line that adds what the target's total lacks. */
export const roundingLine = (difference: Minor, name: string, decimals: number): PricedLine => ({
  ...signed(difference, 1, decimals, difference < 0),
  name,
});

function signed(amount: Minor, pieces: number, decimals: number, isCredit: boolean): Omit<PricedLine, 'name'> {
  return {
    quantity: `${isCredit ? '-' : ''}${pieces}`,
    unitPrice: formatMinor(Math.abs(amount) / pieces, decimals),
  };
}

/** Whether rounding explains the difference between two totals: at most one minor unit a line. */
export const isRounding = (difference: Minor, lines: number): boolean => Math.abs(difference) <= lines;
