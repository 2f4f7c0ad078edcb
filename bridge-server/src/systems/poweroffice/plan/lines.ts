import type { Minor } from '@kontor/shared/money';
import type { OrderLine } from '@kontor/shared/order';
import type { Gap } from '../../contract.ts';

/** What a document is made of, with the amounts' own signs: a credit's are negative. */
export type Lines = { lines: readonly OrderLine[] } | { gap: Gap };

// No `-x`: a zero with a sign is another value to whoever compares plans.
const opposite = (amount: Minor): Minor => 0 - amount;

/** The line that takes this one back. */
export function negated(line: OrderLine): OrderLine {
  return {
    ...line,
    quantity: line.quantity.startsWith('-') ? line.quantity.slice(1) : `-${line.quantity}`,
    net: opposite(line.net),
    tax: opposite(line.tax),
    taxes: line.taxes.map((tax) => ({ ...tax, tax: opposite(tax.tax) })),
  };
}

/** What the lines come to, including tax. */
export const sumOf = (lines: readonly OrderLine[]): Minor => lines.reduce((sum, { net, tax }) => sum + net + tax, 0);
