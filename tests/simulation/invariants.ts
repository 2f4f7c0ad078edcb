import { insistenceOn } from '../../bridge-server/src/mirror/delivery/siblings.ts';
import { decisionNow, type Wanted } from '../../bridge-server/src/mirror/transfer/wanted.ts';
import { planOf, type Transfer } from '../../bridge-server/src/mirror/transfer/transfer.ts';
import { readDocument } from '../toys/pulled.ts';
import { siblingsOf } from './database.ts';
import type { Setting, World } from './world.ts';

/** The rule that is broken at this moment: two documents of one key, or whatever an action has noted as broken. */
export function brokenNow(world: World): string | null {
  const keys = world.documents.filter(({ copy }) => !copy).map(({ key }) => key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  return twice === undefined ? world.broken : `two documents: ${twice}`;
}

/**
 * The rule that is broken when nothing more happens by itself. By then every transfer must have ended, every document
 * must belong to a transfer, and nothing may be lost.
 */
export function brokenAtEnd(world: World, setting: Setting): string | null {
  const { rows, order } = world;
  const transfers = rows.map(({ transfer }) => transfer);
  const open = transfers.find((transfer) => !isEnd(transfer, transfers, setting));
  if (open) return `no end: the ${open.kind} is ${open.state} (${open.reason})`;
  const documents = documentsOf(world, setting);
  for (const transfer of transfers) {
    const { kind, state, reason } = transfer;
    const its = documents.filter(({ key }) => key === transfer.documentKey);
    const held = its.find(({ id }) => id === transfer.documentId) ?? its[0];
    if (state === 'done' && held?.id !== transfer.documentId) return `done without its document: the ${kind}`;
    if (state === 'closed' && held && reason !== 'elsewhere' && !isKnown(transfer, world))
      return `a document that nobody knows: the ${kind} is closed (${reason})`;
    if (state === 'done' && held && held.total !== contentOf(transfer, setting) && reason !== 'accepted.difference')
      return `done with another content: the ${kind}`;
    if (reason === 'rule.not_supported' && !world.tasks.includes(taskOf(transfer)))
      return `nobody is told to do it by hand: the ${kind}`;
  }
  // An order that could never be read has no document; a task tells a person about it.
  if (!order?.order) return null;
  return (
    lost(transfers, world, setting) ?? contradicted(transfers, world, setting) ?? misbooked(transfers, world, setting)
  );
}

/** The name of the task that asks a person to do by hand what the transfer cannot. */
const taskOf = ({ kind, subjectKind, subjectId, aboutKind, aboutReference }: Transfer): string =>
  [kind, subjectKind, subjectId, aboutKind, aboutReference].join(' ');

interface TargetDocument {
  key: string;
  id: string;
  total: number;
}

/**
 * The documents at the target, in the order in which they came there: those that the vendor holds, or those that the
 * office has fetched and not refused.
 */
function documentsOf({ documents, office }: World, { acknowledges }: Setting): TargetDocument[] {
  const fetched = office.filter(({ word }) => word === 'accepted' || (word === null && !acknowledges));
  return [
    ...documents,
    ...fetched.map(({ key, bytes }) => ({
      key,
      id: key,
      total: readDocument(Buffer.from(bytes)).total,
    })),
  ];
}

/**
 * Whether people know that the document of a closed transfer may exist. After a restore the operator is told which
 * cancelled orders may have documents; and a person who decided about the document knows of it.
 */
function isKnown({ id, reason }: Transfer, { restoredFrom, office }: World): boolean {
  if (office.some((held) => held.id === id && held.released)) return true;
  return restoredFrom !== null && ['cancelled.before_sending', 'rule.order_not_sent'].includes(reason);
}

const contentOf = (transfer: Transfer, { system }: Setting): unknown => system.content(planOf(transfer)?.plan);

/**
 * Whether the transfer has ended. One that waits behind a blocked transfer waits for a person, unless the blocked one
 * is about a payment, for which nothing waits. An office that never acknowledges has ended a transfer by fetching it.
 */
function isEnd(transfer: Transfer, all: readonly Transfer[], { acknowledges }: Setting): boolean {
  if (transfer.state === 'waiting')
    return all.some((other) => other.id < transfer.id && other.state === 'blocked' && !isAboutPayment(other));
  if (transfer.state === 'handed_over') return transfer.fetched && !acknowledges;
  return ['done', 'closed', 'blocked'].includes(transfer.state) && transfer.reason !== '';
}

/** Whether a person has decided about the transfer, or has it as a task. */
const isWithPerson = ({ state, reason }: Transfer): boolean =>
  state === 'blocked' ||
  ['elsewhere', 'cancelled.by_person', 'accepted.difference', 'rule.not_supported', 'rule.function_off'].includes(
    reason,
  );

const isAboutPayment = ({ kind, aboutKind }: Transfer): boolean => kind === 'payment' || aboutKind === 'payment';

const isThere = ({ state, fetched }: Transfer): boolean => state === 'done' || (state === 'handed_over' && fetched);

/** A document that the shop wants and that nobody takes care of. */
function lost(transfers: readonly Transfer[], world: World, setting: Setting): string | null {
  const seenTo = ({ state, reason }: Transfer): boolean =>
    state !== 'closed' || reason === 'elsewhere' || reason === 'cancelled.by_person';
  const own = transfers.find(({ kind }) => kind === 'order');
  if (!own) return 'lost: the order has no transfer';
  const decision = decided(own, world, setting);
  if (decision.kind === 'wanted' && !seenTo(own))
    return `lost: the order is closed (${own.reason}), though it is wanted`;
  const cancellation = transfers.find(({ kind }) => kind === 'cancellation');
  if (decision.kind === 'cancelled' && isThere(own)) {
    if (!cancellation) return 'lost: the cancellation of an order that is there';
    if (cancellation.reason === 'rule.order_not_sent')
      return 'lost: the cancellation is closed as not sent, though its order is there';
  }
  for (const { id } of world.order?.order?.refunds ?? []) {
    const refund = transfers.find(({ kind, reference }) => kind === 'refund' && reference === id);
    if (!refund) return `lost: refund ${id} has no transfer`;
    if (isThere(own) && decided(refund, world, setting).kind === 'wanted' && !seenTo(refund))
      return `lost: refund ${id} is closed (${refund.reason}), though its order is there`;
    const told = transfers.filter(
      ({ kind, aboutKind, aboutReference }) => kind === 'amendment' && aboutKind === 'refund' && aboutReference === id,
    );
    if (told.length > 1) return `told twice: refund ${id} was changed`;
  }
  return null;
}

const decided = (transfer: Transfer, { order, ...world }: World, setting: Setting): Wanted =>
  decisionNow(
    transfer,
    { order: order?.order ?? null, unread: order?.row.unread ?? null },
    setting.rules,
    insistenceOn(transfer, siblingsOf({ ...world, order })),
  );

/**
 * A difference between the shop and what the target says in the end, by the order's document and its amendments and
 * cancellation.
 */
function contradicted(transfers: readonly Transfer[], world: World, setting: Setting): string | null {
  const [own] = transfers;
  if (
    !own ||
    transfers.some((transfer) => !isAboutPayment(transfer) && isWithPerson(transfer)) ||
    (own.state === 'closed' && isKnown(own, world))
  )
    return null;
  // A person has decided differently about a document that the office then accepted.
  if (world.office.some(({ released, word }) => released && word === 'accepted')) return null;
  const said = documentsOf(world, setting).reduce<number | null>((total, document) => {
    const kind = transfers.find(({ documentKey }) => documentKey === document.key)?.kind;
    if (kind === 'order') return document.total;
    if (total === null || kind === 'refund' || kind === 'payment') return total;
    return kind === 'cancellation' ? null : document.total;
  }, null);
  const decision = decided(own, world, setting);
  if (decision.kind === 'cancelled')
    return said === null ? null : `the target says ${said}, though the order is cancelled`;
  if (decision.kind === 'not_wanted') return null;
  return said === world.order?.order?.total ? null : `lost: the newest revision of an order that is done (${said})`;
}

/**
 * A booked payment stays as it is. Where the order differs from it since, exactly one task must tell a person; where
 * not, none.
 */
function misbooked(transfers: readonly Transfer[], world: World, setting: Setting): string | null {
  for (const payment of transfers.filter(({ kind }) => kind === 'payment')) {
    const { state, reason, reference } = payment;
    const decision = decided(payment, world, setting);
    if (
      state === 'closed' &&
      decision.kind === 'wanted' &&
      transfers.some((other) => isThere(other) && pays(payment, other))
    )
      return `lost: the payment is closed (${reason}), though it is wanted`;
    const told = transfers.filter((other) => other.aboutKind === 'payment' && other.aboutReference === reference);
    const differs =
      state === 'done' && (decision.kind === 'cancelled' || contentOf(payment, setting) !== owed(payment, world));
    if (told.length !== (differs ? 1 : 0))
      return `told ${told.length} times that the payment differs, which it does${differs ? '' : ' not'}`;
    const [task] = told;
    if (task?.state === 'closed' && task.reason !== 'rule.not_supported')
      return `a task about the payment is ${task.state} (${task.reason})`;
  }
  return null;
}

/** Whether the payment is about this document: the order that it pays, or the refund that it pays out. */
const pays = ({ aboutKind, aboutReference }: Transfer, { kind, reference }: Transfer): boolean =>
  kind === aboutKind && reference === aboutReference;

/** The amount that was paid as the shop says it now; for a refund, the amount that was paid back. */
function owed({ aboutKind, aboutReference }: Transfer, { order }: World): number | undefined {
  if (aboutKind === 'order') return order?.order?.total;
  const refund = order?.order?.refunds.find(({ id }) => id === aboutReference);
  return refund && -refund.amount;
}
