import { order as orderSchema, type Order } from '@kontor/shared/order';
import { decimalsOf, formatMinor, parseMinor } from '@kontor/shared/money';
import type { Database } from '../../bridge-server/src/database/database.ts';
import { reportedVatOf } from '../../bridge-server/src/documents/document-differences.ts';
import { rateWord } from '../../bridge-server/src/documents/treatment.ts';
import type { ListedTransfer } from '../../bridge-server/src/mirror/transfer/list.ts';
import { tellingOf } from '../../bridge-server/src/mirror/transfer/telling.ts';
import { readContent } from '../../bridge-server/src/orders/list.ts';
import { speaker, told } from '../setup/telling.ts';
import { documentsOf } from './report.ts';
import type { Seen } from './seen.ts';

/** An order as the shop lists it. `total`: amount and currency, such as `349.00 NOK`. */
export interface WrittenOrder {
  id: string;
  number: string;
  /** The status in the shop's own word, such as `on-hold`. */
  status: string;
  total: string;
  placedAt: string | null;
}

/** An order that the bridge could not take in, by its id. */
export interface RefusedOrder {
  order: string | null;
  cause: string;
  remedy: string;
}

/** Why a row has no document, or what is wrong with it, and what to do. */
export interface Explanation {
  cause: string;
  remedy: string;
}

/**
 * - `draft`, `credit note`: the document is in the sandbox.
 * - `gap`: something is missing that must not be guessed.
 * - `no document`: there is nothing to make, such as for a cancelled order.
 * - `not read`: the bridge could not read the order.
 * - `stuck`: the document did not come about in time.
 */
export type ShopResult = 'draft' | 'credit note' | 'gap' | 'no document' | 'not read' | 'stuck';

/** What became of one order of the shop, or of one of its refunds. */
export interface ShopRow {
  /** The order's number as the shop shows it. */
  order: string;
  /** The id of the refund; null for the order itself. */
  refund: string | null;
  /** The order's status in the shop. */
  status: string;
  /** `yyyy-mm-dd`, by the shop's clock where it tells. */
  date: string | null;
  customer: string | null;
  /** Amount and currency in the shop. */
  total: string;
  result: ShopResult;
  /** The document's number in the sandbox. */
  document: string | null;
  /** Amount in the sandbox, in the same currency. */
  documentTotal: string | null;
  /** Whether the document's total is that of the shop; null without a document. */
  isEqual: boolean | null;
  /** VAT of the document by rate, such as `25 %: 69.80`. */
  vat: readonly string[];
  explanations: readonly Explanation[];
}

/** What the rows are made from, besides what was seen in the bridge and the sandbox. */
export interface ReadShop {
  written: readonly WrittenOrder[];
  refused: readonly RefusedOrder[];
  /** The orders' contents by id, as far as the bridge could read them. */
  contents: ReadonlyMap<string, Order>;
}

/** Reads the contents of these orders from the bridge. */
export async function readContents(
  pool: Database['pool'],
  shopId: string,
  written: readonly WrittenOrder[],
): Promise<ReadonlyMap<string, Order>> {
  const contents = new Map<string, Order>();
  for (const { id } of written) {
    const { data } = orderSchema.safeParse(await readContent(pool, shopId, id));
    if (data) contents.set(id, data);
  }
  return contents;
}

/** A row for each order, in the order of the shop's list, and below it one for each of its refunds. */
export const shopRowsOf = (seen: Seen, read: ReadShop): ShopRow[] =>
  read.written.flatMap((order) => {
    const transfers = seen.transfers.filter(({ subjectId }) => subjectId === order.id);
    const own = transfers.find(({ kind }) => kind === 'order');
    const credits = transfers.filter(({ kind, aboutKind }) => kind === 'refund' && aboutKind === 'refund');
    const row = own ? transferRow(seen, read, order, own) : unreadRow(read, order);
    return [row, ...credits.map((credit) => transferRow(seen, read, order, credit))];
  });

function headOf({ contents }: ReadShop, { id, number, status, placedAt, total }: WrittenOrder) {
  const content = contents.get(id);
  return {
    order: number || id,
    refund: null,
    status,
    date: (content?.createdLocal ?? placedAt)?.slice(0, 10) ?? null,
    customer: content ? customerOf(content) : null,
    total: amountOf(total)?.text ?? total,
  };
}

const customerOf = ({ billing: { company, firstName, lastName } }: Order): string | null =>
  company.trim() || `${firstName} ${lastName}`.trim() || null;

/** An amount as the shop lists it, in minor units and with the decimals of its currency. */
function amountOf(listed: string): { minor: number; text: string } | null {
  const [amount = '', currency = ''] = listed.split(' ');
  const minor = parseMinor(amount, decimalsOf(currency));
  return minor === null ? null : { minor, text: withCurrency(minor, currency) };
}

const withCurrency = (minor: number, currency: string): string =>
  `${formatMinor(minor, decimalsOf(currency))} ${currency}`.trim();

function unreadRow(read: ReadShop, order: WrittenOrder): ShopRow {
  const why = read.refused.find((refused) => refused.order === order.id) ?? {
    cause: 'The order is not in the shop any more.',
    remedy: 'Nothing.',
  };
  return {
    ...headOf(read, order),
    result: 'not read',
    document: null,
    documentTotal: null,
    isEqual: null,
    vat: [],
    explanations: [{ cause: why.cause, remedy: why.remedy }],
  };
}

function transferRow(seen: Seen, read: ReadShop, order: WrittenOrder, transfer: ListedTransfer): ShopRow {
  const head = headOf(read, order);
  const isOrder = transfer.kind === 'order';
  const [document] = documentsOf(seen, transfer);
  const currency = transfer.currency ?? '';
  const total = isOrder ? (amountOf(order.total)?.minor ?? null) : transfer.total;
  const result = resultOf(seen, transfer, document !== undefined);
  const view = document?.view;
  const refund = isOrder ? undefined : read.contents.get(order.id)?.refunds.find(({ id }) => id === transfer.reference);
  return {
    ...head,
    refund: isOrder ? null : transfer.reference,
    date: refund ? (refund.createdLocal ?? refund.createdGmt).slice(0, 10) : head.date,
    total: isOrder || total === null ? head.total : withCurrency(total, currency),
    result,
    document: view?.number ?? null,
    documentTotal: view ? formatMinor(view.total, decimalsOf(view.currency)) : null,
    isEqual: view ? view.total === total && view.currency === currency : null,
    vat: view ? vatOf(transfer) : [],
    explanations: explanationsOf(transfer),
  };
}

function resultOf({ open }: Seen, transfer: ListedTransfer, hasDocument: boolean): ShopResult {
  if (open.includes(transfer)) return 'stuck';
  if (hasDocument) return transfer.kind === 'order' ? 'draft' : 'credit note';
  return transfer.state === 'closed' ? 'no document' : 'gap';
}

/** The gaps of the transfer, or what stands behind its state; nothing if its document is there as it should be. */
function explanationsOf(transfer: ListedTransfer): Explanation[] {
  const gaps = transfer.state === 'blocked' ? (transfer.detail.gaps ?? []) : [];
  if (gaps.length > 0) return gaps.map(told).map(({ cause, remedy }) => ({ cause, remedy }));
  const { cause, remedy } = tellingOf(transfer, speaker);
  return cause === null ? [] : [{ cause, remedy: remedy ?? '' }];
}

/** The VAT that the sandbox computed, by the rate of the shop's lines. */
const vatOf = ({ vat, targetVat, currency }: ListedTransfer): string[] =>
  (vat ?? []).flatMap(({ treatment, rates }) => {
    const amounts = targetVat ? reportedVatOf(treatment, targetVat) : null;
    const percents = rates.map((rate) => speaker.word(rateWord(rate))).join(', ');
    return amounts ? [`${percents}: ${formatMinor(amounts.tax, decimalsOf(currency ?? ''))}`] : [];
  });
