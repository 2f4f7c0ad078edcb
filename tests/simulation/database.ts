import { claimEvent } from '../../bridge-server/src/mirror/delivery/claim.ts';
import { reviewEvent } from '../../bridge-server/src/mirror/transfer/decide.ts';
import { personEvents, type PersonVerb } from '../../bridge-server/src/mirror/person/person.ts';
import { lostEvent } from '../../bridge-server/src/mirror/maintenance/janitor.ts';
import { objectionTo } from '../../bridge-server/src/mirror/person/objections.ts';
import { insistenceOn, planningOf, type Sibling } from '../../bridge-server/src/mirror/delivery/planning.ts';
import { routesOf } from '../../bridge-server/src/mirror/transfer/routes.ts';
import { laneStates } from '../../bridge-server/src/mirror/transfer/states.ts';
import { isBegun, type Frozen, type Transfer } from '../../bridge-server/src/mirror/transfer/transfer.ts';
import { applyEvent, rowOf, type Transition } from '../../bridge-server/src/mirror/transfer/transition.ts';
import { decisionFor } from '../../bridge-server/src/mirror/transfer/wanted.ts';
import { rules } from '../../bridge-server/src/shops/rules.ts';
import { functions, type Step } from '../../bridge-server/src/systems/contract.ts';
import type { OrderRow, Setting, Stored, World } from './world.ts';

/**
 * What PostgreSQL does, as atomic operations in memory: one for each statement or transaction of the product, with the same
 * conditions. Decisions are the product's own.
 */

const connection = { id: 'c', system: 'toy', account: 'a' };
const shopId = 's';

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
  const routes = routesOf(order.id, order, {
    settingsVersion: 1,
    connections: [{ ...connection, rules: setting.rules }],
  });
  const rows = world.rows.map((stored): Stored => ({ ...stored, reviewAt: world.now }));
  for (const { kind, reference, state, reason, total } of routes) {
    if (kind !== 'order' && kind !== 'refund') throw new Error(`intake makes no ${kind}`);
    if (!rows.some(({ transfer }) => transfer.kind === kind && transfer.reference === reference)) {
      rows.push(
        fresh(
          { id: rows.length + 1, orderId: order.id, kind, reference, state, reason, currency: order.currency, total },
          world.now,
        ),
      );
    }
  }
  return { ...world, toDeliver, rows, order: { row, order, generation: position } };
}

/** A new row with the defaults of the table. */
function fresh(
  given: Pick<Transfer, 'id' | 'orderId' | 'kind' | 'reference' | 'state' | 'reason' | 'currency' | 'total'>,
  now: number,
): Stored {
  const at = new Date(0);
  return {
    dueAt: now,
    leaseUntil: null,
    reviewAt: null,
    transfer: {
      shopId,
      connectionId: connection.id,
      system: connection.system,
      account: connection.account,
      detail: {},
      priority: 0,
      attempts: 0,
      claims: 0,
      laneWaits: 0,
      absences: 0,
      looked: null,
      leaseToken: null,
      frozen: null,
      plannedRevision: null,
      results: {},
      intent: null,
      intentAt: null,
      intentOpen: false,
      maker: null,
      insisted: false,
      replayedFrom: null,
      doubtSince: null,
      documentId: null,
      documentNumber: null,
      targetTotal: null,
      office: {},
      correlationId: 'x',
      dueAt: at,
      createdAt: at,
      changedAt: at,
      ...given,
    },
  };
}

export const rowAt = (world: World, id: number): Stored => {
  const found = world.rows.find(({ transfer }) => transfer.id === id);
  if (!found) throw new Error(`there is no transfer ${id}`);
  return found;
};

const replaced = (world: World, changed: Stored): World => ({
  ...world,
  rows: world.rows.map((stored) => (stored.transfer.id === changed.transfer.id ? changed : stored)),
});

const leaseHolds = (setting: Setting, stored: Stored, transfer: Transfer): boolean =>
  setting.planted === 'no lease token' || stored.transfer.leaseToken === transfer.leaseToken;

/** `store.ts` storeTransition: only if state and lease are as they were read. Null: somebody else moved it. */
export function store(
  world: World,
  setting: Setting,
  before: Transfer,
  transition: Transition,
  options: { review?: boolean } = {},
): World | null {
  const stored = rowAt(world, before.id);
  if (stored.transfer.state !== before.state || !leaseHolds(setting, stored, before)) return null;
  const { next, dueInSeconds } = transition;
  const { intent: newest, intentAt, maker } = stored.transfer;
  const intent = transition.row.intent === 'reopen' && !before.intentOpen ? (maker ?? newest) : newest;
  return replaced(world, {
    ...stored,
    transfer: {
      ...next,
      intent,
      intentAt,
      doubtSince: next.state === 'in_doubt' ? (stored.transfer.doubtSince ?? timeOf(world.now)) : null,
    },
    dueAt: dueInSeconds === null ? stored.dueAt : world.now + dueInSeconds,
    leaseUntil: next.leaseToken === null ? null : stored.leaseUntil,
    reviewAt: options.review ? world.now : stored.reviewAt,
  });
}

/** The database's clock as the product reads it. */
export const timeOf = (seconds: number): Date => new Date(seconds * 1000);
export const secondsSince = (world: World, time: Date | null): number => (time ? world.now - time.getTime() / 1000 : 0);

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
export const isBehind = (world: World, id: number): boolean =>
  world.rows.some(({ transfer }) => transfer.id < id && laneStates.includes(transfer.state));

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
  const makes = (kind: string): boolean => setting.system.steps[kind]?.makes ?? false;
  const { intent: former, maker: kept } = stored.transfer;
  const maker = !begun || makes(step.kind) ? null : transfer.intent && makes(transfer.intent.kind) ? former : kept;
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

/** `deliver.ts` finish: with the order's row locked, compares the revisions. */
export function finish(world: World, setting: Setting, transfer: Transfer, transition: Transition): World | null {
  const review = setting.planted !== 'no revision check' && world.order?.row.revision !== transfer.plannedRevision;
  return store(world, setting, transfer, transition, { review });
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
  const current = orderOf(world);
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
  const decision = decisionFor(transfer, current.order, setting.rules, insistenceOn(transfer, siblingsOf(world)));
  const event = reviewEvent(transfer, {
    decision,
    begun: isBegun(transfer),
    relevant: isRelevant(setting, transfer, current),
  });
  if (!event) return cleared;
  const transition = applyEvent(transfer, event, setting.timing, 0);
  const stirred =
    event.name === 'wanted' && transfer.kind === 'order'
      ? {
          ...cleared,
          rows: cleared.rows.map((other) => (other.transfer.id === id ? other : { ...other, reviewAt: world.now })),
        }
      : cleared;
  const moved = must(store(stirred, setting, transfer, transition));
  const { also } = transition.row;
  if (also !== 'amendment' && also !== 'cancellation') return moved;
  const reference =
    also === 'cancellation'
      ? ''
      : transfer.kind === 'order'
        ? String(current.row.revision)
        : `${transfer.kind}-${transfer.reference}-${current.row.revision}`;
  return add(moved, transfer, { kind: also, reference, total: current.row.total });
}

const isRuledOut = ({ transfer: { state, reason } }: Stored): boolean =>
  state === 'closed' && reason.startsWith('rule.');

/** `store.ts` addTransfer: none while one of the kind is open, none twice. */
function add(
  world: World,
  beside: Transfer,
  { kind, reference, total }: { kind: 'amendment' | 'cancellation'; reference: string; total: number },
): World {
  const open = world.rows.some(
    ({ transfer }) => transfer.kind === kind && [...laneStates, 'handed_over'].includes(transfer.state),
  );
  if (open || world.rows.some(({ transfer }) => transfer.kind === kind && transfer.reference === reference))
    return world;
  const { orderId, currency } = beside;
  return {
    ...world,
    rows: [
      ...world.rows,
      fresh(
        {
          id: world.rows.length + 1,
          orderId,
          kind,
          reference,
          state: 'waiting',
          reason: `wanted.${kind}`,
          currency,
          total,
        },
        world.now,
      ),
    ],
  };
}

/** `review.ts` isRelevant: whether the order now gives other content than the frozen plan. */
function isRelevant({ system }: Setting, transfer: Transfer, { row, order }: OrderRow): boolean {
  const { frozen } = transfer;
  if (!frozen || !order) return row.revision !== transfer.plannedRevision;
  if (row.revision === frozen.revision || transfer.kind !== 'order') return false;
  const asItIs = rules.parse({ functions: [...functions], statuses: [order.status], zeroTotal: 'send' });
  const given = planningOf({ system, connection: { settings: frozen.settings, rules: asItIs } }, transfer, row, []);
  if ('name' in given) return false;
  const planned = system.makePlan({ ...given.request, facts: frozen.facts });
  return (
    planned.kind !== 'plan' ||
    JSON.stringify(system.content(planned.plan)) !== JSON.stringify(system.content(frozen.plan))
  );
}

/** `ask.ts` ask: null when the state table does not allow it now. */
export function ask(world: World, setting: Setting, id: number, verb: PersonVerb): World | null {
  const { transfer } = rowAt(world, id);
  const name = personEvents[verb];
  if (!rowOf(transfer, name)) return null;
  if (
    objectionTo(verb, transfer, {
      siblings: siblingsOf(world),
      order: orderOf(world).order,
      rules: setting.rules,
      archived: false,
    })
  )
    return null;
  return store(world, setting, transfer, applyEvent(transfer, { name }, setting.timing, 0), {
    review: verb === 'send',
  });
}

/** `planning.ts` readSiblings. */
export const siblingsOf = (world: World): Sibling[] =>
  world.rows.map(
    ({ transfer: { kind, reference, state, reason, documentId, documentNumber, targetTotal, insisted } }) => ({
      kind,
      reference,
      state,
      reason,
      documentId,
      documentNumber,
      targetTotal,
      insisted,
    }),
  );

/** `store.ts` readOrderRow. */
export function orderOf(world: World): OrderRow {
  if (!world.order) throw new Error('the order is not stored, though a transfer names it');
  return world.order;
}

function must(world: World | null): World {
  if (!world) throw new Error('a row that is locked was moved by somebody else');
  return world;
}
