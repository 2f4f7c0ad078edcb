import type { ListedTransfer } from '../../../bridge-server/src/mirror/transfer/list.ts';
import type { Task } from '../../../bridge-server/src/desk/tasks.ts';
import type { HeldDocument } from '../../sandboxes/mmorthosoft/held-document.ts';
import { intakeFaults } from '../../sandboxes/mmorthosoft/schema.ts';
import { told } from '../../setup/telling.ts';
import { decimal, linesOf, minor, type Cart, type CartLine } from '../cart.ts';
import type { Story } from '../stories.ts';
import { grouped, type Violation } from '../verdict.ts';

/** What the office and the bridge have of the connection whose office fetches. */
export interface FetchedRecords {
  documents: readonly HeldDocument[];
  transfers: readonly ListedTransfer[];
  tasks: readonly Task[];
}

/** Compares what the office has fetched with each order of the shop. Returns what is wrong. */
export function judgeFetched(stories: readonly Story[], { documents, transfers, tasks }: FetchedRecords): Violation[] {
  const byOrder = grouped(documents, ({ number }) => number);
  const known = new Set(stories.map(({ id }) => String(id)));
  return [
    ...stories.flatMap((story) => {
      const held = byOrder.get(String(story.id)) ?? [];
      return [...chainViolations(story, held), ...newestViolations(story, held)].map(violationOf(story.id));
    }),
    ...documents
      .filter(({ number }) => !known.has(number))
      .map(({ number, key }) => violationOf(Number(number))(`a document ${key} that nobody ordered`)),
    ...transfers
      .filter(({ state }) => state !== 'done' && state !== 'closed')
      .map(({ id, kind, state, reason, detail, subjectId }) =>
        violationOf(Number(subjectId))(
          `transfer ${id} (${kind}) is ${state} (${reason}) ${detail.why ? told(detail.why).cause : ''}`,
        ),
      ),
    ...tasks.map(({ name, subjectId }) => violationOf(Number(subjectId))(`a task that nobody needs: ${name}`)),
  ];
}

const violationOf =
  (order: number) =>
  (what: string): Violation => ({ order, what: `mmOrthosoft: ${what}` });

/** An order has one first document. All that follow concern it, and each says something else than the one before. */
function chainViolations({ generations }: Story, held: readonly HeldDocument[]): string[] {
  const [first, ...others] = held;
  if (!first) return [];
  const keys = new Set(held.map(({ key }) => key));
  const again = others.filter((document, index) => contentOf(document) === contentOf(held[index] ?? document));
  return [
    ...(first.kind === 'order' && first.concerns === null
      ? []
      : [`the first document is the ${first.kind} ${first.key}`]),
    ...others
      .filter(({ kind, concerns }) => kind === 'order' || concerns !== first.key)
      .map(({ kind, key, concerns }) => `${key} is the ${kind} of ${concerns}, not what follows ${first.key}`),
    ...(keys.size === held.length ? [] : [`${held.length} documents have ${keys.size} keys`]),
    ...(held.length <= generations.length ? [] : [`${held.length} documents of ${generations.length} contents`]),
    ...again.map(({ key }) => `${key} says what the document before it says`),
    ...held.flatMap(({ key, bytes }) => intakeFaults(bytes).map((fault) => `${key} is not valid: ${fault}`)),
  ];
}

/** A document without its own key. */
const contentOf = ({ bytes }: HeldDocument): string => bytes.toString('utf8').replace(/<intake[^>]*>/, '');

/** The last document must say what the order is now. An order of which nothing is left has none, or a cancellation. */
function newestViolations({ generations }: Story, held: readonly HeldDocument[]): string[] {
  const newest = generations.at(-1);
  const last = held.at(-1);
  if (!newest) return [];
  if (!isToBeDelivered(newest))
    return !last || last.kind === 'cancellation'
      ? []
      : [`${last.key} is not cancelled, and nothing of the order is left`];
  if (!last) return ['no document at all'];
  if (last.kind === 'cancellation') return [`${last.key} cancels an order that is to be delivered`];
  return contentViolations(newest, last);
}

const refunded = ({ refunds }: Cart): number => refunds.reduce((sum, { amount }) => sum + minor(amount), 0);

/** Whether anything of the order is to be delivered in the end. */
function isToBeDelivered(cart: Cart): boolean {
  const { order, gone } = cart;
  if (gone || order['status'] === 'cancelled' || order['status'] === 'refunded') return false;
  return minor(order['total']) > refunded(cart);
}

/** Compares a document's head, items and total with what is left of the order. */
function contentViolations(cart: Cart, document: HeldDocument): string[] {
  const { order } = cart;
  const billing = order['billing'] as Record<string, unknown>;
  const expected: Readonly<Record<string, unknown>> = {
    total: decimal(minor(order['total']) - refunded(cart)),
    currency: order['currency'],
    'note of the customer': String(order['customer_note']).trim(),
    'e-mail address': billing['email'],
    items: itemsLeft(cart),
  };
  const actual: Readonly<Record<string, unknown>> = {
    total: document.gross,
    currency: document.currency,
    'note of the customer': document.remarks ?? '',
    'e-mail address': document.email,
    items: itemsOf(document),
  };
  return Object.keys(expected)
    .filter((name) => actual[name] !== expected[name])
    .map((name) => `${document.key}: ${name}: ${String(actual[name])}, not ${String(expected[name])}`);
}

/** The lines that refunds leave, as text. A refund of these stories takes whole lines back, or is an amount alone. */
function itemsLeft({ order, refunds }: Cart): string {
  const back = new Set(refunds.flatMap((refund) => linesOf(refund).map(refundedLine)));
  return linesOf(order)
    .filter(({ id }) => !back.has(String(id)))
    .map(({ id, quantity, net, tax }) => itemText({ line: String(id), quantity, net, vat: tax }))
    .sort()
    .join('; ');
}

function refundedLine({ body }: CartLine): string {
  const meta = body['meta_data'] as { key: string; value: string }[];
  return meta.find(({ key }) => key === '_refunded_item_id')?.value ?? '';
}

/** The document's items as text. A line at two VAT rates is two items there. */
const itemsOf = ({ items }: HeldDocument): string =>
  [...grouped(items, ({ line }) => line)]
    .map(([line, parts]) =>
      itemText({
        line,
        quantity: Number(parts[0]?.quantity),
        net: parts.reduce((sum, { net }) => sum + minor(net), 0),
        vat: parts.reduce((sum, { vat }) => sum + minor(vat), 0),
      }),
    )
    .sort()
    .join('; ');

const itemText = ({ line, quantity, net, vat }: { line: string; quantity: number; net: number; vat: number }): string =>
  `line ${line}, ${quantity} × at ${decimal(net)} + ${decimal(vat)}`;
