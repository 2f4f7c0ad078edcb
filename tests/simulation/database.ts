import type { UnreadOrder } from '@kontor/shared/order';
import { transferIdOf } from '../setup/ids.ts';
import { claimEvent } from '../../bridge-server/src/mirror/delivery/claim.ts';
import { lostEvent } from '../../bridge-server/src/mirror/maintenance/janitor.ts';
import type { Sibling } from '../../bridge-server/src/mirror/delivery/siblings.ts';
import { routesOf } from '../../bridge-server/src/mirror/transfer/routes.ts';
import { holdsLane, holdsUp, rowsFor, type EventName } from '../../bridge-server/src/mirror/transfer/states.ts';
import { aboutOf, type Frozen, type Transfer } from '../../bridge-server/src/mirror/transfer/transfer.ts';
import { applyEvent, type Transition } from '../../bridge-server/src/mirror/transfer/transition.ts';
import type { Step } from '../../bridge-server/src/systems/contract.ts';
import { stepsOf } from '../../bridge-server/src/systems/pushed.ts';
import { blankTransfer } from '../setup/blank-transfer.ts';
import type { OrderRow, Setting, Stored, World } from './world.ts';

/**
 * What PostgreSQL does, as atomic operations in memory: one for each statement or transaction of the product, with the
 * same conditions. Decisions are the product's own.
 */

const connection = { id: 'c', system: 'toy', account: 'a', longestKey: 50 };
const shopId = 's';

/**
 * `orders/commit.ts`: stores order and transfers in one statement; an event that is not newer than the stored order
 * changes nothing.
 */
export function commit(world: World, setting: Setting, position: number): World {
  const event = setting.events[position];
  if (!event) throw new Error(`the shop has no event ${position}`);
  const toDeliver = world.toDeliver.filter((other) => other !== position);
  if (world.order && position <= world.order.generation) return { ...world, toDeliver };
  const revision = (world.order?.row.revision ?? 0) + 1;
  if ('unread' in event) return { ...world, toDeliver, ...unreadable(world, event.unread, revision, position) };
  const { order, snapshot } = event;
  const row = {
    revision,
    tombstone: false,
    snapshot,
    unread: null,
    currency: order.currency,
    total: order.total,
    correlationId: 'x',
  };
  const routes = routesOf({ shopId, subjectKind: 'order', subjectId: order.id }, order, {
    settingsVersion: 1,
    connections: [{ ...connection, rules: setting.rules }],
  });
  const rows = world.rows.map((stored): Stored => ({ ...stored, reviewAt: world.now }));
  for (const route of routes) {
    const { kind, reference } = route;
    if (kind === 'amendment' || kind === 'cancellation') throw new Error(`intake makes no ${kind}`);
    if (!rows.some(({ transfer }) => transfer.kind === kind && transfer.reference === reference))
      rows.push(fresh({ ...route, id: transferIdOf(rows.length + 1), currency: order.currency }, world.now, setting));
  }
  return { ...world, toDeliver, rows, order: { row, order, generation: position } };
}

/**
 * An event that cannot be read asks for no new document. The transfers that exist are reviewed, and the order keeps the
 * last content that could be read.
 */
function unreadable(
  world: World,
  unread: UnreadOrder,
  revision: number,
  generation: number,
): Pick<World, 'order' | 'rows'> {
  const lastRow = world.order?.row ?? {
    tombstone: false,
    snapshot: null,
    currency: null,
    total: null,
    correlationId: 'x',
  };
  return {
    order: { row: { ...lastRow, revision, unread }, order: world.order?.order ?? null, generation },
    rows: world.rows.map((stored): Stored => ({ ...stored, reviewAt: world.now })),
  };
}

/** A new row with the defaults of the table. */
export function fresh(
  route: Pick<
    Transfer,
    | 'id'
    | 'subjectId'
    | 'kind'
    | 'reference'
    | 'aboutKind'
    | 'aboutReference'
    | 'documentKey'
    | 'state'
    | 'reason'
    | 'currency'
    | 'total'
  >,
  now: number,
  setting: Setting,
): Stored {
  noteBirth(setting, route);
  return {
    dueAt: now,
    leaseUntil: null,
    reviewAt: null,
    handover: null,
    transfer: {
      shopId,
      connectionId: connection.id,
      system: connection.system,
      account: connection.account,
      subjectKind: 'order',
      ...blankTransfer,
      ...route,
    },
  };
}

/** Counts the row of the state table by which a new transfer comes about. */
function noteBirth({ timesTaken: taken }: Setting, { state, reason }: Pick<Transfer, 'state' | 'reason'>): void {
  const event: EventName =
    state === 'waiting' ? 'wanted' : reason.startsWith('cancelled.') ? 'cancelled' : 'not_wanted';
  const [row] = rowsFor('none', event);
  if (!row?.reason || !reason.startsWith(row.reason))
    throw new Error(`no row says how a transfer becomes ${state} (${reason})`);
  taken.set(row, (taken.get(row) ?? 0) + 1);
}

export const rowAt = (world: World, id: number): Stored => {
  const stored = world.rows.find(({ transfer }) => transfer.id === id);
  if (!stored) throw new Error(`there is no transfer ${id}`);
  return stored;
};

export const replaced = (world: World, changed: Stored): World => ({
  ...world,
  rows: world.rows.map((stored) => (stored.transfer.id === changed.transfer.id ? changed : stored)),
});

const leaseHolds = (setting: Setting, stored: Stored, transfer: Transfer): boolean =>
  setting.planted === 'no lease token' || stored.transfer.leaseToken === transfer.leaseToken;

/**
 * `store.ts` storeTransition: stores only if state and lease are as they were read. Null: somebody else moved the
 * transfer.
 */
export function store(
  world: World,
  setting: Setting,
  before: Transfer,
  transition: Transition,
  options: { review?: boolean; handover?: string } = {},
): World | null {
  const stored = rowAt(world, before.id);
  if (stored.transfer.state !== before.state || !leaseHolds(setting, stored, before)) return null;
  setting.timesTaken.set(transition.row, (setting.timesTaken.get(transition.row) ?? 0) + 1);
  const { next, dueInSeconds } = transition;
  const { intent: newest, intentAt, maker } = stored.transfer;
  const intent = transition.row.intent === 'reopen' && !before.intentOpen ? (maker ?? newest) : newest;
  const keepsHandover = next.state === 'handed_over' && before.state === 'handed_over';
  const moved = replaced(world, {
    ...stored,
    transfer: {
      ...next,
      intent,
      intentAt,
      doubtSince: next.state === 'in_doubt' ? (stored.transfer.doubtSince ?? timeOf(world.now)) : null,
    },
    handover: keepsHandover ? stored.handover : (options.handover ?? null),
    dueAt: dueInSeconds === null ? stored.dueAt : world.now + dueInSeconds,
    leaseUntil: next.leaseToken === null ? null : stored.leaseUntil,
    reviewAt: options.review ? world.now : stored.reviewAt,
  });
  return next.state === 'done' || (next.state === 'handed_over' && next.fetched) ? awaited(moved, next) : moved;
}

/**
 * `store.ts` awaited: transfers that were closed because this document was not there yet, or are about to be, are
 * reviewed again.
 */
function awaited(world: World, { id, kind }: Transfer): World {
  if (kind !== 'order' && kind !== 'refund') return world;
  return {
    ...world,
    rows: world.rows.map((other) => {
      const { id: its, state, reason } = other.transfer;
      const waits = /^rule\.(order|refund)_not_sent$/.test(reason) || state === 'sending';
      return its !== id && waits ? { ...other, reviewAt: world.now } : other;
    }),
  };
}

/** The database's clock as the product reads it. */
export const timeOf = (seconds: number): Date => new Date(seconds * 1000);
export const secondsSince = (world: World, time: Date | null): number => (time ? world.now - time.getTime() / 1000 : 0);

/**
 * `claim.ts` dueStatement: the transfers that may be claimed now, and whether each is behind an open one of its order.
 */
export function claimable(world: World, setting: Setting): { id: number; behind: boolean }[] {
  if (world.heldUntil !== null && world.heldUntil > world.now) return [];
  return world.rows
    .filter(
      ({ transfer, dueAt, leaseUntil }) =>
        (transfer.state === 'waiting' || transfer.state === 'in_doubt') &&
        // A row that a review holds is passed over.
        transfer.id !== world.review?.id &&
        dueAt <= world.now &&
        (leaseUntil === null || leaseUntil <= world.now),
    )
    .map(({ transfer: { id } }) => ({ id, behind: isBehind(world, setting, id) }));
}
export function isBehind(world: World, { planted }: Setting, id: number): boolean {
  const holds = planted === 'a blocked payment holds the lane' ? holdsLane : holdsUp;
  return world.rows.some(({ transfer }) => transfer.id < id && holds(transfer));
}

/** `claim.ts` claim: puts a transfer off, blocks it, or leases it; a leased transfer is returned as `claimed`. */
export function claim(
  world: World,
  setting: Setting,
  at: { id: number; behind: boolean },
): { world: World; claimed: Transfer | null } {
  const { timing } = setting;
  const transfer = rowAt(world, at.id).transfer;
  const event = claimEvent(transfer, at.behind && transfer.state === 'waiting');
  if (event.name !== 'claimed')
    return { world: must(store(world, setting, transfer, applyEvent(transfer, event, timing, 0))), claimed: null };
  const claims = transfer.state === 'in_doubt' ? transfer.claims + 1 : transfer.claims;
  const leased = { ...transfer, claims, leaseToken: `t${world.counter}` };
  const taken = replaced(
    { ...world, counter: world.counter + 1 },
    { ...rowAt(world, at.id), transfer: leased, leaseUntil: world.now + timing.leaseSeconds },
  );
  if (leased.state !== 'waiting') return { world: taken, claimed: leased };
  const transition = applyEvent(leased, event, timing, 0);
  const next = { ...transition.next, leaseToken: leased.leaseToken };
  return { world: must(store(taken, setting, leased, { ...transition, next })), claimed: next };
}

/** `store.ts` renewLease. Null: the lease is lost. */
export function renew(world: World, setting: Setting, transfer: Transfer): World | null {
  const stored = rowAt(world, transfer.id);
  if (!leaseHolds(setting, stored, transfer) || stored.leaseUntil === null || stored.leaseUntil <= world.now)
    return null;
  return replaced(world, { ...stored, leaseUntil: world.now + setting.timing.leaseSeconds });
}

/**
 * `store.ts` storeIntent: renews the lease and records results and intent; a first intent counts only for the newest
 * revision.
 */
export function recordIntent(
  world: World,
  setting: Setting,
  transfer: Transfer,
  intended: { plan: Frozen; step: Step; since: number },
): World | 'lost_lease' | 'order_revised' {
  const { plan, step, since } = intended;
  const stored = rowAt(world, transfer.id);
  if (!leaseHolds(setting, stored, transfer) || stored.leaseUntil === null || stored.leaseUntil <= world.now)
    return 'lost_lease';
  const hasPlan = transfer.frozen !== null;
  if (!hasPlan && world.order?.row.revision !== plan.revision) return 'order_revised';
  if (stored.transfer.state !== 'sending') return 'lost_lease';
  const makes = (kind: string): boolean => stepsOf(setting.system)[kind]?.makes ?? false;
  const { intent: formerIntent, maker: formerMaker } = stored.transfer;
  const maker =
    !hasPlan || makes(step.kind) ? null : transfer.intent && makes(transfer.intent.kind) ? formerIntent : formerMaker;
  return replaced(world, {
    ...stored,
    leaseUntil: world.now + setting.timing.leaseSeconds,
    transfer: {
      ...stored.transfer,
      frozen: plan,
      plannedRevision: plan.revision,
      results: transfer.results,
      intent: step,
      maker,
      intentAt: timeOf(since),
      intentOpen: true,
    },
  });
}

/** `deliver.ts` end and offer: compares the revisions while the order's row is locked. */
export function finish(
  world: World,
  setting: Setting,
  transfer: Transfer,
  transition: Transition,
  handover?: string,
): World | null {
  const { plannedRevision } = transition.next;
  const review = setting.planted !== 'no revision check' && world.order?.row.revision !== plannedRevision;
  return store(world, setting, transfer, transition, { review, ...(handover === undefined ? {} : { handover }) });
}

/** `janitor.ts` takeBackLost: the transfers whose lease is over. */
export const lost = (world: World): number[] =>
  world.rows
    .filter(
      ({ transfer, leaseUntil }) => transfer.state === 'sending' && leaseUntil !== null && leaseUntil <= world.now,
    )
    .map(({ transfer }) => transfer.id);

export function takeBack(world: World, setting: Setting, id: number): World {
  const stored = rowAt(world, id);
  const event = lostEvent(setting.timing, secondsSince(world, stored.transfer.intentAt));
  const planted = setting.planted === 'asks at once' ? { ...event, afterSeconds: 0 } : event;
  return must(store(world, setting, stored.transfer, applyEvent(stored.transfer, planted, setting.timing, 0)));
}

/** `planning.ts` readSiblings. */
export const siblingsOf = (world: World): Sibling[] =>
  world.rows.map(({ transfer }) => {
    const { kind, reference, state, reason, fetched, documentId, documentNumber, total, targetTotal, insisted } =
      transfer;
    const own = { kind, reference, state, reason, fetched, documentId, documentNumber, total, targetTotal, insisted };
    return { ...own, about: aboutOf(transfer), key: transfer.documentKey, plannedRevision: transfer.plannedRevision };
  });

/** `store.ts` readOrderRow. */
export function orderOf(world: World): OrderRow {
  if (!world.order) throw new Error('the order is not stored, though a transfer names it');
  return world.order;
}

export function must(world: World | null): World {
  if (!world) throw new Error('a row that is locked was moved by somebody else');
  return world;
}
