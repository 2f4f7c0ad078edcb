import type pg from 'pg';
import { sqlState, unavailability } from '../../database/availability.ts';
import { createBatcher, createSharedReads } from '../../database/batcher.ts';
import { openConnection, type OpenedConnection } from '../../shops/connection.ts';
import type { Sealer } from '../../shops/sealing.ts';
import { readDecisions } from '../../desk/tasks.ts';
import type { Decisions, FactStore } from '../../systems/contract.ts';
import { factStore, getFacts, type AskedFact } from './fact-store.ts';
import { readLanes, type Lane, type LaneAt } from './lane.ts';
import { storeIntents, storeTransitions, type Intent, type IntentStored, type Move } from '../transfer/store.ts';

/**
 * What the deliveries that a process has in hand ask of the database and store there, those of one moment by one statement.
 * Each call is answered by a statement that began after it, so that nothing is seen later than it would be alone.
 */
export interface Batched {
  connection(shopId: string, id: string): Promise<OpenedConnection | null>;
  lane(at: LaneAt): Promise<Lane>;
  decisions(shopId: string, connectionId: string): Promise<Decisions>;
  facts(shopId: string, connectionId: string): FactStore;
  storeIntent(intent: Intent): Promise<IntentStored>;
  storeTransition(move: Move): Promise<boolean>;
}

const everything = 'all';
/** So that no statement grows without end. */
const most = 100;

export function createBatching(pool: pg.Pool, sealer: Sealer): Batched {
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
  const moves = createBatcher<Move, boolean>({
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
      factStore(pool, { shopId, connectionId }, (asked) => facts(`${shopId}/${connectionId}`, asked)),
    storeIntent: (intent) => intents(everything, intent),
    storeTransition: (move) => moves(everything, move),
  };
}

/** One of many may be to blame, and each is tried by itself; but not where the database is what fails, unless two waited for each other crosswise. */
const concernsOne = (fault: unknown): boolean => unavailability(fault) === null || /^40/.test(sqlState(fault) ?? '');
