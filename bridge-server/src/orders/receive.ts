import type { EventOutcome } from '@kontor/shared/api/events';
import type { Reason } from '@kontor/shared/problem';
import type pg from 'pg';
import { sqlState, unavailability } from '../database/availability.ts';
import { inTransaction } from '../database/database.ts';
import type { Directory } from '../shops/directory.ts';
import { commitEvents, type Committed } from './commit.ts';
import { isNewer, readEvent, type OrderEvent } from './event.ts';

export interface ReceiveRequest {
  shop: string;
  /** Of the request's proof: stored with the effect, so that a request is never taken twice. */
  proof: { id: string; expiresAt: Date };
  events: readonly unknown[];
  correlationId: string;
}

export type Received =
  /** Committed; one outcome for each event, in the order of the request. */
  | { kind: 'outcomes'; outcomes: EventOutcome[] }
  | { kind: 'replayed' }
  /** The database could not take it now; nothing was written, and the shop keeps its events. */
  | { kind: 'unavailable'; cause: string };

export interface Intake { receive(request: ReceiveRequest): Promise<Received> }

/** Takes orders in: every event has its own outcome, and one that is refused never refuses the others. */
export function createIntake(pool: pg.Pool, directory: Directory): Intake {
  return {
    async receive(request) {
      try {
        return await receive(pool, directory, request);
      } catch (fault) {
        const cause = unavailability(fault);
        if (cause === null) throw fault;
        return { kind: 'unavailable', cause };
      }
    },
  };
}

async function receive(pool: pg.Pool, directory: Directory, request: ReceiveRequest): Promise<Received> {
  const read = request.events.map(readEvent);
  const newest = newestOfEach(read.flatMap((entry) => (entry.ok ? [entry.value] : [])));
  const batch = [...newest.values()].sort((a, b) => a.id - b.id);
  const committed = await commitBatch(pool, directory, request, batch);
  if (committed.replayed) return { kind: 'replayed' };
  const stored = await storedHashes(pool, request.shop, batch);

  const reported = new Set<number>();
  const outcomes = read.map((entry): EventOutcome => {
    if (!entry.ok) return { outcome: 'refused', ...entry.error };
    const { id, contentHash } = entry.value;
    const refusal = committed.refusals.get(id);
    if (refusal) return { outcome: 'refused', id, ...refusal };
    const revision = committed.revisions.get(id);
    if (revision !== undefined && newest.get(id) === entry.value && !reported.has(id)) {
      reported.add(id);
      return { outcome: 'accepted', id, revision };
    }
    return { outcome: stored.get(id) === contentHash ? 'duplicate' : 'stale', id };
  });
  return { kind: 'outcomes', outcomes };
}

/** Repeats of an order within one request are one write: the newest. */
function newestOfEach(events: readonly OrderEvent[]): Map<number, OrderEvent> {
  const newest = new Map<number, OrderEvent>();
  for (const event of events) {
    const kept = newest.get(event.id);
    if (!kept || isNewer(event, kept)) newest.set(event.id, event);
  }
  return newest;
}

type BatchResult = Pick<Committed, 'replayed' | 'revisions'> & { refusals: ReadonlyMap<number, Reason> };

async function commitBatch(pool: pg.Pool, directory: Directory, request: ReceiveRequest, batch: readonly OrderEvent[]): Promise<BatchResult> {
  const { shop: shopId, proof, correlationId } = request;
  // Twice at most in practice: the version moves only when a person changes settings.
  for (let round = 0; round < 5; round++) {
    const routing = await directory.routing(shopId);
    const attempt = { shopId, routing, correlationId };
    const committed = await commitEvents(pool, { ...attempt, proof, events: batch }).then(
      (value): BatchResult & { staleRouting: boolean } => ({ ...value, refusals: new Map() }),
      (fault: unknown) => {
        if (!isBadData(fault)) throw fault;
        return commitOneByOne(pool, { ...attempt, proof }, batch);
      },
    );
    if (!committed.staleRouting) return committed;
    directory.forget(shopId);
  }
  throw new Error(`the settings of shop ${shopId} changed five times during one request`);
}

/** After PostgreSQL refused a batch for its data: the events that it can take are kept, the others are named. */
async function commitOneByOne(
  pool: pg.Pool, attempt: Omit<Parameters<typeof commitEvents>[1], 'events'>, batch: readonly OrderEvent[],
): Promise<BatchResult & { staleRouting: boolean }> {
  return inTransaction(pool, async (client) => {
    // Holds the settings as they are until the end, so that no event of the batch is routed with older ones.
    await client.query('select 1 from shops where id = $1 for share', [attempt.shopId]);
    const first = await commitEvents(client, { ...attempt, events: [] });
    const revisions = new Map<number, number>();
    const refusals = new Map<number, Reason>();
    if (first.staleRouting || first.replayed) return { ...first, refusals };
    for (const event of batch) {
      await client.query('savepoint event');
      try {
        const one = await commitEvents(client, { ...attempt, proof: null, events: [event] });
        for (const [id, revision] of one.revisions) revisions.set(id, revision);
      } catch (fault) {
        if (!isBadData(fault)) throw fault;
        await client.query('rollback to savepoint event');
        refusals.set(event.id, {
          code: 'event.unstorable',
          cause: `PostgreSQL cannot store this order: ${fault instanceof Error ? fault.message : String(fault)}`,
          remedy: 'Look at the order for values out of range, mend it in the shop and save it again.',
        });
      }
    }
    return { staleRouting: false, replayed: false, revisions, refusals };
  });
}

/** What is stored now, to tell a duplicate from a stale event; also for rows lost to a concurrent request. */
async function storedHashes(pool: pg.Pool, shopId: string, batch: readonly OrderEvent[]): Promise<Map<number, string>> {
  if (batch.length === 0) return new Map();
  const { rows } = await pool.query<{ order_id: number; content_hash: string }>({
    name: 'orders.hashes',
    text: 'select order_id, content_hash from orders where shop_id = $1 and order_id = any($2::bigint[])',
    values: [shopId, batch.map((event) => event.id)],
  });
  return new Map(rows.map((row) => [row.order_id, row.content_hash]));
}

/** SQLSTATE class 22 (data) and 23 (constraint): this data, and not the database, is the cause. */
function isBadData(fault: unknown): boolean {
  return /^2[23]/.test(sqlState(fault) ?? '');
}
