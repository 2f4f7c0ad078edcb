import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Logger } from 'pino';
import { intoJournal } from '../../journal/note.ts';
import { inTransaction } from '../../database/database.ts';
import { reason } from '../../texts/reason.ts';
import type { EventOf } from '../transfer/event.ts';
import { readOrPutOff, transferColumns, type TransferRow } from '../transfer/rows.ts';
import { holdsUpSql, type EventName } from '../transfer/states.ts';
import { storeTransition } from '../transfer/store.ts';
import type { Transfer } from '../transfer/transfer.ts';
import { applyEvent, claimsBeforeBlocked, retrySchedule, type Timing } from '../transfer/transition.ts';

/**
 * SQL: live work, replays, back-fill. As values they can be joined, so that each is looked for in its own part of the
 * index.
 */
export const priorities = '(values (0), (1), (2)) as p (priority)';

/**
 * The due transfers. Connections take turns: each gives at most its share, live work before replays before back-fill.
 * Rows that another worker holds are passed over. `behind` is told only for the few rows that are due, and is no
 * condition of the search: an order whose first transfer is blocked must not make every claim walk over that order's
 * other transfers.
 */
const dueStatement = `
with open_connections as (
  select c.shop_id,
         c.id,
         c.archived_at,
         count(*) over () as of_all
    from connections c
   where not c.paused
     and c.breaker_code is null
     -- Priority by priority: only then the index ends at what is due, and does not walk over everything that waits for
     -- later.
     and exists (
       select from ${priorities}
        cross join lateral (
          select from transfers waiting
           where waiting.shop_id = c.shop_id
             and waiting.connection_id = c.id
             and waiting.priority = p.priority
             and waiting.state in ('waiting', 'in_doubt')
             and waiting.due_at <= now()
           limit 1
        ) due
     )
)
select ${transferColumns('t')},
       exists (
         select from transfers earlier
          where earlier.shop_id = t.shop_id
            and earlier.connection_id = t.connection_id
            and earlier.subject_id = t.subject_id
            and earlier.subject_kind = t.subject_kind
            and earlier.id < t.id
            and ${holdsUpSql('earlier')}
       ) as behind
  from open_connections c
  cross join ${priorities}
  cross join lateral (
    select *
      from transfers due
     where due.shop_id = c.shop_id
       and due.connection_id = c.id
       and due.priority = p.priority
       and due.state in ('waiting', 'in_doubt')
       and due.due_at <= now()
       and (due.lease_until is null or due.lease_until <= now())
       -- A connection that was removed still finishes what it has begun.
       and (c.archived_at is null or due.frozen is not null)
     order by due.due_at
     limit greatest(1, $1::integer / c.of_all)
       for update skip locked
  ) t
 order by p.priority,
          row_number() over (partition by c.shop_id, c.id, p.priority order by t.due_at),
          random()
 limit $1`;

type ClaimEvent = EventOf<'claimed'> | EventOf<'behind'> | EventOf<'crashed_too_often'> | EventOf<'schedule_used_up'>;

/** Pure: what claiming does with a due transfer. `behind`: an earlier transfer of its lane holds it up. */
export function claimEvent(transfer: Transfer, behind: boolean): ClaimEvent {
  if (behind) return { name: 'behind' };
  if (transfer.claims >= claimsBeforeBlocked) {
    return {
      name: 'crashed_too_often',
      detail: { why: reason('gave_up.crashed_worker:counted', { workers: transfer.claims }) },
    };
  }
  if (transfer.state !== 'in_doubt' && transfer.attempts > retrySchedule.length) {
    return {
      name: 'schedule_used_up',
      detail: { why: reason('gave_up.attempts:counted', { attempts: transfer.attempts }) },
    };
  }
  return { name: 'claimed', reason: 'claimed.worker' };
}

/** A transfer as claiming leaves it. `event`: null where the transfer only gets a lease. */
interface Claimed {
  before: Transfer;
  next: Transfer;
  event: EventName | null;
  dueInSeconds: number | null;
}

/**
 * Claims up to `most` due transfers for this worker. A transfer behind another of its lane is put off; a transfer that
 * may not be tried again is blocked. The others are returned with a lease: `sending`, or `in_doubt` where the target is
 * to be asked.
 */
export async function claim(pool: pg.Pool, most: number, timing: Timing, log: Logger): Promise<Transfer[]> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<TransferRow & { behind: boolean }>({
      name: 'transfers.due',
      text: dueStatement,
      values: [most],
    });
    const claimed: Claimed[] = [];
    for (const row of rows) {
      const before = await readOrPutOff(client, row, log);
      if (!before) continue;
      // A transfer in doubt is asked about wherever it stands in its lane, since it holds the lane itself.
      const event = claimEvent(before, row.behind && before.state === 'waiting');
      if (event.name === 'claimed' || event.name === 'behind') claimed.push(claimedBy(before, event, timing));
      else await storeTransition(client, before, event, applyEvent(before, event, timing, 0), 'worker');
    }
    if (claimed.length > 0) await storeClaimed(client, claimed, timing);
    return claimed.flatMap(({ event, next }) => (event === 'behind' ? [] : [next]));
  });
}

function claimedBy(before: Transfer, event: EventOf<'claimed'> | EventOf<'behind'>, timing: Timing): Claimed {
  // A look-up may crash its worker too, so its claim is counted here. The claim of a sending is counted by its
  // transition.
  if (before.state === 'in_doubt')
    return {
      before,
      next: { ...before, leaseToken: randomUUID(), claims: before.claims + 1 },
      event: null,
      dueInSeconds: null,
    };
  const { next, dueInSeconds } = applyEvent(before, event, timing, 0);
  const leaseToken = event.name === 'claimed' ? randomUUID() : null;
  return { before, next: { ...next, leaseToken }, event: event.name, dueInSeconds };
}

/**
 * Stores claimed transfers. The statement that found them has locked their rows, so nothing has to be checked again.
 */
const claimStatement = `
with stored as (
  update transfers t
     set state = claimed.state,
         reason = claimed.reason,
         detail = claimed.detail,
         claims = claimed.claims,
         lane_waits = claimed.lane_waits,
         lease_token = claimed.lease_token,
         lease_until = case when claimed.lease_token is not null then now() + make_interval(secs => $1::float8) end,
         due_at = case when claimed.due_in is null then t.due_at else now() + make_interval(secs => claimed.due_in) end,
         changed_at = case when claimed.noted then now() else t.changed_at end
    from unnest(
           $2::text[],
           $3::bigint[],
           $4::text[],
           $5::text[],
           $6::jsonb[],
           $7::integer[],
           $8::integer[],
           $9::uuid[],
           $10::float8[],
           $11::text[],
           $12::boolean[]
         ) as claimed (
           shop_id,
           id,
           state,
           reason,
           detail,
           claims,
           lane_waits,
           lease_token,
           due_in,
           event,
           noted
         )
   where t.shop_id = claimed.shop_id
     and t.id = claimed.id
  returning t.shop_id,
            t.connection_id,
            t.subject_kind,
            t.subject_id,
            t.id,
            t.correlation_id,
            t.state,
            t.reason,
            t.attempts,
            t.document_number,
            claimed.event,
            claimed.noted
)
${intoJournal}
select shop_id,
       connection_id,
       subject_kind,
       subject_id,
       id,
       correlation_id,
       'worker',
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
 where noted`;

/** Stores all of them by one statement, so that a claim of many costs hardly more than a claim of one. */
async function storeClaimed(client: pg.PoolClient, claimed: readonly Claimed[], timing: Timing): Promise<void> {
  await client.query({
    name: 'transfers.take',
    text: claimStatement,
    values: [
      timing.leaseSeconds,
      claimed.map(({ next }) => next.shopId),
      claimed.map(({ next }) => next.id),
      claimed.map(({ next }) => next.state),
      claimed.map(({ next }) => next.reason),
      claimed.map(({ next }) => JSON.stringify(next.detail)),
      claimed.map(({ next }) => next.claims),
      claimed.map(({ next }) => next.laneWaits),
      claimed.map(({ next }) => next.leaseToken),
      claimed.map(({ dueInSeconds }) => dueInSeconds),
      claimed.map(({ event }) => event),
      // Another look that finds the same needs no line in the journal.
      claimed.map(({ before, next }) => next.state !== before.state || next.reason !== before.reason),
    ],
  });
}
