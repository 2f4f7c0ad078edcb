import type { Task } from '../../../bridge-server/src/desk/tasks.ts';
import type { ListedTransfer } from '../../../bridge-server/src/mirror/transfer/list.ts';
import type { OrderView, WholeState } from '../../sandboxes/poweroffice/state.ts';
import { minor } from '../cart.ts';
import type { Settled } from '../settle.ts';
import {
  contentViolations,
  creditViolations,
  customerViolations,
  grouped,
  isUnmapped,
  type Violation,
} from '../verdict.ts';
import type { ShopOrder } from './orders.ts';

/** What the office and the bridge have for one order in the end. */
interface Records {
  /** The office's drafts and invoices with this document key. */
  documentsOf(key: string): readonly OrderView[];
  transfers: readonly ListedTransfer[];
  tasks: readonly Task[];
}

/** Compares the office's documents with the orders of the shop. Returns what is wrong. */
export function documentViolations(
  shop: string,
  orders: readonly ShopOrder[],
  books: WholeState,
  { transfers, tasks }: Pick<Settled, 'transfers' | 'tasks'>,
): Violation[] {
  const documents = grouped([...books.orders, ...books.invoices], (document) => document.externalImportReference ?? '');
  const transfersOf = grouped(transfers, ({ subjectId }) => subjectId);
  const tasksOf = grouped(tasks, ({ subjectId }) => subjectId ?? '');
  const looked = new Set<string>();
  const documentsOf = (key: string): readonly OrderView[] => {
    looked.add(key);
    return documents.get(key) ?? [];
  };
  const wrong = orders.flatMap((order) => {
    const own = { transfers: transfersOf.get(String(order.id)) ?? [], tasks: tasksOf.get(String(order.id)) ?? [] };
    return orderViolations(`${shop}-${order.id}`, order, { documentsOf, ...own }).map((what) => ({
      order: order.id,
      what: [`${what} (${order.past.join(', ')})`, ...own.transfers.map(lineOf)].join('; '),
    }));
  });
  const strangers = [...documents.keys()]
    .filter((key) => !looked.has(key))
    .map((key) => ({ order: Number(key.split('-')[1] ?? 0), what: `a document ${key} that nobody ordered` }));
  return [...wrong, ...strangers, ...customerViolations(shop, books)];
}

const lineOf = ({ kind, reference, state, reason }: ListedTransfer): string =>
  `${kind} ${reference} is ${state} (${reason})`;

/** Whether the shop called the order off at some time: the bridge may have noticed, or not. */
const wasCalledOff = ({ past }: ShopOrder): boolean => past.includes('cancelled') || past.includes('trashed');
const isCalledOff = ({ place, cart }: ShopOrder): boolean => place !== 'shop' || cart.order['status'] === 'cancelled';

/** The refunds that the shop made and has deleted again. */
function deletedRefunds({ id, cart, past }: ShopOrder): string[] {
  const kept = new Set(cart.refunds.map((refund) => String(refund['id'])));
  return past
    .flatMap((happening, index) => (happening === 'refunded' ? [String(id * 100 + index + 1)] : []))
    .filter((refund) => !kept.has(refund));
}

function orderViolations(key: string, order: ShopOrder, records: Records): string[] {
  const { cart } = order;
  const documents = records.documentsOf(key);
  const hasDocument = documents.length > 0;
  const credited = (refund: string) => records.documentsOf(`${key}-refund-${refund}`);
  const deleted = deletedRefunds(order);
  const wanted = wantedDocuments(order, { hasDocument, isWithPerson: isWithPerson(records) });
  return [
    ...counted('sales orders', documents.length, wanted),
    ...(isCalledOff(order) ? [] : documents.slice(0, 1).flatMap((document) => contentViolations(cart, document))),
    ...cart.refunds.flatMap((refund) => {
      const id = String(refund['id']);
      const credits = credited(id);
      // If the order's document is gone, or the order is called off, a person decides about its credit notes.
      const isOwed = hasDocument && !isCalledOff(order);
      return [
        ...counted(
          `credit notes for refund ${id}`,
          credits.length,
          isOwed ? [1] : wasCalledOff(order) || isCalledOff(order) ? [0, 1] : [0],
        ),
        ...credits.slice(0, 1).flatMap((credit) => creditViolations(refund, credit)),
      ];
    }),
    ...deleted.flatMap((id) => {
      const { length } = credited(id);
      // Only a person may delete a credit note, and is told to.
      const isTold = records.transfers.some(
        ({ kind, reference }) => kind === 'amendment' && reference.startsWith(`refund-${id}`),
      );
      return [
        ...counted(`credit notes for the deleted refund ${id}`, length, [0, 1]),
        ...(length > 0 && !isTold ? [`nobody is told of the credit note for the deleted refund ${id}`] : []),
      ];
    }),
    ...records.transfers
      .filter((transfer) => !isEnded(transfer, order))
      .map((transfer) => `does not end: ${lineOf(transfer)}`),
  ];
}

const counted = (what: string, is: number, allowed: readonly number[]): string[] =>
  allowed.includes(is) ? [] : [`${is} ${what}, not ${allowed.join(' or ')}`];

/** Whether a person is told that the bridge cannot make the documents what the shop says. */
const isWithPerson = ({ transfers, tasks }: Records): boolean =>
  transfers.some(({ state }) => state === 'blocked') || tasks.some(({ state }) => state === 'open');

/** How many sales orders the office may have for the order. */
function wantedDocuments(
  order: ShopOrder,
  { hasDocument, isWithPerson: isTold }: { hasDocument: boolean; isWithPerson: boolean },
): readonly number[] {
  const { order: body } = order.cart;
  if (minor(body['total']) === 0 || isUnmapped(body)) return [0];
  // The document of an order with credit notes is not deleted: a person must say what is left to credit.
  if (isCalledOff(order)) return order.past.includes('refunded') && isTold ? [0, 1] : [0];
  // The document was deleted while the order was called off. A person decides whether there is to be another one.
  if (wasCalledOff(order) && !hasDocument && isTold) return [0];
  // An order that was refunded in full before it was sent is not sent at all.
  return body['status'] === 'refunded' ? [0, 1] : [1];
}

/** Whether the transfer has ended, or waits for a person for a reason that the order itself explains. */
function isEnded({ state, reason }: ListedTransfer, order: ShopOrder): boolean {
  if (state === 'done' || state === 'closed' || reason === 'behind.lane') return true;
  if (state !== 'blocked') return false;
  return (
    (reason === 'gap.rate_unmapped' && isUnmapped(order.cart.order)) ||
    (reason === 'gap.cancelled_after_refund' && order.past.includes('refunded')) ||
    (reason === 'gap.document_gone' && wasCalledOff(order))
  );
}
