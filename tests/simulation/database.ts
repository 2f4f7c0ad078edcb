import { claimEvent } from '../../bridge-server/src/mirror/delivery/claim.ts';
import { lostEvent } from '../../bridge-server/src/mirror/maintenance/janitor.ts';
import { reviewTransfer } from '../../bridge-server/src/mirror/maintenance/reviewing.ts';
import type { FurtherTransfer } from '../../bridge-server/src/mirror/transfer/add.ts';
import { documentKey } from '../../bridge-server/src/mirror/transfer/keys.ts';
import { routesOf } from '../../bridge-server/src/mirror/transfer/routes.ts';
import { holdsLane } from '../../bridge-server/src/mirror/transfer/states.ts';
import { makerOf } from '../../bridge-server/src/mirror/transfer/store.ts';
import type { Frozen, Transfer } from '../../bridge-server/src/mirror/transfer/transfer.ts';
import { applyEvent, type Transition } from '../../bridge-server/src/mirror/transfer/transition.ts';
import type { Step } from '../../bridge-server/src/systems/contract.ts';
import { stepsOf } from '../../bridge-server/src/systems/pushed.ts';
import {
  at,
  drive,
  fresh,
  isBehind,
  leaseHolds,
  must,
  orderOf,
  replaced,
  rowAt,
  secondsSince,
  siblingsOf,
  store,
  timeOf,
} from './rows.ts';
import type { Setting, Stored, World } from './world.ts';

/**
 * What PostgreSQL does, as atomic operations in memory: one for each statement or transaction of the product, with the same
 * conditions. Decisions are the product's own.
 */

export { isBehind, orderOf, rowAt, secondsSince, siblingsOf, store, timeOf } from './rows.ts';

const connection = { id: 'c', system: 'toy', account: 'a' };

/** `orders/commit.ts`: order and transfers in one statement; what is older, or the same, changes nothing. */
export function commit(world: World, setting: Setting, position: number): World {
  const event = setting.events[position];
  if (!event) throw new Error(`the shop has no event ${position}`);
  const { order, snapshot } = event;
  const toDeliver = world.toDeliver.filter((other) => other !== position);
  if (world.order && position <= world.order.generation) return { ...world, toDeliver };
  const revision = (world.order?.row.revision ?? 0) + 1;
  const row = {
    revision,
    tombstone: false,
    snapshot,
    currency: order.currency,
    total: order.total,
    correlationId: 'x',
  };
  const routes = routesOf(at, order, {
    settingsVersion: 1,
    connections: [{ ...connection, rules: setting.rules, longestKey: setting.system.longestKey }],
  });
  const rows = world.rows.map((stored): Stored => ({ ...stored, reviewAt: world.now }));
  for (const route of routes) {
    if (rows.some(({ transfer }) => transfer.kind === route.kind && transfer.reference === route.reference)) continue;
    rows.push(fresh({ ...route, id: rows.length + 1, currency: order.currency }, world.now));
    drive(setting, route.state === 'waiting' ? 'wanted' : 'not_wanted');
  }
  return { ...world, toDeliver, rows, order: { row, order, generation: position } };
}

/** `claim.ts` dueStatement: what may be claimed now, and whether it stands behind an open one of its order. */
export function claimable(world: World): { id: number; behind: boolean }[] {
  if (world.heldUntil !== null && world.heldUntil > world.now) return [];
  return world.rows
    .filter(
      ({ transfer, dueAt, leaseUntil }) =>
        (transfer.state === 'waiting' || transfer.state === 'in_doubt') &&
        dueAt <= world.now &&
        (leaseUntil === null || leaseUntil <= world.now),
    )
    .map(({ transfer: { id } }) => ({ id, behind: isBehind(world, id) }));
}

/** `claim.ts` claim: puts off, blocks, or leases; with a lease, the transfer comes back. */
export function claim(
  world: World,
  setting: Setting,
  at: { id: number; behind: boolean },
): { world: World; claimed: Transfer | null } {
  const { timing } = setting;
  const found = rowAt(world, at.id).transfer;
  const event = claimEvent(found, at.behind && found.state === 'waiting');
  if (event.name !== 'claimed')
    return { world: must(store(world, setting, found, applyEvent(found, event, timing, 0))), claimed: null };
  const claims = found.state === 'in_doubt' ? found.claims + 1 : found.claims;
  const leased = { ...found, claims, leaseToken: `t${world.counter}` };
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

/** `store.ts` storeIntent: renews the lease and records results and intent; the first intent only for the newest revision. */
export function recordIntent(
  world: World,
  setting: Setting,
  transfer: Transfer,
  given: { plan: Frozen; step: Step; since: number },
): World | 'lost_lease' | 'order_revised' {
  const { plan, step, since } = given;
  const stored = rowAt(world, transfer.id);
  if (!leaseHolds(setting, stored, transfer) || stored.leaseUntil === null || stored.leaseUntil <= world.now)
    return 'lost_lease';
  const begun = transfer.frozen !== null;
  if (!begun && world.order?.row.revision !== plan.revision) return 'order_revised';
  if (stored.transfer.state !== 'sending') return 'lost_lease';
  const maker = makerOf(transfer, step, (kind) => stepsOf(setting.system)[kind]?.makes ?? false);
  return replaced(world, {
    ...stored,
    leaseUntil: world.now + setting.timing.leaseSeconds,
    transfer: {
      ...stored.transfer,
      frozen: plan,
      plannedRevision: plan.revision,
      results: transfer.results,
      intent: step,
      maker: maker === 'former' ? stored.transfer.intent : maker === 'kept' ? stored.transfer.maker : null,
      currency: transfer.currency,
      total: transfer.total,
      intentAt: timeOf(since),
      intentOpen: true,
    },
  });
}

/** `deliver.ts` end and offer: with the order's row locked, compares the revisions. */
export function finish(
  world: World,
  setting: Setting,
  transfer: Transfer,
  transition: Transition,
  handover: string | null = null,
): World | null {
  const inLane = setting.planted !== 'no revision check';
  return store(world, setting, transfer, transition, { inLane, handover });
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

/** `review.ts` reviewOne: what is marked and not in a worker's hand. */
export const reviewable = (world: World): number[] =>
  world.rows
    .filter(
      ({ transfer, reviewAt }) =>
        reviewAt !== null && reviewAt <= world.now && transfer.state !== 'sending' && transfer.state !== 'in_doubt',
    )
    .map(({ transfer }) => transfer.id);

export function review(world: World, setting: Setting, id: number): World {
  const stored = rowAt(world, id);
  const { transfer } = stored;
  const { row } = orderOf(world);
  const looked = replaced(world, { ...stored, reviewAt: null });
  const insists = transfer.kind === 'order' && transfer.insisted;
  const cleared = insists
    ? {
        ...looked,
        rows: looked.rows.map((other) =>
          other.transfer.id !== id && isRuledOut(other) ? { ...other, reviewAt: other.reviewAt ?? world.now } : other,
        ),
      }
    : looked;
  const { system, rules, timing } = setting;
  const reviewed = reviewTransfer({ transfer, row, siblings: siblingsOf(world), system, rules, timing });
  if (!reviewed) return cleared;
  const { event, transition, further } = reviewed;
  const moved = must(store(cleared, setting, transfer, transition));
  const stirred =
    event.name === 'wanted' && transfer.kind === 'order'
      ? {
          ...moved,
          rows: moved.rows.map((other) => (other.transfer.id === id ? other : { ...other, reviewAt: world.now })),
        }
      : moved;
  return further ? add(stirred, setting, transfer, further) : stirred;
}

const isRuledOut = ({ transfer: { state, reason } }: Stored): boolean =>
  state === 'closed' && reason.startsWith('rule.');

/** `add.ts` addTransfer: none while one about the same may still be planned anew, none twice. */
function add(
  world: World,
  setting: Setting,
  beside: Transfer,
  { kind, reference, about, order, reason }: FurtherTransfer,
): World {
  const isThere = world.rows.some(
    ({ transfer }) =>
      transfer.kind === kind &&
      (transfer.reference === reference ||
        (transfer.aboutKind === about.kind && transfer.aboutReference === about.reference && holdsLane(transfer))),
  );
  if (isThere) return world;
  drive(setting, 'wanted');
  const { connectionId, system, account, subjectKind, subjectId, currency } = beside;
  const added = fresh(
    {
      ...{ connectionId, system, account, subjectKind, subjectId, currency },
      ...{ id: world.rows.length + 1, kind, reference, state: 'waiting', reason },
      aboutKind: about.kind,
      aboutReference: about.reference,
      documentKey: documentKey(at, kind, reference, setting.system.longestKey),
      total: order.total,
    },
    world.now,
  );
  return { ...world, rows: [...world.rows, added] };
}

/** `circuit-breaker.ts` open: what was held back goes on. */
export const closeBreaker = (world: World): World => ({ ...world, heldUntil: null, closedAt: world.now });
