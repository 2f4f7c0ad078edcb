import { eventsPerRequest, type EventOutcome } from '@kontor/shared/api/events';
import type { Reason } from '@kontor/shared/problem';
import type pg from 'pg';
import type { ShopId } from '../ids.ts';
import { isBadData, unavailability } from '../database/availability.ts';
import { inTransaction } from '../database/database.ts';
import type { Directory, Routing } from '../shops/directory.ts';
import { commitEvents, type Committed, type Submission } from './commit.ts';
import { isNewer, readEvent, unstorableEvent, type EventToStore } from './event.ts';
import { createBatcher } from '../database/batcher.ts';
import { reason } from '../texts/reason.ts';

export interface ReceiveRequest {
  shop: ShopId;
  /** The request's proof. It is stored in the same commit as the orders, so that no request is taken twice. */
  proof: { id: string; expiresAt: Date };
  events: readonly unknown[];
  correlationId: string;
}

/** Orders that the bridge has read from the shop by itself. */
export interface FetchedOrders {
  shop: ShopId;
  /** When the bridge began to read them, by the database's clock. */
  readAt: Date;
  /** As events of a request, without a generation. */
  events: readonly unknown[];
  correlationId: string;
}

/** The outcome of one event. The caller puts the reason of a refusal into words. */
export type ReceivedEvent =
  Exclude<EventOutcome, { outcome: 'refused' }> | { outcome: 'refused'; id: string | null; why: Reason };

export type Received =
  /** Committed. There is one outcome for each event, in the order of the request. */
  | { kind: 'outcomes'; outcomes: ReceivedEvent[] }
  /** The proof had been used before, and nothing was written. */
  | { kind: 'replayed' }
  /**
   * The database is not available at the moment, and the shop keeps its events. Nothing was written, unless the
   * connection broke during the commit itself.
   */
  | { kind: 'unavailable'; cause: string };

export interface Intake {
  receive(request: ReceiveRequest): Promise<Received>;
}

/** Takes in what the bridge has read by itself. */
export interface FetchedIntake {
  take(orders: FetchedOrders): Promise<Exclude<Received, { kind: 'replayed' }>>;
}

/** Makes the intake of orders. Each event has its own outcome, so a refused event does not affect the others. */
export function createIntake(pool: pg.Pool, directory: Directory): Intake & FetchedIntake {
  const commit = createBatcher<Submission, BatchResult>({
    commit: (shop, batch) => commitBatch(pool, directory, shop, batch),
    fits,
    divides: isBadData,
  });
  const takeIn = (shop: ShopId, events: ReadEvents, origin: Pick<Submission, 'proof' | 'correlationId'>) =>
    outcomesOf(pool, commit, shop, events, origin).catch((fault: unknown): { kind: 'unavailable'; cause: string } => {
      const cause = unavailability(fault);
      if (cause === null) throw fault;
      return { kind: 'unavailable', cause };
    });
  return {
    async receive({ shop, proof, events, correlationId }) {
      return takeIn(shop, await readAll(events, (event) => readEvent(event)), { proof, correlationId });
    },
    async take({ shop, readAt, events, correlationId }) {
      const read = await readAll(events, (event) => readEvent(event, readAt));
      const taken = await takeIn(shop, read, { proof: null, correlationId });
      if (taken.kind === 'replayed')
        throw new Error('orders that the bridge has read have no proof that could be used before');
      return taken;
    },
  };
}

type ReadEvents = readonly ReturnType<typeof readEvent>[];

async function outcomesOf(
  pool: pg.Pool,
  commit: (shop: string, submission: Submission) => Promise<BatchResult>,
  shop: ShopId,
  read: ReadEvents,
  { proof, correlationId }: Pick<Submission, 'proof' | 'correlationId'>,
): Promise<Received> {
  const newest = newestOfEach(read.flatMap((entry) => (entry.ok ? [entry.value] : [])));
  const committed = await commit(shop, { proof, correlationId, events: [...newest.values()] });
  if (proof && committed.replayed.has(proof.id)) return { kind: 'replayed' };

  const isAccepted = (event: EventToStore) => committed.revisions.has(event.id) && newest.get(event.id) === event;
  const unaccepted = read.flatMap((entry) => (entry.ok && !isAccepted(entry.value) ? [entry.value] : []));
  const hashes = await storedHashes(pool, shop, unaccepted);
  const outcomes = read.map((entry): ReceivedEvent => {
    if (!entry.ok) return { outcome: 'refused', ...entry.error };
    const { id, content, contentHash } = entry.value;
    const refusal = committed.refusals.get(id);
    if (refusal) return { outcome: 'refused', id, why: refusal };
    const revision = committed.revisions.get(id);
    const isNew = revision !== undefined && isAccepted(entry.value);
    if (!isNew && hashes.get(id) !== contentHash) return { outcome: 'stale', id };
    // An unreadable order is stored, and still answered as refused, so that the shop learns its problem each time.
    if (content.kind === 'unread') return { outcome: 'refused', id, why: content.unread.problem };
    return isNew ? { outcome: 'accepted', id, revision } : { outcome: 'duplicate', id };
  });
  return { kind: 'outcomes', outcomes };
}

/** How long events are read without a pause, in ms. During a pause the process answers other requests and /healthz. */
const stretchMs = 20;

/** Reads the events of a request, in their order. */
async function readAll(
  events: readonly unknown[],
  readOne: (event: unknown) => ReadEvents[number],
): Promise<ReadEvents> {
  const read: ReadEvents[number][] = [];
  let stretchStart = performance.now();
  for (const event of events) {
    read.push(readOne(event));
    if (performance.now() - stretchStart < stretchMs) continue;
    await new Promise(setImmediate);
    stretchStart = performance.now();
  }
  return read;
}

/** The newest event of each order: if a request has several events of an order, only the newest is written. */
function newestOfEach(events: readonly EventToStore[]): Map<string, EventToStore> {
  const newest = new Map<string, EventToStore>();
  for (const event of events) {
    const previous = newest.get(event.id);
    if (!previous || isNewer(event, previous)) newest.set(event.id, event);
  }
  return newest;
}

type BatchResult = Pick<Committed, 'replayed' | 'revisions'> & { refusals: ReadonlyMap<string, Reason> };

/**
 * Whether the submission may join the batch: a batch has each order and each proof once, and a bounded number of
 * events.
 */
function fits(submission: Submission, batch: readonly Submission[]): boolean {
  const eventCount = [submission, ...batch].reduce((count, { events }) => count + events.length, 0);
  if (eventCount > eventsPerRequest) return false;
  const orderIds = new Set(submission.events.map(({ id }) => id));
  return batch.every(
    ({ proof, events }) => proof?.id !== submission.proof?.id && !events.some(({ id }) => orderIds.has(id)),
  );
}

/** Commits a shop's submissions in one statement. Each of them gets the result of the whole batch. */
async function commitBatch(
  pool: pg.Pool,
  directory: Directory,
  shopId: string,
  submissions: readonly Submission[],
): Promise<BatchResult[]> {
  // In practice there are two rounds at most, since the version changes only when a person changes settings.
  for (let round = 0; round < 5; round++) {
    const routing = await directory.routing(shopId);
    const committed = await commitEvents(pool, { shopId, routing, submissions }).then(
      (value): BatchResult & { staleRouting: boolean } => ({ ...value, refusals: new Map() }),
      (fault: unknown) => {
        const [only, another] = submissions;
        if (!isBadData(fault) || !only || another) throw fault;
        return commitOneByOne(pool, shopId, routing, only);
      },
    );
    if (!committed.staleRouting) return submissions.map(() => committed);
    directory.forget(shopId);
  }
  throw new Error(`the settings of shop ${shopId} changed five times during one request`);
}

/**
 * Commits the events of a submission one by one, after PostgreSQL refused them together because of their data. Events
 * that PostgreSQL cannot store are refused; their orders are stored as unreadable.
 */
async function commitOneByOne(
  pool: pg.Pool,
  shopId: string,
  routing: Routing,
  submission: Submission,
): Promise<BatchResult & { staleRouting: boolean }> {
  return inTransaction(pool, async (client) => {
    // Locks the settings until the end, so that all events of the submission are routed with the same settings.
    await client.query('select 1 from shops where id = $1 for share', [shopId]);
    const first = await commitEvents(client, { shopId, routing, submissions: [{ ...submission, events: [] }] });
    const revisions = new Map<string, number>();
    const refusals = new Map<string, Reason>();
    if (first.staleRouting || first.replayed.size > 0) return { ...first, refusals };
    /** Returns why the event cannot be stored; null: it was stored. */
    const commitOne = async (event: EventToStore): Promise<Reason | null> => {
      await client.query('savepoint event');
      try {
        const committed = await commitEvents(client, {
          shopId,
          routing,
          submissions: [{ ...submission, proof: null, events: [event] }],
        });
        for (const [id, revision] of committed.revisions) revisions.set(id, revision);
        return null;
      } catch (fault) {
        if (!isBadData(fault)) throw fault;
        await client.query('rollback to savepoint event');
        return reason('event.unstorable', { said: fault instanceof Error ? fault.message : String(fault) });
      }
    };
    for (const event of submission.events.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
      const refusal = await commitOne(event);
      if (!refusal) continue;
      refusals.set(event.id, refusal);
      if (event.content.kind !== 'gone') await commitOne(unstorableEvent(event, refusal));
    }
    return { staleRouting: false, replayed: new Set<string>(), revisions, refusals };
  });
}

const hashesStatement = `
  select id, content_hash
    from subjects
   where shop_id = $1 and id = any($2::text[]) and kind = 'order'`;

/** The hashes of the stored contents. An event with the same hash is a duplicate; one with another hash is stale. */
async function storedHashes(
  pool: pg.Pool,
  shopId: string,
  events: readonly EventToStore[],
): Promise<Map<string, string>> {
  if (events.length === 0) return new Map();
  const { rows } = await pool.query<{ id: string; content_hash: string }>({
    name: 'orders.hashes',
    text: hashesStatement,
    values: [shopId, events.map((event) => event.id)],
  });
  return new Map(rows.map((row) => [row.id, row.content_hash]));
}
