import type pg from 'pg';
import { inTransaction, type Queryable } from '../../database/database.ts';
import type { Step } from '../../systems/contract.ts';
import { restoreBefore } from './restored.ts';
import { toTransfer, transferColumns, type TransferColumns } from './rows.ts';
import { laneStates, quoted } from './states.ts';
import type { Frozen, Transfer } from './transfer.ts';
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
}

// In the lane the order's row is locked before the transfer's, and a revision that is not the planned one is looked at next.
const storeStatement = `
with n as materialized (
  select * from json_to_recordset($1) as n (
    shop_id text, id bigint, order_id bigint, was text, token uuid, state text, reason text, detail jsonb, due_in float8, attempts integer,
    claims integer, lane_waits integer, absences integer, looked text, lease_token uuid, frozen text, keeps_frozen boolean, planned_revision integer, results jsonb, intent_open boolean,
    document_id text, document_number text, target_total bigint, total bigint, currency text, event text, by text, noted boolean, in_lane boolean, review boolean,
    insisted boolean, replayed_from text, replayed boolean)
   -- How many there are, for the planner: of JSON it expects a hundred rows, for which it would rather read the whole table.
   limit $2::integer
), lane as materialized (
  select o.shop_id, o.order_id, o.revision from orders o join n on n.in_lane and o.shop_id = n.shop_id and o.order_id = n.order_id
   order by o.shop_id, o.order_id for no key update of o
), stored as (
  update transfers t set
    state = n.state, reason = n.reason, detail = n.detail,
    due_at = case when n.due_in is null then t.due_at else now() + make_interval(secs => n.due_in) end,
    attempts = n.attempts, claims = n.claims, lane_waits = n.lane_waits, absences = n.absences, looked = n.looked,
    lease_token = n.lease_token, lease_until = case when n.lease_token is null then null else t.lease_until end,
    -- A plan is long: it is written when it changes, and not with every step.
    frozen = case when n.keeps_frozen then t.frozen else n.frozen end, planned_revision = n.planned_revision, results = n.results, intent_open = n.intent_open,
    doubt_since = case when n.state = 'in_doubt' then coalesce(t.doubt_since, now()) end,
    document_id = n.document_id, document_number = n.document_number, target_total = n.target_total, total = n.total, currency = n.currency,
    insisted = n.insisted, replayed_from = n.replayed_from,
    -- A replay asks about the step that made the document, behind whatever is live.
    intent = case when n.replayed then coalesce(t.maker, t.intent) else t.intent end, priority = case when n.replayed then 1 else t.priority end,
    review_at = case when n.review or (n.in_lane and lane.revision is distinct from n.planned_revision) then now() else t.review_at end,
    -- Looking again is no news.
    changed_at = case when (t.state, t.reason, t.document_id, t.document_number, t.target_total) is distinct from
                           (n.state, n.reason, n.document_id, n.document_number, n.target_total) then now() else t.changed_at end
   from n left join lane on lane.shop_id = n.shop_id and lane.order_id = n.order_id
  where t.shop_id = n.shop_id and t.id = n.id and t.state = n.was and t.lease_token is not distinct from n.token
  returning t.shop_id, t.id, t.connection_id, t.order_id, t.kind, t.correlation_id, t.state, t.reason, t.attempts, t.document_number, n.event, n.by, n.noted
), beside as materialized (
  -- Found by their order, whatever PostgreSQL believes of how many wait: "offset 0" keeps the other conditions out of the search.
  select s.id as done, s.kind, t.shop_id, t.id, t.state, t.reason
    from stored s cross join lateral (
      select * from transfers its where its.shop_id = s.shop_id and its.order_id = s.order_id and its.connection_id = s.connection_id offset 0
    ) t
   where s.state = 'done' and t.id <> s.id
), awaited as (
  -- What was closed, or is about to be, because this document was not there yet is looked at again.
  update transfers t set review_at = now() from beside b
   where b.kind in ('order', 'refund') and t.shop_id = b.shop_id and t.id = b.id
     and (b.reason in ('rule.order_not_sent', 'rule.refund_not_sent') or b.state = 'sending')
), woken as (
  -- A hint: whoever misses it is looked at again by itself.
  update transfers t set due_at = now() from beside b
   where b.state = 'waiting' and b.reason = 'behind.lane' and t.shop_id = b.shop_id and t.id = b.id and t.state = b.state and t.reason = b.reason
     and not exists (select from beside earlier where earlier.shop_id = b.shop_id and earlier.done = b.done
                        and earlier.id < b.id and earlier.state in (${quoted(laneStates)}))
), noted as (
  insert into journal (shop_id, connection_id, order_id, transfer_id, correlation_id, actor, code, detail)
  select shop_id, connection_id, order_id, id, correlation_id, by, reason,
         jsonb_strip_nulls(jsonb_build_object('state', state, 'event', event, 'attempts', nullif(attempts, 0), 'document', document_number))
    from stored where noted
)
select shop_id as "shopId", id from stored`;

/**
 * Stores transitions with their lines in the journal, by one statement; of one order there may be one only. Each is stored
 * if its transfer is still as it was read: same state, same lease. False: somebody else moved it, and the caller must stop.
 */
export async function storeTransitions(database: Queryable, moves: readonly Move[]): Promise<boolean[]> {
  const { rows } = await database.query<{ shopId: string; id: number }>({
    name: 'transfers.store',
    text: storeStatement,
    values: [
      JSON.stringify(
        moves.map(({ before, event, transition: { row, next, dueInSeconds }, by, inLane = false, review = false }) => ({
          shop_id: before.shopId,
          id: before.id,
          order_id: before.orderId,
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
          total: next.total,
          currency: next.currency,
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
        })),
      ),
      moves.length,
    ],
  });
  return moves.map(({ before }) => rows.some(({ shopId, id }) => shopId === before.shopId && id === before.id));
}

/** Stores one transition. */
export async function storeTransition(
  database: Queryable,
  before: Transfer,
  event: TransferEvent,
  transition: Transition,
  by: By,
  options: Pick<Move, 'inLane' | 'review'> = {},
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
    shop_id text, id bigint, token uuid, begun boolean, frozen text, revision integer, results jsonb, intent jsonb, lease_seconds float8, step text, currency text, total bigint,
    order_id bigint, looks boolean, maker text)
   limit $2::integer
), restored as materialized (
  select n.shop_id, n.id, b.restored_from
    from n cross join lateral (${restoreBefore('(select snapshot from orders o where o.shop_id = n.shop_id and o.order_id = n.order_id)')}) b where n.looks
), stored as (
  update transfers t set
    frozen = n.frozen, planned_revision = n.revision, results = n.results, intent = n.intent, intent_at = coalesce(r.restored_from, now()), intent_open = true,
    maker = case n.maker when 'former' then t.intent when 'kept' then t.maker end,
    currency = n.currency, total = n.total, lease_until = now() + make_interval(secs => n.lease_seconds)
   from n left join restored r on r.shop_id = n.shop_id and r.id = n.id
  where t.shop_id = n.shop_id and t.id = n.id and t.state = 'sending' and t.lease_token = n.token and t.lease_until > now()
    -- The first intent freezes the plan; a newer revision must be planned instead. Later steps go on with what is frozen.
    and (n.begun or exists (select from orders o where o.shop_id = t.shop_id and o.order_id = t.order_id and o.revision = n.revision))
  returning t.shop_id, t.id, t.connection_id, t.order_id, t.correlation_id, n.step, r.id is not null as looks_first
), noted as (
  insert into journal (shop_id, connection_id, order_id, transfer_id, correlation_id, actor, code, detail)
  select shop_id, connection_id, order_id, id, correlation_id, 'worker', case when looks_first then 'step.asked' else 'step.begun' end, jsonb_build_object('step', step) from stored
)
select n.shop_id as "shopId", n.id, s.id is not null as stored, coalesce(s.looks_first, false) as "looksFirst",
       exists (select from transfers t where t.shop_id = n.shop_id and t.id = n.id and t.lease_token = n.token and t.lease_until > now()) as leased
  from n left join stored s on s.shop_id = n.shop_id and s.id = n.id`;

/** Which step made the document: the one before this, one before that, or none besides this one. */
function makerOf({ frozen: begun, intent }: Transfer, step: Step, makes: Intent['makes']): 'none' | 'former' | 'kept' {
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
          order_id: transfer.orderId,
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

/** A further transfer of the same order and connection that must exist; one that exists already stays as it is. */
export async function addTransfer(
  database: Queryable,
  beside: Transfer,
  given: {
    kind: 'amendment' | 'cancellation';
    reference: string;
    order: { currency: string; total: number };
    reason: string;
    correlationId: string;
    by: By;
  },
): Promise<void> {
  await database.query(
    `with made as (
       insert into transfers (shop_id, connection_id, system, account, order_id, kind, reference, state, reason, currency, total, correlation_id)
       select $1, $2, $3, $4, $5, $6, $7, 'waiting', $8, $9, $10, $11
        -- One that is still open is planned from the newest revision: it needs no second one. Those of the order and of each
        -- of its refunds and payments are told apart by what stands before the revision.
        where not exists (select from transfers where shop_id = $1 and connection_id = $2 and order_id = $5 and kind = $6
                             and regexp_replace(reference, '\\d+$', '') = regexp_replace($7, '\\d+$', '')
                             and state in (${quoted([...laneStates, 'handed_over'])}))
       on conflict do nothing returning shop_id, id, connection_id, order_id, correlation_id, reason, kind
     )
     insert into journal (shop_id, connection_id, order_id, transfer_id, correlation_id, actor, code, detail)
     select shop_id, connection_id, order_id, id, correlation_id, $12, reason, jsonb_build_object('state', 'waiting', 'kind', kind) from made`,
    [
      beside.shopId,
      beside.connectionId,
      beside.system,
      beside.account,
      beside.orderId,
      given.kind,
      given.reference,
      given.reason,
      given.order.currency,
      given.order.total,
      given.correlationId,
      given.by,
    ],
  );
}

/** The amendment that compares a document which was found after a restore with the order as it is, and mends it. */
export function addComparison(database: Queryable, found: Transfer, order: CurrentOrder): Promise<void> {
  return addTransfer(database, found, {
    kind: 'amendment',
    reference: String(order.revision),
    order,
    reason: 'wanted.comparison',
    correlationId: order.correlationId,
    by: 'worker',
  });
}

/** Opens the connection's circuit breaker; one that is open already keeps its time and cause. */
export async function openBreaker(
  database: Queryable,
  at: { shopId: string; connectionId: string },
  held: { code: string; cause: string; reopensInSeconds: number | null; probeInSeconds: number },
): Promise<void> {
  await database.query(
    `with shut as (
       update connections set breaker_code = $3, breaker_cause = $4, breaker_since = now(), breaker_probes = 0,
              breaker_until = case when $5::float8 is null then null else now() + make_interval(secs => $5::float8) end,
              breaker_probe_at = case when $5::float8 is null then now() + make_interval(secs => $6::float8) end
        where shop_id = $1 and id = $2 and breaker_code is null
        returning shop_id, id
     )
     insert into journal (shop_id, connection_id, actor, code, detail)
     select shop_id, id, 'worker', $3, jsonb_build_object('breaker', 'open') from shut`,
    [at.shopId, at.connectionId, held.code, held.cause, held.reopensInSeconds, held.probeInSeconds],
  );
}

/** The order as it is now, for planning and comparing. */
export interface CurrentOrder {
  revision: number;
  tombstone: boolean;
  snapshot: string | null;
  currency: string;
  total: number;
  correlationId: string;
}

/** Reads the order and holds its row, which is the lane of its transfers, until the transaction ends. */
async function holdOrder(
  client: pg.PoolClient,
  { shopId, orderId }: Pick<Transfer, 'shopId' | 'orderId'>,
): Promise<CurrentOrder> {
  const {
    rows: [row],
  } = await client.query<CurrentOrder>({
    name: 'orders.hold',
    text: `select revision, tombstone, snapshot, currency, total, correlation_id as "correlationId" from orders
            where shop_id = $1 and order_id = $2 for no key update`,
    values: [shopId, orderId],
  });
  if (!row) throw new Error(`order ${orderId} of shop ${shopId} is not stored, though a transfer names it`);
  return row;
}

/** One transfer as it stands, or null. */
export async function readTransfer(database: Queryable, shopId: string, id: number): Promise<Transfer | null> {
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
