import { intoJournal } from '../../journal/note.ts';
import type { Queryable } from '../../database/database.ts';
import type { Handover } from '../../systems/contract-pulled.ts';
import { endUnasked } from './asks.ts';
import type { TransferEvent } from './event.ts';
import { sealHandover, sealPlan } from './plans.ts';
import { assignments, movedFields, recordColumns, recordOf, type TransferField } from './rows.ts';
import { holdsUpSql } from './states.ts';
import type { Transfer } from './transfer.ts';
import type { Transition } from './transition.ts';

/** Who caused a change; the journal keeps it. */
export type By = string;

/** A transition to be stored, if the transfer is still as it was read. */
export interface Move {
  /** As it is stored. A plan that the transition's end has and this has not is stored with it. */
  before: Transfer;
  event: TransferEvent;
  transition: Transition;
  by: By;
  /**
   * Holds the order's row meanwhile, so that either intake sees the change or the change sees intake's revision. A
   * revision that came since planning marks the transfer for review.
   */
  inLane?: boolean;
  /** Marks the transfer for review in any case. */
  review?: boolean;
  /** What the office is to fetch, for an event that offers it. */
  handover?: Handover;
}

/** The transfer that a move is of. */
const identity = ['shopId', 'id', 'subjectKind', 'subjectId'] as const satisfies readonly TransferField[];

/** Stores moves and their lines in the journal, and wakes what waits for the documents. */
const storeStatement = `
with moved as materialized (
  select *
    from json_to_recordset($1) as moved (
      ${recordColumns([...identity, ...movedFields])},
      former_state text,
      former_token uuid,
      due_in float8,
      frozen text,
      keeps_frozen boolean,
      handover text,
      handover_type text,
      keeps_handover boolean,
      is_replayed boolean,
      event text,
      by text,
      noted boolean,
      in_lane boolean,
      review boolean
    )
   -- Tells the planner how many there are. Of JSON it expects a hundred rows, for which it would rather read the whole
   -- table.
   limit $2::integer
), lane as materialized (
  -- The order's row is locked before the transfer's.
  select subject.shop_id,
         subject.id,
         subject.kind,
         subject.revision
    from subjects subject
    join moved
      on moved.in_lane
     and subject.shop_id = moved.shop_id
     and subject.id = moved.subject_id
     and subject.kind = moved.subject_kind
   order by subject.shop_id, subject.id, subject.kind
     for no key update of subject
), stored as (
  update transfers t
     set ${assignments(movedFields, 'moved')},
         due_at = case when moved.due_in is null then t.due_at else now() + make_interval(secs => moved.due_in) end,
         lease_until = case when moved.lease_token is null then null else t.lease_until end,
         -- A plan is long, so it is written only when it changes.
         frozen = case when moved.keeps_frozen then t.frozen else moved.frozen end,
         doubt_since = case when moved.state = 'in_doubt' then coalesce(t.doubt_since, now()) end,
         document_at = case
           when moved.document_id is not distinct from t.document_id then t.document_at
           when moved.document_id is not null then now()
         end,
         -- What is handed over names people, so it is kept only as long as the office may fetch it.
         handover = case when moved.keeps_handover then t.handover else decode(moved.handover, 'base64') end,
         handover_type = case when moved.keeps_handover then t.handover_type else moved.handover_type end,
         offered_at = case
           when moved.state <> 'handed_over' then null
           when t.state = 'handed_over' then t.offered_at
           else now()
         end,
         -- A replay asks about the step that made the document, and goes behind all live work.
         intent = case when moved.is_replayed then coalesce(t.maker, t.intent) else t.intent end,
         priority = case when moved.is_replayed then 1 else t.priority end,
         review_at = case
           when moved.review or (moved.in_lane and lane.revision is distinct from moved.planned_revision) then now()
           else t.review_at
         end,
         -- Another look that finds the same is no change.
         changed_at = case
           when (t.state, t.reason, t.document_id, t.document_number, t.target_total)
                is distinct from
                (moved.state, moved.reason, moved.document_id, moved.document_number, moved.target_total)
           then now()
           else t.changed_at
         end
    from moved
    left join lane
      on lane.shop_id = moved.shop_id
     and lane.id = moved.subject_id
     and lane.kind = moved.subject_kind
   where t.shop_id = moved.shop_id
     and t.id = moved.id
     and t.state = moved.former_state
     and t.lease_token is not distinct from moved.former_token
  returning t.shop_id,
            t.id,
            t.connection_id,
            t.subject_kind,
            t.subject_id,
            t.kind,
            t.correlation_id,
            t.state,
            t.reason,
            t.fetched,
            t.attempts,
            t.document_number,
            moved.event,
            moved.by,
            moved.noted
), beside as materialized (
  -- The other transfers of a lane in which a document was made, fetched or closed. "offset 0" keeps the other
  -- conditions out of the search, so that they are found by their order, however many transfers PostgreSQL believes to
  -- be waiting.
  select stored.id as ended,
         stored.kind as ended_kind,
         stored.state <> 'closed' as is_there,
         t.shop_id,
         t.id,
         t.state,
         t.reason,
         t.fetched,
         t.kind,
         t.about_kind
    from stored
    cross join lateral (
      select *
        from transfers other
       where other.shop_id = stored.shop_id
         and other.subject_id = stored.subject_id
         and other.subject_kind = stored.subject_kind
         and other.connection_id = stored.connection_id
      offset 0
    ) t
   where (stored.state in ('done', 'closed') or (stored.state = 'handed_over' and stored.fetched))
     and t.id <> stored.id
), awaited as (
  -- Reviews what was closed, or is about to be closed, because this document was not there yet.
  update transfers t
     set review_at = now()
    from beside
   where beside.is_there
     and beside.ended_kind in ('order', 'refund')
     and t.shop_id = beside.shop_id
     and t.id = beside.id
     and (beside.reason in ('rule.order_not_sent', 'rule.refund_not_sent') or beside.state = 'sending')
), woken as (
  -- Only a hint: a transfer that misses it is looked at again when its own time comes.
  update transfers t
     set due_at = now()
    from beside
   where beside.state = 'waiting'
     and beside.reason = 'behind.lane'
     and t.shop_id = beside.shop_id
     and t.id = beside.id
     and t.state = beside.state
     and t.reason = beside.reason
     and not exists (
       select from beside earlier
        where earlier.shop_id = beside.shop_id
          and earlier.ended = beside.ended
          and earlier.id < beside.id
          and ${holdsUpSql('earlier')}
     )
), noted as (
  ${intoJournal}
  select shop_id,
         connection_id,
         subject_kind,
         subject_id,
         id,
         correlation_id,
         by,
         reason,
         jsonb_strip_nulls(
           jsonb_build_object(
             'state', state,
             'event', event,
             'attempts', nullif(attempts, 0),
             'document', document_number
           )
         )
    from stored
   where noted
)
select shop_id as "shopId",
       id
  from stored`;

/**
 * Stores transitions with their lines in the journal, by one statement, which may hold only one transition of an order.
 * A transition is stored if its transfer is still as it was read: same state, same lease. False: somebody else moved
 * the transfer, and the caller must stop. The caller opens a transaction where a transfer ceases to need people, since
 * the tasks end with it.
 */
export async function storeTransitions(database: Queryable, moves: readonly Move[]): Promise<boolean[]> {
  const { rows } = await database.query<{ shopId: string; id: number }>({
    name: 'transfers.store',
    text: storeStatement,
    values: [JSON.stringify(await Promise.all(moves.map((move) => moveRecord(database, move)))), moves.length],
  });
  const isStored = ({ before }: Move): boolean =>
    rows.some(({ shopId, id }) => shopId === before.shopId && id === before.id);
  await endUnasked(database, moves.filter(isStored));
  return moves.map(isStored);
}

async function moveRecord(
  database: Queryable,
  { before, event, transition, by, inLane = false, review = false, handover }: Move,
) {
  const { row, next, dueInSeconds } = transition;
  return {
    ...recordOf(before, identity),
    ...recordOf(next, movedFields),
    former_state: before.state,
    former_token: before.leaseToken,
    due_in: dueInSeconds,
    ...(next.frozen === before.frozen
      ? { keeps_frozen: true }
      : { keeps_frozen: false, frozen: await sealPlan(database, before, next.frozen) }),
    keeps_handover: next.state === 'handed_over' && before.state === 'handed_over',
    ...(handover
      ? {
          handover: (await sealHandover(database, before, handover.bytes)).toString('base64'),
          handover_type: handover.mediaType,
        }
      : {}),
    is_replayed: row.intent === 'reopen' && !before.intentOpen,
    event: event.name,
    by,
    // Another look that finds the same needs no line in the journal.
    noted: next.state !== before.state || next.reason !== before.reason,
    in_lane: inLane,
    review,
  };
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

const renewStatement = `
update transfers
   set lease_until = now() + make_interval(secs => $4::float8)
 where shop_id = $1
   and id = $2
   and lease_token = $3::uuid
   and lease_until > now()`;

/** Prolongs a lease; false when it is lost. */
export async function renewLease(database: Queryable, transfer: Transfer, leaseSeconds: number): Promise<boolean> {
  const { rowCount } = await database.query({
    name: 'transfers.renew',
    text: renewStatement,
    values: [transfer.shopId, transfer.id, transfer.leaseToken, leaseSeconds],
  });
  return rowCount === 1;
}
