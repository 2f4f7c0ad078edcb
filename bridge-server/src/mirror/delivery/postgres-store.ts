import type pg from 'pg';
import type { Logger } from 'pino';
import { databaseFault } from '../../database/availability.ts';
import { createBatcher, createSharedReads } from '../../database/batcher.ts';
import { inTransaction } from '../../database/database.ts';
import { openConnection } from '../../shops/connection.ts';
import type { Sealer } from '../../shops/sealing.ts';
import { openTasks, readDecisions } from '../../desk/tasks.ts';
import { factStore, getFacts, type AskedFact } from './fact-store.ts';
import { readLanes, type Lane, type LaneAt } from './lane.ts';
import { createRemoteObjects } from './remote-objects.ts';
import { addComparison } from '../transfer/add.ts';
import { askedNoMore } from '../transfer/asks.ts';
import { isToCompare } from '../transfer/restored.ts';
import {
  renewLease,
  storeIntents,
  storeTransitions,
  withLane,
  type Intent,
  type IntentStored,
} from '../transfer/store.ts';
import { openBreaker } from './circuit-breaker.ts';
import type { DeliveryMove, DeliveryStore } from './delivery-store.ts';

const everything = 'all';
/** So that no statement grows without end. */
const most = 100;

/**
 * The delivery's store in PostgreSQL. What the deliveries that a process has in hand ask and store at one moment goes by one
 * statement. Each call is answered by a statement that began after it, so that nothing is seen later than it would be alone.
 */
export function createDeliveryStore(pool: pg.Pool, sealer: Sealer, log: Logger): DeliveryStore {
  const few = { fits: (_: unknown, batch: readonly unknown[]) => batch.length < most, divides: concernsOne };
  const connections = createSharedReads(({ shopId, id }: { shopId: string; id: string }) =>
    openConnection(pool, sealer, shopId, id),
  );
  const decisions = createSharedReads(({ shopId, id }: { shopId: string; id: string }) =>
    readDecisions(pool, shopId, id),
  );
  const lanes = createBatcher<LaneAt, Lane>({ ...few, commit: (_key, batch) => readLanes(pool, batch) });
  const facts = createBatcher<AskedFact, unknown>({
    ...few,
    fits: () => true,
    commit: (_key, batch) => getFacts(pool, batch),
  });
  const intents = createBatcher<Intent, IntentStored>({ ...few, commit: (_key, batch) => storeIntents(pool, batch) });
  const moves = createBatcher<DeliveryMove, boolean>({
    ...few,
    commit: (_key, batch) => storeTransitions(pool, batch),
    fits: (one, batch) =>
      few.fits(one, batch) &&
      !batch.some(({ before }) => before.shopId === one.before.shopId && before.subjectId === one.before.subjectId),
  });
  return {
    connection: (shopId, id) => connections(`${shopId}/${id}`, { shopId, id }),
    decisions: (shopId, id) => decisions(`${shopId}/${id}`, { shopId, id }),
    lane: (at) => lanes(everything, at),
    facts: (shopId, connectionId) =>
      factStore(pool, { shopId, connectionId }, (asked) => facts(`${shopId}/${connectionId}`, asked), log),
    storeIntent: (intent) => intents(everything, intent),
    objects: createRemoteObjects(pool),
    storeTransition: (move) => (hasEffects(move) ? storeWithEffects(pool, move) : moves(everything, move)),
    renewLease: (transfer, leaseSeconds) => renewLease(pool, transfer, leaseSeconds),
    isToCompare: (system, transfer) => isToCompare(pool, system, transfer),
  };
}

/** One of many may be to blame, and each is tried by itself; but not where the database is what fails, unless two waited for each other crosswise. */
const concernsOne = (fault: unknown): boolean => databaseFault(fault) !== 'outage';

const hasEffects = (move: DeliveryMove): boolean => {
  const { tasks = [], breaker, compare = false } = move;
  return tasks.length > 0 || breaker !== undefined || compare || askedNoMore(move).length > 0;
};

async function storeWithEffects(pool: pg.Pool, move: DeliveryMove): Promise<boolean> {
  const { before, tasks = [], breaker, compare = false } = move;
  // A comparison is made of the order as it is, whose row is held meanwhile.
  if (compare)
    return withLane(pool, before, async (client, order) => {
      const [stored = false] = await storeTransitions(client, [move]);
      if (stored) await addComparison(client, before, order);
      return stored;
    });
  return inTransaction(pool, async (client) => {
    const [stored = false] = await storeTransitions(client, [move]);
    if (stored) await openTasks(client, before, tasks);
    if (stored && breaker) await openBreaker(client, before, breaker);
    return stored;
  });
}
