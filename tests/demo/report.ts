import Table from 'cli-table3';
import { decimalsOf, formatMinor, parseMinor } from '@kontor/shared/money';
import { rateWord } from '../../bridge-server/src/documents/treatment.ts';
import type { ListedTransfer } from '../../bridge-server/src/mirror/transfer/list.ts';
import type { OrderView } from '../sandboxes/poweroffice/sandbox.ts';
import type { Seen } from './seen.ts';
import type { Sent } from './send.ts';
import { speaker, told } from '../setup/telling.ts';

type DocumentName = 'sales order' | 'credit note draft' | 'invoice' | 'credit note';

/** One line of the demo's result; amounts are decimal text with the currency's decimals. */
export interface Row {
  /** The order's number, or the file that it was read from if it has none. */
  order: string;
  document: DocumentName | null;
  number: string | null;
  state: string;
  reason: string;
  /** The total in the shop. */
  total: string | null;
  targetTotal: string | null;
  /** The target's total minus the shop's; null where there is no document. */
  difference: string | null;
  /** VAT by rate and the target's product, such as `25 % A-1: 69.80`. */
  vat: readonly string[];
  targetVat: readonly string[];
}

/** The sandbox's documents with the transfer's document key. An amendment's document is that of its order. */
export function documentsOf(
  seen: Seen,
  { kind, documentKey, subjectId }: Pick<ListedTransfer, 'kind' | 'documentKey' | 'subjectId'>,
): { name: DocumentName; view: OrderView }[] {
  const key = kind === 'amendment' ? `${seen.shopId}-${subjectId}` : documentKey;
  const hasKey = ({ externalImportReference }: OrderView): boolean => externalImportReference === key;
  return [
    ...seen.books.orders
      .filter(hasKey)
      .map((view) => ({ name: view.total < 0 ? ('credit note draft' as const) : ('sales order' as const), view })),
    ...seen.books.invoices
      .filter(hasKey)
      .map((view) => ({ name: view.total < 0 ? ('credit note' as const) : ('invoice' as const), view })),
  ];
}

const currencyOf = ({ body }: Sent): string => (typeof body['currency'] === 'string' ? body['currency'] : '');

/** The total in the body, in the currency's minor units; null if it cannot be read. */
export function shopTotal(sent: Sent): number | null {
  const { total } = sent.body;
  return typeof total === 'string' || typeof total === 'number'
    ? parseMinor(String(total), decimalsOf(currencyOf(sent)))
    : null;
}

/** The newest body of an order that intake did not refuse. */
export const newestOf = (seen: Seen, orderId: string): Sent | undefined =>
  seen.sent
    .filter(({ id, outcome }) => id === orderId && outcome.outcome !== 'refused')
    .sort((a, b) => b.event.generation - a.event.generation)[0];

const money = (amount: number | null, currency: string): string | null =>
  amount === null ? null : formatMinor(amount, decimalsOf(currency));

function transferRow(seen: Seen, transfer: ListedTransfer): Row {
  const [document] = documentsOf(seen, transfer);
  const sent = newestOf(seen, transfer.subjectId);
  const total = transfer.kind === 'order' && sent ? shopTotal(sent) : transfer.total;
  const currency = transfer.currency ?? '';
  const target = document?.view.total ?? null;
  return {
    order:
      transfer.kind === 'order'
        ? transfer.orderNumber
        : `${transfer.orderNumber} (${[transfer.kind, transfer.reference].filter(Boolean).join(' ')})`,
    document: document?.name ?? null,
    number: document?.view.number ?? null,
    state: transfer.state,
    reason: transfer.reason,
    total: money(total, currency),
    targetTotal: money(target, currency),
    difference: target === null || total === null ? null : money(target - total, currency),
    vat: (newestVat(seen, transfer) ?? []).map(({ treatment, rates, ordered }) => {
      const percents = rates.map((rate) => speaker.word(rateWord(rate))).join(', ');
      return `${percents} ${treatment}: ${formatMinor(ordered.tax, decimalsOf(currency))}`;
    }),
    targetVat: document ? vatAt(document.view) : [],
  };
}

/** The VAT as it was planned last: an amendment has the present VAT of its order's document. */
function newestVat({ transfers }: Seen, transfer: ListedTransfer): ListedTransfer['vat'] {
  const amendment = transfers.findLast(
    ({ kind, subjectId, vat }) => kind === 'amendment' && subjectId === transfer.subjectId && vat !== null,
  );
  return transfer.kind === 'order' && amendment ? amendment.vat : transfer.vat;
}

/** The VAT in the sandbox's own books, by product. */
function vatAt({ lines, currency }: OrderView): string[] {
  const sums = new Map<string, number>();
  for (const { productCode, vat } of lines) {
    const name = productCode ?? '–';
    sums.set(name, (sums.get(name) ?? 0) + vat);
  }
  return [...sums].map(([name, vat]) => `${name}: ${formatMinor(vat, decimalsOf(currency))}`);
}

function refusedRow(sent: Sent): Row[] {
  if (sent.outcome.outcome !== 'refused') return [];
  const { number } = sent.body;
  const order = typeof number === 'string' || typeof number === 'number' ? String(number) : sent.file;
  const total = money(shopTotal(sent), currencyOf(sent));
  return [
    {
      order,
      document: null,
      number: null,
      state: 'refused',
      reason: sent.outcome.code,
      total,
      targetTotal: null,
      difference: null,
      vat: [],
      targetVat: [],
    },
  ];
}

/** A row for each transfer, then one for each event that intake refused. */
export const rowsOf = (seen: Seen): Row[] => [
  ...seen.transfers.map((transfer) => transferRow(seen, transfer)),
  ...seen.sent.flatMap(refusedRow),
];

/** The rows as a table for people. */
export function tableOf(rows: readonly Row[]): string {
  const table = new Table({
    head: [
      'order',
      'document',
      'number',
      'state and reason',
      'total in the shop',
      'VAT in the shop',
      'total at the target',
      'VAT at the target',
      'difference',
    ],
    colAligns: ['left', 'left', 'left', 'left', 'right', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [], compact: true },
  });
  const shown = (value: string | null): string => value ?? '–';
  table.push(
    ...rows.map((row) => [
      row.order,
      shown(row.document),
      shown(row.number),
      `${row.state} · ${row.reason}`,
      shown(row.total),
      row.vat.join('\n'),
      shown(row.targetTotal),
      row.targetVat.join('\n'),
      shown(row.difference),
    ]),
  );
  return table.toString();
}

/** Why orders wait for a person or were refused, and what to do about it. */
export function reasonsOf(seen: Seen): string[] {
  const blocked = seen.transfers
    .filter(({ state }) => state === 'blocked')
    .map(({ orderNumber, reason, detail }) => {
      const { cause, remedy } = told(detail.why ?? { code: reason });
      return `Order ${orderNumber}: ${cause} → ${remedy}`;
    });
  const refused = seen.sent.flatMap(({ file, outcome }) =>
    outcome.outcome === 'refused' ? [`Order in ${file}: ${outcome.cause} → ${outcome.remedy}`] : [],
  );
  return [...blocked, ...refused];
}
