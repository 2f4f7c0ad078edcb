import { createHash } from 'node:crypto';
import type { ListedTransfer } from '../../bridge-server/src/mirror/transfer/list.ts';
import type { OrderView, WholeState } from '../sandboxes/poweroffice/state.ts';
import { decimal, linesOf, minor, percentsOf, type Cart } from './cart.ts';
import { isUnbookable, paymentViolations } from './payments.ts';
import type { Settled } from './settle.ts';
import type { Story } from './stories.ts';
import { told } from '../setup/telling.ts';

/** Something about an order that is not as it must be. */
export interface Violation {
  order: number;
  what: string;
}

/** The office's product for each VAT rate, written down here independently of the product's own code. */
const productOfRate: Readonly<Record<string, string>> = {
  '25': 'A-1',
  '15': 'A-2',
  '12': 'A-3',
  '0': 'A-99',
  none: 'A-99',
};

/** The office's documents and vouchers by our document keys. */
interface Books {
  documents: ReadonlyMap<string, readonly OrderView[]>;
  vouchers: ReadonlyMap<string, readonly { number: string; amount: number }[]>;
}

/** Compares the office's documents and people's tasks with each order of the shop. Returns what is wrong. */
export function judge(
  shopId: string,
  stories: readonly Story[],
  state: WholeState,
  { transfers, tasks }: Pick<Settled, 'transfers' | 'tasks'>,
): Violation[] {
  const books: Books = {
    documents: grouped(
      [...state.orders, ...state.invoices],
      ({ externalImportReference }) => externalImportReference ?? '',
    ),
    vouchers: grouped(
      state.vouchers.map(({ number, externalImportReference, lines }) => ({
        key: externalImportReference ?? '',
        number,
        amount: minor(lines[0]?.amount),
      })),
      ({ key }) => key,
    ),
  };
  const byOrder = grouped(transfers, ({ subjectId }) => subjectId);
  const tasksByOrder = grouped(tasks, ({ subjectId }) => subjectId ?? '');
  const expected = new Set<string>();
  const wrong = stories.flatMap((story) =>
    orderViolations(
      shopId,
      story,
      books,
      { transfers: byOrder.get(String(story.id)) ?? [], tasks: tasksByOrder.get(String(story.id)) ?? [] },
      expected,
    ).map((what) => ({ order: story.id, what })),
  );
  const strangers = [...books.documents.keys(), ...books.vouchers.keys()]
    .filter((key) => !expected.has(key))
    .map((key) => ({ order: Number(key.split('-')[1] ?? 0), what: `a document ${key} that nobody ordered` }));
  return [...wrong, ...strangers, ...customerViolations(shopId, state)];
}

export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

function orderViolations(
  shopId: string,
  story: Story,
  books: Books,
  { transfers, tasks }: Pick<Settled, 'transfers' | 'tasks'>,
  expected: Set<string>,
): string[] {
  const newest = story.generations.at(-1);
  if (!newest) return [];
  const key = `${shopId}-${story.id}`;
  const documentsOf = (of: string) => {
    expected.add(of);
    return books.documents.get(of) ?? [];
  };
  const vouchersOf = (of: string) => {
    expected.add(of);
    return books.vouchers.get(of) ?? [];
  };
  const documents = documentsOf(key);
  const isSent = isToBeSent(newest, documents.length > 0);
  const refunds = newest.refunds.flatMap((refund) => {
    const id = String(refund['id']);
    const credits = documentsOf(`${key}-refund-${id}`);
    return counted(`credit notes for refund ${id}`, credits.length, isSent ? 1 : 0).concat(
      credits.slice(0, 1).flatMap((credit) => creditViolations(refund, credit)),
    );
  });
  return [
    ...counted('sales orders', documents.length, isSent ? 1 : 0),
    ...documents.slice(0, 1).flatMap((document) => contentViolations(newest, document)),
    ...refunds,
    ...paymentViolations(key, story, isSent, { vouchersOf, transfers, tasks }),
    ...transferViolations(newest, transfers),
  ];
}

const counted = (what: string, is: number, should: number): string[] =>
  is === should ? [] : [`${is} ${what}, not ${should}`];

/** Whether the order must have a document in the end. `exists`: whether the office has one. */
function isToBeSent({ order, gone }: Cart, exists: boolean): boolean {
  if (gone || order['status'] === 'cancelled' || minor(order['total']) === 0 || isUnmapped(order)) return false;
  // An order that was refunded in full before it was sent is not sent at all, and neither are its credit notes.
  return order['status'] !== 'refunded' || exists;
}

/** An order with a VAT rate that the office has no product for waits for a person. */
export const isUnmapped = (order: Record<string, unknown>): boolean =>
  [...percentsOf(order).values()].some((percent) => !(percent in productOfRate));

/** Compares a document's lines and total with the order. */
export function contentViolations({ order }: Cart, document: OrderView): string[] {
  const percents = percentsOf(order);
  const lines = linesOf(order);
  const wrong = lines.flatMap((line) => {
    const matches = document.lines.filter(({ externalImportReference: reference }) => reference === `item-${line.id}`);
    const [actual] = matches;
    if (!actual || matches.length > 1) return [`line ${line.id} is there ${matches.length} times`];
    const rate = line.taxes[0] ? (percents.get(line.taxes[0].rate) ?? 'none') : 'none';
    const product = productOfRate[rate];
    return actual.net === line.net && actual.productCode === product
      ? []
      : [`line ${line.id} is ${decimal(actual.net)} of ${actual.productCode}, not ${decimal(line.net)} of ${product}`];
  });
  const others = document.lines.filter(
    ({ externalImportReference: reference }) => !lines.some(({ id }) => reference === `item-${id}`),
  );
  const rounding = others.filter(
    ({ externalImportReference, net }) => externalImportReference === 'rounding' && Math.abs(net) <= lines.length,
  );
  const unknown = others.map(({ externalImportReference, net }) => `${externalImportReference} ${decimal(net)}`);
  return [
    ...wrong,
    ...(others.length > rounding.length || rounding.length > 1
      ? [`lines that the order does not have: ${unknown.join(', ')}`]
      : []),
    ...(document.total === minor(order['total'])
      ? []
      : [`the document's total is ${decimal(document.total)}, not ${String(order['total'])}`]),
    ...(document.currency === order['currency'] ? [] : [`the document is in ${document.currency}`]),
  ];
}

export function creditViolations({ id, amount }: Record<string, unknown>, credit: OrderView): string[] {
  if (credit.total === -minor(amount)) return [];
  return [`the credit note for refund ${String(id)} is of ${decimal(credit.total)}, not -${String(amount)}`];
}

/** Every transfer must have ended: done, closed, or blocked for a reason that the order itself explains. */
function transferViolations(newest: Cart, transfers: readonly ListedTransfer[]): string[] {
  const blocked = isUnmapped(newest.order);
  if (transfers.length === 0) return ['no transfer at all'];
  return transfers.flatMap(({ id, kind, state, reason, detail }) => {
    const isEnded =
      state === 'done' ||
      state === 'closed' ||
      (blocked && (reason === 'gap.rate_unmapped' || reason === 'behind.lane')) ||
      (kind === 'payment' && isUnbookable(newest) && reason === 'gap.account_missing');
    return isEnded
      ? []
      : [`transfer ${id} (${kind}) is ${state} (${reason}) ${detail.why ? told(detail.why).cause : ''}`];
  });
}

/** The office must have one customer for each e-mail address, guest or not. */
export function customerViolations(shopId: string, { customers }: WholeState): Violation[] {
  return [...grouped(customers, ({ email }) => email ?? '')].flatMap(([email, matches]) => {
    const key = `${shopId}-c-${createHash('sha256').update(email).digest('hex').slice(0, 24)}`;
    return matches.length === 1 && matches[0]?.externalImportReference === key
      ? []
      : [{ order: 0, what: `${matches.length} customers with ${email}` }];
  });
}
