import type { Minor } from '@kontor/shared/money';
import type { Order, OrderLine } from '@kontor/shared/order';
import type { Gap } from '../systems/contract.ts';
import { reason } from '../texts/reason.ts';
import { linePartsOf } from './line-parts.ts';

/** The lines of a document, or the gap that hides them. The amounts of a credit are negative. */
export type DocumentLines = { lines: readonly OrderLine[] } | { gap: Gap };

/** The lines of the order itself. */
export function soldLines({ lines }: Pick<Order, 'lines'>): DocumentLines {
  if (lines.length > 0) return { lines: lines.flatMap((line) => linePartsOf(line, lines)) };
  return { gap: reason('gap.no_lines') };
}

/** The line that takes the given line back. */
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
 * The text of an order's line on a document: its name and details, such as `Turjakke Storm, Farge: Blå, Størrelse: M`.
 * The article's number is added only where another line of the order has the same text and another number. `unnamed`:
 * the text of a line without name and number.
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

// Not `-amount`: zero would get a sign, and plans with `-0` and `0` count as different.
const opposite = (amount: Minor): Minor => 0 - amount;

/** The sum of the lines with tax. */
export const sumOf = (lines: readonly Pick<OrderLine, 'net' | 'tax'>[]): Minor =>
  lines.reduce((sum, { net, tax }) => sum + net + tax, 0);
