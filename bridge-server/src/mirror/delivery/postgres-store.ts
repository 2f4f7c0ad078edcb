import type pg from 'pg';
import { databaseFault } from '../../database/availability.ts';
import { createBatcher, createSharedReads } from '../../database/batcher.ts';
import { inTransaction } from '../../database/database.ts';
import { openTasks, readDecisions } from '../../desk/tasks.ts';
import { openConnection } from '../../shops/connection.ts';
import { readShopPeople } from '../../shops/people/people.ts';
import type { Sealer } from '../../shops/sealing.ts';
import { addComparison } from '../transfer/add.ts';
import { endedAsks } from '../transfer/asks.ts';
import { withLane } from '../transfer/current-order.ts';
import { storeIntents, type Intent, type IntentStored } from '../transfer/intents.ts';
import { askForFiles } from '../transfer/order-files.ts';
import { isToCompare } from '../transfer/restored.ts';
import { renewLease, storeTransitions } from '../transfer/store.ts';
import { openBreaker } from './circuit-breaker.ts';
import type { DeliveryMove, DeliveryStore } from './delivery-store.ts';
import { factStore, getFacts, type AskedFact } from './fact-store.ts';
import { readLanes, type Lane, type LaneAt } from './lane.ts';
import { createRemoteObjects } from './remote-objects.ts';

/** The batcher's key where everything may go into one batch. */
const everything = 'all';
/** The most that go into one batch, so that no statement grows without end. */
const mostInBatch = 100;

/**
 * The delivery's store in PostgreSQL. One statement answers what all deliveries of a process read, or store, at one
 * moment. The statement begins after each of their calls, so none of them sees anything older than it would see alone.
 */
export function createDeliveryStore(pool: pg.Pool, sealer: Sealer): DeliveryStore {
  const bounded = { fits: (_: unknown, batch: readonly unknown[]) => batch.length < mostInBatch, divides: concernsOne };
  const connections = createSharedReads(({ shopId, id }: { shopId: string; id: string }) =>
    openConnection(pool, sealer, shopId, id),
  );
  const decisions = createSharedReads(({ shopId, id }: { shopId: string; id: string }) =>
    readDecisions(pool, shopId, id),
  );
  const people = createSharedReads((shopId: string) => readShopPeople(pool, shopId));
  const lanes = createBatcher<LaneAt, Lane>({ ...bounded, commit: (_key, batch) => readLanes(pool, batch) });
  const facts = createBatcher<AskedFact, unknown>({
    ...bounded,
    fits: () => true,
    commit: (_key, batch) => getFacts(pool, batch),
  });
  const intents = createBatcher<Intent, IntentStored>({
    ...bounded,
    commit: (_key, batch) => storeIntents(pool, batch),
  });
  const moves = createBatcher<DeliveryMove, boolean>({
    ...bounded,
    commit: (_key, batch) => storeTransitions(pool, batch),
    fits: (move, batch) => bounded.fits(move, batch) && !batch.some((other) => isOfOneOrder(other, move)),
  });
  return {
    connection: (shopId, id) => connections(`${shopId}/${id}`, { shopId, id }),
    decisions: (shopId, id) => decisions(`${shopId}/${id}`, { shopId, id }),
    askForFiles: (at, known, addresses) => askForFiles(pool, at, known, addresses),
    lane: (at) => lanes(everything, at),
    facts: (shopId, connectionId) =>
      factStore(pool, { shopId, connectionId }, (asked) => facts(`${shopId}/${connectionId}`, asked)),
    people: (shopId) => people(shopId, shopId),
    storeIntent: (intent) => intents(everything, intent),
    objects: createRemoteObjects(pool),
    storeTransition: (move) => (hasEffects(move) ? storeWithEffects(pool, move) : moves(everything, move)),
    renewLease: (transfer, leaseSeconds) => renewLease(pool, transfer, leaseSeconds),
    isToCompare: (system, transfer) => isToCompare(pool, system, transfer),
  };
}

/**
 * Whether one entry of a failed batch may be to blame, so that each is tried by itself. That is not so where the
 * database itself fails, unless two transactions waited for each other.
 */
const concernsOne = (fault: unknown): boolean => databaseFault(fault) !== 'outage';

const isOfOneOrder = ({ before: first }: DeliveryMove, { before: second }: DeliveryMove): boolean =>
  first.shopId === second.shopId && first.subjectId === second.subjectId;

const hasEffects = (move: DeliveryMove): boolean => {
  const { tasks = [], breaker, compare = false } = move;
  return tasks.length > 0 || breaker !== undefined || compare || endedAsks(move).length > 0;
};

async function storeWithEffects(pool: pg.Pool, move: DeliveryMove): Promise<boolean> {
  const { before, tasks = [], breaker, compare = false } = move;
  // A comparison is made of the order as it is now, so the order's row is held meanwhile.
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
