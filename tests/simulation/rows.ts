import type { Sibling } from '../../bridge-server/src/mirror/delivery/planning.ts';
import type { Route } from '../../bridge-server/src/mirror/transfer/routes.ts';
import { holdsLane, rowsFor, type Row } from '../../bridge-server/src/mirror/transfer/states.ts';
import { aboutOf, type Transfer } from '../../bridge-server/src/mirror/transfer/transfer.ts';
import type { Transition } from '../../bridge-server/src/mirror/transfer/transition.ts';
import { blankTransfer } from '../setup/blank-transfer.ts';
import type { OrderRow, Setting, Stored, World } from './world.ts';

/** The rows of the transfers, and the one statement by which they change. */

/** The lane of all transfers. */
export const at = { shopId: 's', subjectKind: 'order', subjectId: '7' } as const;

/** A new row with the defaults of the table. */
export function fresh(given: Omit<Route, 'total'> & Pick<Transfer, 'id' | 'currency' | 'total'>, now: number): Stored {
  return {
    dueAt: now,
    leaseUntil: null,
    reviewAt: null,
    handover: null,
    transfer: {
      ...blankTransfer,
      shopId: at.shopId,
      ...given,
    },
  };
}

export const rowAt = (world: World, id: number): Stored => {
  const found = world.rows.find(({ transfer }) => transfer.id === id);
  if (!found) throw new Error(`there is no transfer ${id}`);
  return found;
};

export const replaced = (world: World, changed: Stored): World => ({
  ...world,
  rows: world.rows.map((stored) => (stored.transfer.id === changed.transfer.id ? changed : stored)),
});

export const leaseHolds = (setting: Setting, stored: Stored, transfer: Transfer): boolean =>
  setting.planted === 'no lease token' || stored.transfer.leaseToken === transfer.leaseToken;

/** Counts that a row of the state table was driven; of one that makes a transfer the event's name tells which. */
export function drive({ driven }: Setting, row: Row | 'wanted' | 'not_wanted'): void {
  const rows = typeof row === 'string' ? rowsFor('none', row) : [row];
  for (const one of rows) driven.set(one, (driven.get(one) ?? 0) + 1);
}

/** What a transition is stored with, as in `store.ts`. */
interface Options {
  review?: boolean;
  inLane?: boolean;
  handover?: string | null;
}

/** `store.ts` storeTransition: only if state and lease are as they were read. Null: somebody else moved it. */
export function store(
  world: World,
  setting: Setting,
  before: Transfer,
  transition: Transition,
  { review = false, inLane = false, handover = null }: Options = {},
): World | null {
  const stored = rowAt(world, before.id);
  if (stored.transfer.state !== before.state || !leaseHolds(setting, stored, before)) return null;
  drive(setting, transition.row);
  const { next, dueInSeconds } = transition;
  const { intent: newest, intentAt, maker } = stored.transfer;
  const intent = transition.row.intent === 'reopen' && !before.intentOpen ? (maker ?? newest) : newest;
  const isRevised = inLane && world.order?.row.revision !== next.plannedRevision;
  const keepsHandover = next.state === 'handed_over' && before.state === 'handed_over';
  const changed = replaced(world, {
    ...stored,
    transfer: {
      ...next,
      intent,
      intentAt,
      doubtSince: next.state === 'in_doubt' ? (stored.transfer.doubtSince ?? timeOf(world.now)) : null,
    },
    dueAt: dueInSeconds === null ? stored.dueAt : world.now + dueInSeconds,
    leaseUntil: next.leaseToken === null ? null : stored.leaseUntil,
    reviewAt: review || isRevised ? world.now : stored.reviewAt,
    handover: keepsHandover ? stored.handover : handover,
  });
  return next.state === 'done' || (next.state === 'handed_over' && next.fetched) ? stirred(changed, next) : changed;
}

/** What was closed, or is about to be, because this document was not there yet is looked at again; who is behind it goes on. */
function stirred(world: World, { id, kind }: Transfer): World {
  const awaits = ({ transfer: { state, reason } }: Stored): boolean =>
    (kind === 'order' || kind === 'refund') && (/^rule\.(order|refund)_not_sent$/.test(reason) || state === 'sending');
  const isWoken = ({ transfer }: Stored): boolean =>
    transfer.state === 'waiting' && transfer.reason === 'behind.lane' && !isBehind(world, transfer.id);
  return {
    ...world,
    rows: world.rows.map((stored) =>
      stored.transfer.id === id
        ? stored
        : {
            ...stored,
            reviewAt: awaits(stored) ? world.now : stored.reviewAt,
            dueAt: isWoken(stored) ? Math.min(stored.dueAt, world.now) : stored.dueAt,
          },
    ),
  };
}

/** The database's clock as the product reads it. */
export const timeOf = (seconds: number): Date => new Date(seconds * 1000);
export const secondsSince = (world: World, time: Date | null): number => (time ? world.now - time.getTime() / 1000 : 0);

export const isBehind = (world: World, id: number): boolean =>
  world.rows.some(({ transfer }) => transfer.id < id && holdsLane(transfer));

/** `lane.ts` readLane. */
export const siblingsOf = (world: World): Sibling[] =>
  world.rows.map(({ transfer }) => ({ ...transfer, about: aboutOf(transfer), key: transfer.documentKey }));

/** `store.ts` readOrderRow. */
export function orderOf(world: World): OrderRow {
  if (!world.order) throw new Error('the order is not stored, though a transfer names it');
  return world.order;
}

export function must(world: World | null): World {
  if (!world) throw new Error('a row that is locked was moved by somebody else');
  return world;
}
