import type pg from 'pg';
import type { TransferId } from '../../ids.ts';
import { inTransaction, type Queryable } from '../../database/database.ts';
import type { UnreadOrder } from '@kontor/shared/order';
import type { Handover, Step } from '../../systems/contract.ts';
import { endUnasked } from './asks.ts';
import { restoreBefore } from './restored.ts';
import { toTransfer, transferColumns, type TransferColumns } from './rows.ts';
import { holdsUpSql } from './states.ts';
import type { Frozen, SubjectAt, Transfer } from './transfer.ts';
import type { TransferEvent, Transition } from './transition.ts';

/** Who caused a change; the journal keeps it. */
export type By = string;

/** A transition to be stored, if the transfer is still as it was read. */
export interface Move {
  /** As it is stored. A plan that the transition's end has and this has not is stored with it. */
  before: Transfer;
  event: TransferEvent;
  transition: Transition;
  by: By;
  /** Holds the order's row meanwhile, so that intake either sees the change or is seen; a revision that came since planning marks the transfer for review. */
  inLane?: boolean;
  /** Marks the transfer for review in any case. */
  review?: boolean;
  /** What the office is to fetch, for an event that offers it. */
  handover?: Handover;
}

// In the lane the order's row is locked before the transfer's, and a revision that is not the planned one is looked at next.
const storeStatement = `
with n as materialized (
  select * from json_to_recordset($1) as n (
    shop_id text, id bigint, subject_kind text, subject_id text, was text, token uuid, state text, reason text, detail jsonb, due_in float8, attempts integer,
    claims integer, lane_waits integer, absences integer, looked text, lease_token uuid, frozen text, keeps_frozen boolean, planned_revision integer, results jsonb, intent_open boolean,
    document_id text, document_number text, target_total bigint, target_vat jsonb, total bigint, vat jsonb, currency text, asks jsonb, event text, by text, noted boolean, in_lane boolean, review boolean,
    insisted boolean, replayed_from text, replayed boolean, fetched boolean, handover text, handover_type text, keeps_handover boolean)
   -- How many there are, for the planner: of JSON it expects a hundred rows, for which it would rather read the whole table.
   limit $2::integer
), lane as materialized (
  select o.shop_id, o.id, o.kind, o.revision
    from subjects o join n on n.in_lane and o.shop_id = n.shop_id and o.id = n.subject_id and o.kind = n.subject_kind
   order by o.shop_id, o.id, o.kind for no key update of o
), stored as (
  update transfers t set
    state = n.state, reason = n.reason, detail = n.detail,
    due_at = case when n.due_in is null then t.due_at else now() + make_interval(secs => n.due_in) end,
    attempts = n.attempts, claims = n.claims, lane_waits = n.lane_waits, absences = n.absences, looked = n.looked,
    lease_token = n.lease_token, lease_until = case when n.lease_token is null then null else t.lease_until end,
    -- A plan is long: it is written when it changes, and not with every step.
    frozen = case when n.keeps_frozen then t.frozen else n.frozen end, planned_revision = n.planned_revision, results = n.results, intent_open = n.intent_open,
    doubt_since = case when n.state = 'in_doubt' then coalesce(t.doubt_since, now()) end,
    document_at = case when n.document_id is not distinct from t.document_id then t.document_at when n.document_id is not null then now() end,
    document_id = n.document_id, document_number = n.document_number, target_total = n.target_total, target_vat = n.target_vat,
    total = n.total, vat = n.vat, currency = n.currency,
    asks = n.asks, insisted = n.insisted, replayed_from = n.replayed_from, fetched = n.fetched,
    -- What was handed over names people: it is kept as long as the office may fetch it.
    handover = case when n.keeps_handover then t.handover else decode(n.handover, 'base64') end,
    handover_type = case when n.keeps_handover then t.handover_type else n.handover_type end,
    -- A replay asks about the step that made the document, behind whatever is live.
    intent = case when n.replayed then coalesce(t.maker, t.intent) else t.intent end, priority = case when n.replayed then 1 else t.priority end,
    review_at = case when n.review or (n.in_lane and lane.revision is distinct from n.planned_revision) then now() else t.review_at end,
    -- Looking again is no news.
    changed_at = case when (t.state, t.reason, t.document_id, t.document_number, t.target_total) is distinct from
                           (n.state, n.reason, n.document_id, n.document_number, n.target_total) then now() else t.changed_at end
   from n left join lane on lane.shop_id = n.shop_id and lane.id = n.subject_id and lane.kind = n.subject_kind
  where t.shop_id = n.shop_id and t.id = n.id and t.state = n.was and t.lease_token is not distinct from n.token
  returning t.shop_id, t.id, t.connection_id, t.subject_kind, t.subject_id, t.kind, t.correlation_id, t.state, t.reason, t.fetched, t.attempts, t.document_number, n.event, n.by, n.noted
), beside as materialized (
  -- Found by their order, whatever PostgreSQL believes of how many wait: "offset 0" keeps the other conditions out of the search.
  select s.id as ended, s.kind as ended_kind, s.state <> 'closed' as is_there, t.shop_id, t.id, t.state, t.reason, t.fetched, t.kind, t.about_kind
    from stored s cross join lateral (
      select * from transfers its where its.shop_id = s.shop_id and its.subject_id = s.subject_id and its.subject_kind = s.subject_kind and its.connection_id = s.connection_id offset 0
    ) t
   where (s.state in ('done', 'closed') or (s.state = 'handed_over' and s.fetched)) and t.id <> s.id
), awaited as (
  -- What was closed, or is about to be, because this document was not there yet is looked at again.
  update transfers t set review_at = now() from beside b
   where b.is_there and b.ended_kind in ('order', 'refund') and t.shop_id = b.shop_id and t.id = b.id
     and (b.reason in ('rule.order_not_sent', 'rule.refund_not_sent') or b.state = 'sending')
), woken as (
  -- A hint: whoever misses it is looked at again by itself.
  update transfers t set due_at = now() from beside b
   where b.state = 'waiting' and b.reason = 'behind.lane' and t.shop_id = b.shop_id and t.id = b.id and t.state = b.state and t.reason = b.reason
     and not exists (select from beside earlier where earlier.shop_id = b.shop_id and earlier.ended = b.ended
                        and earlier.id < b.id and ${holdsUpSql('earlier')})
), noted as (
  insert into journal (shop_id, connection_id, subject_kind, subject_id, transfer_id, correlation_id, actor, code, detail)
  select shop_id, connection_id, subject_kind, subject_id, id, correlation_id, by, reason,
         jsonb_strip_nulls(jsonb_build_object('state', state, 'event', event, 'attempts', nullif(attempts, 0), 'document', document_number))
    from stored where noted
)
select shop_id as "shopId", id from stored`;

/**
 * Stores transitions with their lines in the journal, by one statement; of one order there may be one only. Each is stored
 * if its transfer is still as it was read: same state, same lease. False: somebody else moved it, and the caller must stop.
 * Within a transaction where a transfer needs no person any more for what it needed one, since its tasks end with it.
 */
export async function storeTransitions(database: Queryable, moves: readonly Move[]): Promise<boolean[]> {
  const { rows } = await database.query<{ shopId: string; id: number }>({
    name: 'transfers.store',
    text: storeStatement,
    values: [
      JSON.stringify(
        moves.map(
          ({
            before,
            event,
            transition: { row, next, dueInSeconds },
            by,
            inLane = false,
            review = false,
            handover,
          }) => ({
            shop_id: before.shopId,
            id: before.id,
            subject_kind: before.subjectKind,
            subject_id: before.subjectId,
            was: before.state,
            token: before.leaseToken,
            state: next.state,
            reason: next.reason,
            detail: next.detail,
            due_in: dueInSeconds,
            attempts: next.attempts,
            claims: next.claims,
            lane_waits: next.laneWaits,
            absences: next.absences,
            lease_token: next.leaseToken,
            ...(next.frozen === before.frozen
              ? { keeps_frozen: true }
              : { keeps_frozen: false, frozen: next.frozen && JSON.stringify(next.frozen) }),
            planned_revision: next.plannedRevision,
            results: next.results,
            intent_open: next.intentOpen,
            document_id: next.documentId,
            document_number: next.documentNumber,
            target_total: next.targetTotal,
            target_vat: next.targetVat,
            total: next.total,
            vat: next.vat,
            currency: next.currency,
            asks: next.asks,
            event: event.name,
            by,
            // Looking again and finding nothing new is no event worth a line.
            noted: next.state !== before.state || next.reason !== before.reason,
            in_lane: inLane,
            review,
            looked: next.looked,
            insisted: next.insisted,
            replayed_from: next.replayedFrom,
            replayed: row.intent === 'reopen' && !before.intentOpen,
            fetched: next.fetched,
            keeps_handover: next.state === 'handed_over' && before.state === 'handed_over',
            ...(handover
              ? { handover: Buffer.from(handover.bytes).toString('base64'), handover_type: handover.mediaType }
              : {}),
          }),
        ),
      ),
      moves.length,
    ],
  });
  const stored = moves.map(({ before }) => rows.some(({ shopId, id }) => shopId === before.shopId && id === before.id));
  await endUnasked(
    database,
    moves.filter((_, index) => stored[index]),
  );
  return stored;
}

/** Stores one transition. */
export async function storeTransition(
  database: Queryable,
  before: Transfer,
  event: TransferEvent,
  transition: Transition,
  by: By,
  options: Pick<Move, 'inLane' | 'review' | 'handover'> = {},
): Promise<boolean> {
  const [stored] = await storeTransitions(database, [{ before, event, transition, by, ...options }]);
  return stored === true;
}

/** A creating step that is about to be called. */
export interface Intent {
  transfer: Transfer;
  frozen: Frozen;
  step: Step;
  leaseSeconds: number;
  /** The step may be asked about first. */
  looks: boolean;
  /** Which kinds of step the document stands or falls with. */
  makes: (kind: string) => boolean;
}
/** `look_first`: stored, but it must be asked about, since the order is older than a restore; it may have been done as early as the backup was made. */
export type IntentStored = 'stored' | 'look_first' | 'lost_lease' | 'order_revised';

const intentStatement = `
with n as materialized (
  select * from json_to_recordset($1) as n (
    shop_id text, id bigint, token uuid, begun boolean, frozen text, revision integer, results jsonb, intent jsonb, lease_seconds float8, step text, currency text, total bigint, vat jsonb,
    subject_kind text, subject_id text, looks boolean, maker text)
   limit $2::integer
), restored as materialized (
  select n.shop_id, n.id, b.restored_from
    from n cross join lateral (${restoreBefore('(select snapshot from subjects o where o.shop_id = n.shop_id and o.id = n.subject_id and o.kind = n.subject_kind)')}) b where n.looks
), stored as (
  update transfers t set
    frozen = n.frozen, planned_revision = n.revision, results = n.results, intent = n.intent, intent_at = coalesce(r.restored_from, now()), intent_open = true,
    maker = case n.maker when 'former' then t.intent when 'kept' then t.maker end,
    currency = n.currency, total = n.total, vat = n.vat, lease_until = now() + make_interval(secs => n.lease_seconds)
   from n left join restored r on r.shop_id = n.shop_id and r.id = n.id
  where t.shop_id = n.shop_id and t.id = n.id and t.state = 'sending' and t.lease_token = n.token and t.lease_until > now()
    -- The first intent freezes the plan; a newer revision must be planned instead. Later steps go on with what is frozen.
    and (n.begun or exists (select from subjects o where o.shop_id = t.shop_id and o.id = t.subject_id and o.kind = t.subject_kind and o.revision = n.revision))
  returning t.shop_id, t.id, t.connection_id, t.subject_kind, t.subject_id, t.correlation_id, n.step, r.id is not null as looks_first
), noted as (
  insert into journal (shop_id, connection_id, subject_kind, subject_id, transfer_id, correlation_id, actor, code, detail)
  select shop_id, connection_id, subject_kind, subject_id, id, correlation_id, 'worker', case when looks_first then 'step.asked' else 'step.begun' end, jsonb_build_object('step', step) from stored
)
select n.shop_id as "shopId", n.id, s.id is not null as stored, coalesce(s.looks_first, false) as "looksFirst",
       exists (select from transfers t where t.shop_id = n.shop_id and t.id = n.id and t.lease_token = n.token and t.lease_until > now()) as leased
  from n left join stored s on s.shop_id = n.shop_id and s.id = n.id`;

/** Which step made the document: the one before this, one before that, or none besides this one. */
export function makerOf(
  { frozen: begun, intent }: Transfer,
  step: Step,
  makes: Intent['makes'],
): 'none' | 'former' | 'kept' {
  if (begun === null || makes(step.kind)) return 'none';
  return intent && makes(intent.kind) ? 'former' : 'kept';
}

/** Before creating calls: renews the leases and records results so far, the steps' intents and what the documents are to come to, in one statement. */
export async function storeIntents(database: Queryable, intents: readonly Intent[]): Promise<IntentStored[]> {
  const { rows } = await database.query<{
    shopId: string;
    id: number;
    stored: boolean;
    looksFirst: boolean;
    leased: boolean;
  }>({
    name: 'transfers.intent',
    text: intentStatement,
    values: [
      JSON.stringify(
        intents.map(({ transfer, frozen, step, leaseSeconds, looks, makes }) => ({
          shop_id: transfer.shopId,
          id: transfer.id,
          token: transfer.leaseToken,
          begun: transfer.frozen !== null,
          frozen: JSON.stringify(frozen),
          revision: frozen.revision,
          results: transfer.results,
          intent: step,
          lease_seconds: leaseSeconds,
          step: step.kind,
          currency: transfer.currency,
          total: transfer.total,
          vat: transfer.vat,
          subject_kind: transfer.subjectKind,
          subject_id: transfer.subjectId,
          looks,
          maker: makerOf(transfer, step, makes),
        })),
      ),
      intents.length,
    ],
  });
  return intents.map(({ transfer }) => {
    const row = rows.find(({ shopId, id }) => shopId === transfer.shopId && id === transfer.id);
    if (row?.stored) return row.looksFirst ? 'look_first' : 'stored';
    return row?.leased && transfer.frozen === null ? 'order_revised' : 'lost_lease';
  });
}

/** Prolongs a lease; false when it is lost. */
export async function renewLease(database: Queryable, transfer: Transfer, leaseSeconds: number): Promise<boolean> {
  const { rowCount } = await database.query({
    name: 'transfers.renew',
    text: `update transfers set lease_until = now() + make_interval(secs => $4::float8)
            where shop_id = $1 and id = $2 and lease_token = $3::uuid and lease_until > now()`,
    values: [transfer.shopId, transfer.id, transfer.leaseToken, leaseSeconds],
  });
  return rowCount === 1;
}

/** The order as it is now, for planning and comparing. */
export interface CurrentOrder {
  revision: number;
  tombstone: boolean;
  /** The last content that could be read. */
  snapshot: string | null;
  /** What is known of a newer content that cannot be read. */
  unread: UnreadOrder | null;
  currency: string | null;
  total: number | null;
  correlationId: string;
}

/** Reads the order and holds its row, which is the lane of its transfers, until the transaction ends. */
async function holdOrder(client: pg.PoolClient, { shopId, subjectKind, subjectId }: SubjectAt): Promise<CurrentOrder> {
  const {
    rows: [row],
  } = await client.query<CurrentOrder>({
    name: 'orders.hold',
    text: `select revision, tombstone, snapshot, unread, currency, total, correlation_id as "correlationId" from subjects
            where shop_id = $1 and id = $2 and kind = $3 for no key update`,
    values: [shopId, subjectId, subjectKind],
  });
  if (!row) throw new Error(`${subjectKind} ${subjectId} of shop ${shopId} is not stored, though a transfer names it`);
  return row;
}

/** One transfer as it stands, or null. */
export async function readTransfer(database: Queryable, shopId: string, id: TransferId): Promise<Transfer | null> {
  const { rows } = await database.query<TransferColumns>(
    `select ${transferColumns('t')} from transfers t where shop_id = $1 and id = $2`,
    [shopId, id],
  );
  return rows[0] ? toTransfer(rows[0]) : null;
}

/** Works on a transfer with its order's row locked, in one transaction. */
export function withLane<T>(
  pool: pg.Pool,
  transfer: Transfer,
  work: (client: pg.PoolClient, order: CurrentOrder) => Promise<T>,
): Promise<T> {
  return inTransaction(pool, async (client) => work(client, await holdOrder(client, transfer)));
}
