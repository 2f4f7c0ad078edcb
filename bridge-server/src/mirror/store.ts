import type pg from 'pg';
import { inTransaction, type Queryable } from '../database/database.ts';
import type { Step } from '../systems/contract.ts';
import { toTransfer, transferColumns, type TransferColumns } from './rows.ts';
import { laneStates, quoted } from './states.ts';
import type { Frozen, Transfer } from './transfer.ts';
import type { TransferEvent, Transition } from './transition.ts';

/** Who caused a change; the journal keeps it. */
export type By = string;

// In the lane the order's row is locked before the transfer's, and a revision that is not the planned one is looked at next.
const storeStatement = (inLane: boolean) => `
with ${inLane ? 'lane as materialized (select revision from orders where shop_id = $1 and order_id = $30 for no key update), ' : ''}stored as (
  update transfers set
    state = $5, reason = $6, detail = $7::jsonb,
    due_at = case when $8::float8 is null then due_at else now() + make_interval(secs => $8::float8) end,
    attempts = $9, claims = $10, lane_waits = $11, absences = $12,
    lease_token = $13::uuid, lease_until = case when $13::uuid is null then null else lease_until end,
    frozen = $14, planned_revision = $15, results = $16::jsonb, intent_open = $17,
    doubt_since = case when $5 = 'in_doubt' then coalesce(doubt_since, now()) end,
    document_id = $18, document_number = $19, target_total = $20, total = $21, currency = $25,
    insisted = $27, replayed_from = $28,
    -- A replay asks about the step that made the document, behind whatever is live.
    intent = case when $29 then coalesce(maker, intent) else intent end, priority = case when $29 then 1 else priority end,
    review_at = case when $26${inLane ? ' or (select revision from lane) is distinct from $15' : ''} then now() else review_at end,
    -- Looking again is no news.
    changed_at = case when (state, reason, document_id, document_number, target_total) is distinct from ($5, $6, $18, $19, $20) then now() else changed_at end
  where shop_id = $1 and id = $2 and state = $3 and lease_token is not distinct from $4::uuid
  returning shop_id, id, connection_id, order_id, kind, correlation_id, reason, document_number
), awaited as (
  -- What was closed, or is about to be, because this document was not there yet is looked at again.
  update transfers t set review_at = now() from stored s
   where $5 = 'done' and s.kind in ('order', 'refund') and t.shop_id = s.shop_id and t.connection_id = s.connection_id and t.order_id = s.order_id
     and t.id <> s.id and (t.reason in ('rule.order_not_sent', 'rule.refund_not_sent') or t.state = 'sending')
), woken as (
  -- A hint: whoever misses it is looked at again by itself.
  update transfers t set due_at = now() from stored s
   where $5 = 'done' and t.shop_id = s.shop_id and t.connection_id = s.connection_id and t.order_id = s.order_id
     and t.state = 'waiting' and t.reason = 'behind.lane'
     and not exists (select from transfers earlier where earlier.shop_id = t.shop_id and earlier.connection_id = t.connection_id and earlier.order_id = t.order_id
                        and earlier.id < t.id and earlier.id <> s.id and earlier.state in (${quoted(laneStates)}))
), noted as (
  insert into journal (shop_id, connection_id, order_id, transfer_id, correlation_id, actor, code, detail)
  select shop_id, connection_id, order_id, id, correlation_id, $22, reason,
         jsonb_strip_nulls(jsonb_build_object('state', $5::text, 'event', $23::text, 'attempts', nullif($9::integer, 0), 'document', document_number))
    from stored where $24
)
select count(*)::integer as stored from stored`;
const storeFree = storeStatement(false);
const storeInLane = storeStatement(true);

/**
 * Stores a transition if the transfer is still as it was read: same state, same lease. False: somebody else moved it, and
 * the caller must stop. One statement, with its line in the journal. `inLane`: holds the order's row meanwhile, so that intake
 * either sees the change or is seen; a revision that came since planning marks the transfer for review,
 * as `review` does in any case.
 */
export async function storeTransition(
  database: Queryable, before: Transfer, event: TransferEvent, transition: Transition, by: By, options: { inLane?: boolean; review?: boolean } = {},
): Promise<boolean> {
  const { next, dueInSeconds } = transition;
  const { inLane = false, review = false } = options;
  const { rows } = await database.query<{ stored: number }>({
    name: inLane ? 'transfers.store.lane' : 'transfers.store',
    text: inLane ? storeInLane : storeFree,
    values: [
      before.shopId, before.id, before.state, before.leaseToken,
      next.state, next.reason, JSON.stringify(next.detail), dueInSeconds, next.attempts, next.claims, next.laneWaits, next.absences,
      next.leaseToken, next.frozen === null ? null : JSON.stringify(next.frozen), next.plannedRevision, JSON.stringify(next.results),
      next.intentOpen, next.documentId, next.documentNumber, next.targetTotal, next.total, by, event.name,
      // Looking again and finding nothing new is no event worth a line.
      next.state !== before.state || next.reason !== before.reason,
      next.currency, review, next.insisted, next.replayedFrom, transition.row.intent === 'reopen' && !before.intentOpen,
      ...(inLane ? [before.orderId] : []),
    ],
  });
  return rows[0]?.stored === 1;
}

export type IntentStored = 'stored' | 'lost_lease' | 'order_revised';

const intentStatement = `
with stored as (
  update transfers t set
    frozen = $5, planned_revision = $6, results = $7::jsonb, intent = $8::jsonb, intent_at = now(), intent_open = true, currency = $11, total = $12,
    maker = case $13 when 'former' then intent when 'kept' then maker end,
    lease_until = now() + make_interval(secs => $9::float8)
  where t.shop_id = $1 and t.id = $2 and t.state = 'sending' and t.lease_token = $3::uuid and t.lease_until > now()
    -- The first intent freezes the plan; a newer revision must be planned instead. Later steps go on with what is frozen.
    and ($4::boolean or exists (select from orders o where o.shop_id = t.shop_id and o.order_id = t.order_id and o.revision = $6))
  returning t.shop_id, t.id, t.connection_id, t.order_id, t.correlation_id
), noted as (
  insert into journal (shop_id, connection_id, order_id, transfer_id, correlation_id, actor, code, detail)
  select shop_id, connection_id, order_id, id, correlation_id, 'worker', 'step.begun', jsonb_build_object('step', $10::text) from stored
)
select (select count(*) from stored)::integer as stored,
       exists (select from transfers where shop_id = $1 and id = $2 and lease_token = $3::uuid and lease_until > now()) as leased`;

/**
 * Before a creating call: renews the lease and records results so far, the step's intent and what the document is to come to,
 * in one statement. `makes`: which kinds of step the document stands or falls with.
 */
export async function storeIntent(
  database: Queryable, given: { transfer: Transfer; frozen: Frozen; step: Step; leaseSeconds: number; makes: (kind: string) => boolean },
): Promise<IntentStored> {
  const { transfer, frozen, step, leaseSeconds, makes } = given;
  const begun = transfer.frozen !== null;
  // Which step made the document: the one before this, one before that, or none besides this one.
  const maker = !begun || makes(step.kind) ? 'none' : transfer.intent && makes(transfer.intent.kind) ? 'former' : 'kept';
  const { rows } = await database.query<{ stored: number; leased: boolean }>({
    name: 'transfers.intent',
    text: intentStatement,
    values: [
      transfer.shopId, transfer.id, transfer.leaseToken, begun, JSON.stringify(frozen), frozen.revision, JSON.stringify(transfer.results),
      JSON.stringify(step), leaseSeconds, step.kind, transfer.currency, transfer.total, maker,
    ],
  });
  if (rows[0]?.stored === 1) return 'stored';
  return rows[0]?.leased && !begun ? 'order_revised' : 'lost_lease';
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
  database: Queryable, beside: Transfer, given: { kind: 'amendment' | 'cancellation'; reference: string; order: { currency: string; total: number }; reason: string; correlationId: string; by: By },
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
    [beside.shopId, beside.connectionId, beside.system, beside.account, beside.orderId, given.kind, given.reference, given.reason,
      given.order.currency, given.order.total, given.correlationId, given.by],
  );
}

/** Shuts the connection's door; one that is shut already keeps its time and cause. */
export async function shutDoor(
  database: Queryable, at: { shopId: string; connectionId: string }, door: { code: string; cause: string; reopensInSeconds: number | null; probeInSeconds: number },
): Promise<void> {
  await database.query(
    `with shut as (
       update connections set door_code = $3, door_cause = $4, door_since = now(), door_probes = 0,
              door_until = case when $5::float8 is null then null else now() + make_interval(secs => $5::float8) end,
              door_probe_at = case when $5::float8 is null then now() + make_interval(secs => $6::float8) end
        where shop_id = $1 and id = $2 and door_code is null
        returning shop_id, id
     )
     insert into journal (shop_id, connection_id, actor, code, detail)
     select shop_id, id, 'worker', $3, jsonb_build_object('door', 'shut') from shut`,
    [at.shopId, at.connectionId, door.code, door.cause, door.reopensInSeconds, door.probeInSeconds],
  );
}

/** The order as it is now, for planning and comparing. */
export interface CurrentOrder { revision: number; tombstone: boolean; snapshot: string | null; currency: string; total: number; correlationId: string }

/** Reads the order; `lock` holds its row, which is the lane of its transfers, until the transaction ends. */
export async function readOrderRow(database: Queryable, shopId: string, orderId: number, lock: 'none' | 'lock' = 'none'): Promise<CurrentOrder> {
  const { rows } = await database.query<CurrentOrder>({
    name: `orders.read.${lock}`,
    text: `select revision, tombstone, snapshot, currency, total, correlation_id as "correlationId" from orders
            where shop_id = $1 and order_id = $2 ${lock === 'lock' ? 'for no key update' : ''}`,
    values: [shopId, orderId],
  });
  const [row] = rows;
  if (!row) throw new Error(`order ${orderId} of shop ${shopId} is not stored, though a transfer names it`);
  return row;
}

/** One transfer as it stands, or null. */
export async function readTransfer(database: Queryable, shopId: string, id: number): Promise<Transfer | null> {
  const { rows } = await database.query<TransferColumns>(
    `select ${transferColumns('t')} from transfers t where shop_id = $1 and id = $2`, [shopId, id],
  );
  return rows[0] ? toTransfer(rows[0]) : null;
}

/** Works on a transfer with its order's row locked, in one transaction. */
export function withLane<T>(pool: pg.Pool, transfer: Transfer, work: (client: pg.PoolClient, order: CurrentOrder) => Promise<T>): Promise<T> {
  return inTransaction(pool, async (client) => work(client, await readOrderRow(client, transfer.shopId, transfer.orderId, 'lock')));
}
