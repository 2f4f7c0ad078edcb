import type { Minor } from '@kontor/shared/money';
import type { Order, OrderLine } from '@kontor/shared/order';
import type { Gap } from '../systems/contract.ts';
import { reason } from '../texts/reason.ts';
import { linePartsOf } from './line-parts.ts';

/** The lines of a document, with the amounts' own signs (a credit's are negative), or why nobody can tell them. */
export type DocumentLines = { lines: readonly OrderLine[] } | { gap: Gap };

/** The lines of the order itself. */
export function soldLines({ lines }: Pick<Order, 'lines'>): DocumentLines {
  if (lines.length > 0) return { lines: lines.flatMap((line) => linePartsOf(line, lines)) };
  return { gap: reason('gap.no_lines') };
}

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

/**
 * What people read of the order's lines on a document: a line's name and whatever else tells the article from others, such as
 * `Turjakke Storm, Farge: Blå, Størrelse: M`. The article's number is added only where another line of the order, with another
 * number, would read the same. `unnamed`: what a line says that has neither a name nor a number.
 */
export function lineTexts(
  sold: readonly OrderLine[],
  unnamed: Readonly<Record<OrderLine['kind'], string>>,
): (line: OrderLine) => string {
  const numbers = new Map<string, Set<string | null>>();
  const nameAndDetails = ({ name, details }: OrderLine) => [name, ...details].join(', ');
  for (const line of sold) {
    if (line.kind === 'article')
      numbers.set(nameAndDetails(line), (numbers.get(nameAndDetails(line)) ?? new Set()).add(line.sku));
  }
  return (line) => {
    const text = [line.name || line.sku || unnamed[line.kind], ...line.details].join(', ');
    if (line.kind !== 'article' || !line.name || !line.sku) return text;
    const otherNumbers = [...(numbers.get(text) ?? [])].filter((sku) => sku !== line.sku);
    return otherNumbers.length > 0 ? `${text} (${line.sku})` : text;
  };
}

// No `-x`: a zero with a sign is another value to whoever compares plans.
const opposite = (amount: Minor): Minor => 0 - amount;

/** What the lines come to, including tax. */
export const sumOf = (lines: readonly OrderLine[]): Minor => lines.reduce((sum, { net, tax }) => sum + net + tax, 0);
