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
  /** Of the request's proof: stored with the effect, so that a request is never taken twice. */
  proof: { id: string; expiresAt: Date };
  events: readonly unknown[];
  correlationId: string;
}

/** What became of one event; why it was refused is said by whoever answers. */
export type ReceivedEvent =
  Exclude<EventOutcome, { outcome: 'refused' }> | { outcome: 'refused'; id: string | null; why: Reason };

export type Received =
  /** Committed; one outcome for each event, in the order of the request. */
  | { kind: 'outcomes'; outcomes: ReceivedEvent[] }
  | { kind: 'replayed' }
  /** The database could not take it now, and the shop keeps its events. Nothing was written, unless the connection broke at the commit itself. */
  | { kind: 'unavailable'; cause: string };

export interface Intake {
  receive(request: ReceiveRequest): Promise<Received>;
}

/** Takes orders in: every event has its own outcome, and one that is refused never refuses the others. */
export function createIntake(pool: pg.Pool, directory: Directory): Intake {
  const commit = createBatcher<Submission, BatchResult>({
    commit: (shop, batch) => commitBatch(pool, directory, shop, batch),
    fits,
    divides: isBadData,
  });
  return {
    async receive(request) {
      try {
        return await receive(pool, commit, request);
      } catch (fault) {
        const cause = unavailability(fault);
        if (cause === null) throw fault;
        return { kind: 'unavailable', cause };
      }
    },
  };
}

async function receive(
  pool: pg.Pool,
  commit: (shop: string, submission: Submission) => Promise<BatchResult>,
  request: ReceiveRequest,
): Promise<Received> {
  const read = await readAll(request.events);
  const newest = newestOfEach(read.flatMap((entry) => (entry.ok ? [entry.value] : [])));
  const { proof, correlationId } = request;
  const committed = await commit(request.shop, { proof, correlationId, events: [...newest.values()] });
  if (committed.replayed.has(proof.id)) return { kind: 'replayed' };

  const isAccepted = (event: EventToStore) => committed.revisions.has(event.id) && newest.get(event.id) === event;
  const others = read.flatMap((entry) => (entry.ok && !isAccepted(entry.value) ? [entry.value] : []));
  const stored = await storedHashes(pool, request.shop, others);
  const outcomes = read.map((entry): ReceivedEvent => {
    if (!entry.ok) return { outcome: 'refused', ...entry.error };
    const { id, content, contentHash } = entry.value;
    const refusal = committed.refusals.get(id);
    if (refusal) return { outcome: 'refused', id, why: refusal };
    const revision = committed.revisions.get(id);
    const isNew = revision !== undefined && isAccepted(entry.value);
    if (!isNew && stored.get(id) !== contentHash) return { outcome: 'stale', id };
    // Stored, with its problem, which its shop is told each time.
    if (content.kind === 'unread') return { outcome: 'refused', id, why: content.unread.problem };
    return isNew ? { outcome: 'accepted', id, revision } : { outcome: 'duplicate', id };
  });
  return { kind: 'outcomes', outcomes };
}

/** For so long, in ms, the events of one request are read at a stretch: other requests, and /healthz, are answered in between. */
const stretchMs = 20;

/** Reads the events of a request, in their order. */
async function readAll(events: readonly unknown[]): Promise<ReturnType<typeof readEvent>[]> {
  const read: ReturnType<typeof readEvent>[] = [];
  let begun = performance.now();
  for (const event of events) {
    read.push(readEvent(event));
    if (performance.now() - begun < stretchMs) continue;
    await new Promise(setImmediate);
    begun = performance.now();
  }
  return read;
}

/** Repeats of an order within one request are one write: the newest. */
function newestOfEach(events: readonly EventToStore[]): Map<string, EventToStore> {
  const newest = new Map<string, EventToStore>();
  for (const event of events) {
    const kept = newest.get(event.id);
    if (!kept || isNewer(event, kept)) newest.set(event.id, event);
  }
  return newest;
}

type BatchResult = Pick<Committed, 'replayed' | 'revisions'> & { refusals: ReadonlyMap<string, Reason> };

/** A statement has each order and each proof once, and no more events than one request may bring. */
function fits(one: Submission, batch: readonly Submission[]): boolean {
  return (
    [one, ...batch].reduce((count, { events }) => count + events.length, 0) <= eventsPerRequest &&
    batch.every(
      ({ proof, events }) =>
        proof?.id !== one.proof?.id && !events.some(({ id }) => one.events.some((event) => event.id === id)),
    )
  );
}

/** Commits a shop's submissions in one statement; each gets the whole result. */
async function commitBatch(
  pool: pg.Pool,
  directory: Directory,
  shopId: string,
  submissions: readonly Submission[],
): Promise<BatchResult[]> {
  // Twice at most in practice: the version moves only when a person changes settings.
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

/** After PostgreSQL refused a submission for its data: the events that it can take are kept; of the others, what it can take of them. */
async function commitOneByOne(
  pool: pg.Pool,
  shopId: string,
  routing: Routing,
  submission: Submission,
): Promise<BatchResult & { staleRouting: boolean }> {
  return inTransaction(pool, async (client) => {
    // Holds the settings as they are until the end, so that no event of the batch is routed with older ones.
    await client.query('select 1 from shops where id = $1 for share', [shopId]);
    const first = await commitEvents(client, { shopId, routing, submissions: [{ ...submission, events: [] }] });
    const revisions = new Map<string, number>();
    const refusals = new Map<string, Reason>();
    if (first.staleRouting || first.replayed.size > 0) return { ...first, refusals };
    /** Null: committed. */
    const commitOne = async (event: EventToStore): Promise<Reason | null> => {
      await client.query('savepoint event');
      try {
        const one = await commitEvents(client, {
          shopId,
          routing,
          submissions: [{ ...submission, proof: null, events: [event] }],
        });
        for (const [id, revision] of one.revisions) revisions.set(id, revision);
        return null;
      } catch (fault) {
        if (!isBadData(fault)) throw fault;
        await client.query('rollback to savepoint event');
        return reason('event.unstorable', { said: fault instanceof Error ? fault.message : String(fault) });
      }
    };
    for (const event of submission.events.toSorted((one, other) => (one.id < other.id ? -1 : 1))) {
      const refusal = await commitOne(event);
      if (!refusal) continue;
      refusals.set(event.id, refusal);
      if (event.content.kind !== 'gone') await commitOne(unstorableEvent(event, refusal));
    }
    return { staleRouting: false, replayed: new Set<string>(), revisions, refusals };
  });
}

/** What is stored now, to tell a duplicate from a stale event; also for rows lost to a concurrent request. */
async function storedHashes(
  pool: pg.Pool,
  shopId: string,
  batch: readonly EventToStore[],
): Promise<Map<string, string>> {
  if (batch.length === 0) return new Map();
  const { rows } = await pool.query<{ id: string; content_hash: string }>({
    name: 'orders.hashes',
    text: `select id, content_hash from subjects where shop_id = $1 and id = any($2::text[]) and kind = 'order'`,
    values: [shopId, batch.map((event) => event.id)],
  });
  return new Map(rows.map((row) => [row.id, row.content_hash]));
}
