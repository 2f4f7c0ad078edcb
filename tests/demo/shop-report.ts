import Table from 'cli-table3';
import { escapedForTerminal } from '../../bridge-server/src/cli/terminal.ts';
import type { Explanation, ShopResult, ShopRow } from './shop-rows.ts';

/** The widths of the columns beside the customer, who gets the rest of the line. */
const widths = { order: 9, date: 10, total: 13, documentTotal: 10, result: 16, vat: 34 } as const;
const columnGap = 1;
/** From this width on, the VAT fits in. */
const widthWithVat = 110;
/** Narrower tables are not legible, so a narrower terminal breaks their lines. */
const narrowest = 72;

/** The rows as a table for people, at most `width` characters wide. */
export function shopTableOf(rows: readonly ShopRow[], width: number): string {
  const hasVat = width >= widthWithVat;
  const { order, date, total, documentTotal, result, vat } = widths;
  const fixed = [order, date, total, documentTotal, result, ...(hasVat ? [vat] : [])];
  const customer = Math.max(width, narrowest) - fixed.reduce((sum, column) => sum + column + columnGap, 0);
  const none = '';
  const table = new Table({
    head: [
      'order',
      'date',
      'customer',
      'in the shop',
      'in sandbox',
      'result',
      ...(hasVat ? ['VAT in the sandbox'] : []),
    ],
    colWidths: [order, date, customer, total, documentTotal, result, ...(hasVat ? [vat] : [])],
    colAligns: ['left', 'left', 'left', 'right', 'right', 'left', 'left'],
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
    chars: {
      ...Object.fromEntries(
        ['top', 'bottom', 'left', 'right'].flatMap((side) => sidesOf(side).map((name) => [name, none])),
      ),
      mid: none,
      'left-mid': none,
      'mid-mid': none,
      'right-mid': none,
      middle: ' '.repeat(columnGap),
    },
  });
  table.push(
    ...rows.map((row) => [
      row.refund === null ? escapedForTerminal(row.order) : '  refund',
      row.date ?? '–',
      escapedForTerminal(row.customer ?? '–'),
      escapedForTerminal(row.total),
      row.documentTotal ?? '–',
      row.document === null ? row.result : `${row.result} ${row.document}`,
      ...(hasVat ? [row.vat.join('\n')] : []),
    ]),
  );
  // Without a border, a line ends with the spaces of its last column.
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

const sidesOf = (side: string): string[] => [side, `${side}-mid`, `${side}-left`, `${side}-right`];

/**
 * Why rows have no document, with what to do. Rows with the same explanation stand together. No line is wider than
 * `width` unless one word is.
 */
export function explanationsOf(rows: readonly ShopRow[], width: number): string {
  const groups = new Map<string, Explanation & { of: string[] }>();
  for (const row of rows)
    for (const { cause, remedy } of row.explanations) {
      const key = JSON.stringify([cause, remedy]);
      const group = groups.get(key) ?? { cause, remedy, of: [] };
      group.of.push(escapedForTerminal(nameOf(row)));
      groups.set(key, group);
    }
  return [...groups.values()]
    .map(({ of, cause, remedy }) =>
      [
        ...wrapped(`${of.length > 1 ? 'Orders' : 'Order'} ${of.join(', ')}`, width, ''),
        ...wrapped(escapedForTerminal(cause), width, '  '),
        ...(remedy === '' ? [] : wrapped(`→ ${escapedForTerminal(remedy)}`, width, '  ')),
      ].join('\n'),
    )
    .join('\n');
}

function nameOf({ order, refund, status, result }: ShopRow): string {
  if (refund !== null) return `${order} (refund ${refund})`;
  return result === 'no document' ? `${order} (${status})` : order;
}

/** The text in lines of at most `width` characters, each with the indent before it. */
function wrapped(text: string, width: number, indent: string): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(' ')) {
    if (line !== indent && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent;
    }
    line += line === indent ? word : ` ${word}`;
  }
  return [...lines, line];
}

const counted: Readonly<Record<ShopResult, string>> = {
  draft: 'draft of a sales order',
  'credit note': 'draft of a credit note',
  gap: 'gap: somebody must act first',
  'no document': 'no document is needed',
  'not read': 'the bridge could not read the order',
  stuck: 'the document did not come about in time',
};

/** How many orders and refunds had which result, and whether the totals agree. */
export function summaryOf(rows: readonly ShopRow[]): string[] {
  if (rows.length === 0) return ['The shop has no orders.'];
  const results = Object.entries(counted).flatMap(([result, words]) => {
    const count = rows.filter((row) => row.result === result).length;
    return count > 0 ? [`${String(count).padStart(5)}  ${words}`] : [];
  });
  const differing = rows.filter(({ isEqual }) => isEqual === false).map(nameOf);
  const isAnyMade = rows.some(({ isEqual }) => isEqual !== null);
  return [
    'What became of these orders and their refunds:',
    ...results,
    ...(isAnyMade && differing.length === 0 ? ['Every document has the total of the shop, to the cent.'] : []),
    ...(differing.length > 0 ? [`The total differs for: ${escapedForTerminal(differing.join(', '))}.`] : []),
  ];
}

/** Whether everything came about that could: each document has the shop's total, and nothing is stuck. */
export const isSound = (rows: readonly ShopRow[]): boolean =>
  rows.every(({ isEqual, result }) => isEqual !== false && result !== 'stuck');
