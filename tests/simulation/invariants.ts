import { insistenceOn } from '../../bridge-server/src/mirror/delivery/planning.ts';
import { decisionFor } from '../../bridge-server/src/mirror/transfer/wanted.ts';
import { documentKey } from '../../bridge-server/src/mirror/transfer/keys.ts';
import type { Transfer } from '../../bridge-server/src/mirror/transfer/transfer.ts';
import { siblingsOf } from './database.ts';
import type { Setting, World } from './world.ts';

/** What must hold at every moment: never two documents of one key. */
export function brokenNow(world: World): string | null {
  const keys = world.documents.map(({ key }) => key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  return twice === undefined ? null : `two documents: ${twice}`;
}

/** What must hold when nothing more comes of itself: every transfer has its end, every document its transfer, nothing is lost. */
export function brokenAtEnd(world: World, setting: Setting): string | null {
  const { rows, documents, order } = world;
  const transfers = rows.map(({ transfer }) => transfer);
  const open = transfers.find((transfer) => !isEnd(transfer, transfers));
  if (open) return `no end: the ${open.kind} is ${open.state} (${open.reason})`;
  for (const transfer of transfers) {
    const key = keyOf(transfer);
    const held = documents.find((document) => document.key === key);
    if (transfer.state === 'done' && held?.id !== transfer.documentId)
      return `done without its document: the ${transfer.kind}`;
    if (transfer.state === 'closed' && held && transfer.reason !== 'elsewhere' && !isToldToOperator(transfer, world))
      return `a document that nobody knows: the ${transfer.kind} is closed (${transfer.reason})`;
    if (
      transfer.state === 'done' &&
      held &&
      held.total !== setting.system.content(transfer.frozen?.plan) &&
      transfer.reason !== 'accepted.difference'
    )
      return `done with another content: the ${transfer.kind}`;
  }
  return order ? lost(transfers, world, setting) : null;
}

/** After a restore the operator is told which orders were called off whose documents may be there. */
const isToldToOperator = ({ reason }: Transfer, { restoredFrom }: World): boolean =>
  restoredFrom !== null && ['cancelled.before_sending', 'rule.order_not_sent'].includes(reason);

const keyOf = ({ shopId, orderId, kind, reference }: Transfer): string => documentKey(shopId, orderId, kind, reference);

/** Behind one that is blocked, a transfer waits for the person who unblocks that one. */
function isEnd(transfer: Transfer, all: readonly Transfer[]): boolean {
  if (transfer.state === 'waiting') return all.some(({ id, state }) => id < transfer.id && state === 'blocked');
  return ['done', 'closed', 'blocked'].includes(transfer.state) && transfer.reason !== '';
}

/** What the shop wants and nobody sees to. */
function lost(transfers: readonly Transfer[], world: World, setting: Setting): string | null {
  const current = world.order?.order ?? null;
  const decided = (transfer: Transfer) =>
    decisionFor(transfer, current, setting.rules, insistenceOn(transfer, siblingsOf(world)));
  const seenTo = ({ state, reason }: Transfer): boolean =>
    state !== 'closed' || reason === 'elsewhere' || reason === 'cancelled.by_person';
  const own = transfers.find(({ kind }) => kind === 'order');
  if (!own) return 'lost: the order has no transfer';
  const decision = decided(own);
  if (decision.kind === 'wanted') {
    if (!seenTo(own)) return `lost: the order is closed (${own.reason}), though it is wanted`;
    const follows = transfers.some(({ kind }) => kind === 'amendment' || kind === 'cancellation');
    if (own.state === 'done' && setting.system.content(own.frozen?.plan) !== current?.total && !follows)
      return 'lost: the newest revision of an order that is done';
  }
  const follows = transfers.some(({ kind }) => kind === 'cancellation');
  if (decision.kind === 'cancelled' && own.state === 'done' && !follows)
    return 'lost: the cancellation of an order that is done';
  for (const { id } of current?.refunds ?? []) {
    const refund = transfers.find(({ kind, reference }) => kind === 'refund' && reference === String(id));
    if (!refund) return `lost: refund ${id} has no transfer`;
    if (own.state === 'done' && decided(refund).kind === 'wanted' && !seenTo(refund))
      return `lost: refund ${id} is closed (${refund.reason}), though its order is done`;
  }
  return null;
}
