import { insistenceOn } from '../../bridge-server/src/mirror/delivery/planning.ts';
import { holdsLane } from '../../bridge-server/src/mirror/transfer/states.ts';
import type { Transfer } from '../../bridge-server/src/mirror/transfer/transfer.ts';
import { decisionFor, type Wanted } from '../../bridge-server/src/mirror/transfer/wanted.ts';
import { readDocument } from '../toys/pulled.ts';
import { siblingsOf } from './database.ts';
import type { Setting, World } from './world.ts';

/** What must hold at every moment: never two documents of one key, and nothing is offered to the office that it cannot place. */
export function brokenNow(world: World): string | null {
  const keys = world.documents.flatMap(({ key, copy }) => (copy ? [] : [key]));
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) return `two documents: ${twice}`;
  const order = world.rows.find(({ transfer }) => transfer.kind === 'order');
  const early = world.rows.find(({ transfer: { state, kind } }) => state === 'handed_over' && kind !== 'order');
  if (early && !world.everFetched.includes(order?.transfer.id ?? 0))
    return `the ${early.transfer.kind} is offered before its order was fetched`;
  return world.officeSaw;
}

/** What must hold when nothing more comes of itself: every transfer has its end, every document its transfer, nothing is lost. */
export function brokenAtEnd(world: World, setting: Setting): string | null {
  const transfers = world.rows.map(({ transfer }) => transfer);
  const open = transfers.find((transfer) => !isEnd(transfer, transfers));
  if (open) return `no end: the ${open.kind} is ${open.state} (${open.reason})`;
  for (const transfer of transfers) {
    const total = heldTotal(transfer, world);
    if (transfer.state === 'done' && total === null) return `done without its document: the ${transfer.kind}`;
    if (
      transfer.state === 'closed' &&
      total !== null &&
      transfer.reason !== 'elsewhere' &&
      !isToldToOperator(transfer, world)
    )
      return `a document that nobody knows: the ${transfer.kind} is closed (${transfer.reason})`;
    if (
      transfer.state === 'done' &&
      total !== setting.system.content(transfer.frozen?.plan) &&
      transfer.reason !== 'accepted.difference'
    )
      return `done with another content: the ${transfer.kind}`;
  }
  return world.order ? lost(transfers, world, setting) : null;
}

/** What the transfer's document comes to where it is; null: it is not there. */
function heldTotal(transfer: Transfer, { documents, office }: World): number | null {
  const fetched = office.find(({ transferId, accepted }) => transferId === transfer.id && accepted);
  if (fetched) return readDocument(Buffer.from(fetched.bytes)).total;
  const held = documents.find(({ id, key }) =>
    transfer.state === 'done' ? id === transfer.documentId : key === transfer.documentKey,
  );
  return held?.total ?? null;
}

/** After a restore the operator is told which orders were called off whose documents may be there. */
const isToldToOperator = ({ reason }: Transfer, { restoredFrom }: World): boolean =>
  restoredFrom !== null && ['cancelled.before_sending', 'rule.order_not_sent'].includes(reason);

/** Behind one that is blocked, a transfer waits for the person who unblocks that one; and for the office behind one that is offered. */
function isEnd(transfer: Transfer, all: readonly Transfer[]): boolean {
  const isHeld = (other: Transfer): boolean => other.state === 'blocked' || other.state === 'handed_over';
  if (transfer.state === 'waiting')
    return all.some((other) => other.id < transfer.id && isHeld(other) && holdsLane(other));
  return ['done', 'closed', 'blocked', 'handed_over'].includes(transfer.state) && transfer.reason !== '';
}

const byPerson: readonly string[] = ['elsewhere', 'cancelled.by_person'];
/** Closed by a rule that says who must do it. */
const byHand: readonly string[] = ['rule.not_supported', 'rule.function_off'];

/** What the shop wants and nobody sees to. */
function lost(transfers: readonly Transfer[], world: World, setting: Setting): string | null {
  const current = world.order?.order ?? null;
  const decided = (transfer: Transfer): Wanted =>
    decisionFor(transfer, current, setting.rules, insistenceOn(transfer, siblingsOf(world)));
  const seenTo = ({ state, reason }: Transfer): boolean => state !== 'closed' || byPerson.includes(reason);
  const own = transfers.find(({ kind }) => kind === 'order');
  if (!own) return 'lost: the order has no transfer';
  const isThere = own.state === 'done' || (own.state === 'handed_over' && own.fetched);
  const decision = decided(own);
  if (decision.kind === 'wanted') {
    if (!seenTo(own)) return `lost: the order is closed (${own.reason}), though it is wanted`;
    if (isThere && lastSaid(transfers, world, setting) !== current?.total && !isForPerson(transfers))
      return 'lost: the newest revision of an order that is done';
  }
  const cancelled = transfers.some(
    ({ kind, state, reason }) => kind === 'cancellation' && !(state === 'closed' && reason === 'rule.order_not_sent'),
  );
  if (decision.kind === 'cancelled' && isThere && !cancelled) return 'lost: the cancellation of an order that is done';
  for (const { id } of current?.refunds ?? []) {
    const refund = transfers.find(({ kind, reference }) => kind === 'refund' && reference === id);
    if (!refund) return `lost: refund ${id} has no transfer`;
    if (isThere && decided(refund).kind === 'wanted' && !seenTo(refund))
      return `lost: refund ${id} is closed (${refund.reason}), though its order is done`;
  }
  return null;
}

/** What the order's document says in the end: by what was fetched last, or will be. */
function lastSaid(transfers: readonly Transfer[], { office }: World, { system }: Setting): unknown {
  const place = ({ id }: Transfer): number => {
    const at = office.findIndex(({ transferId }) => transferId === id);
    return at < 0 ? office.length + id : at;
  };
  const saying = transfers
    .filter(({ kind, state }) => (kind === 'order' || kind === 'amendment') && /^(done|handed_over)$/.test(state))
    .sort((one, other) => place(one) - place(other))
    .at(-1);
  return saying?.frozen ? system.content(saying.frozen.plan) : null;
}

/** Whether somebody is told that the document must be mended, or has said that it was; or it waits for the office. */
const isForPerson = (transfers: readonly Transfer[]): boolean =>
  transfers.some(
    ({ kind, state, reason }) =>
      (kind === 'cancellation' && state !== 'closed') ||
      (kind === 'amendment' &&
        (/^(blocked|waiting)$/.test(state) || (state === 'closed' && [...byPerson, ...byHand].includes(reason)))),
  );
