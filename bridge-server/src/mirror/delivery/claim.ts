import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Logger } from 'pino';
import { inTransaction } from '../../database/database.ts';
import { reason } from '../../texts/reason.ts';
import { readOrPutOff, transferColumns, type TransferColumns } from '../transfer/rows.ts';
import { holdsUpSql, type EventName } from '../transfer/states.ts';
import { storeTransition } from '../transfer/store.ts';
import type { Transfer } from '../transfer/transfer.ts';
import {
  applyEvent,
  claimsBeforeBlocked,
  retrySchedule,
  type Timing,
  type TransferEvent,
} from '../transfer/transition.ts';

/** Live work, replays, back-fill: as SQL, by which each is looked for in its own part of the index. */
export const priorities = '(values (0), (1), (2)) as p (priority)';

// Connections take turns: each gives at most its share, live work before replays before back-fill. Rows that another worker
// holds are passed over. Whether a row is behind an open one of its order is told for the few rows found, not searched for:
// an order whose first transfer is blocked must not make every claim walk over its successors.
const dueStatement = `
with open_connections as (
  select c.shop_id, c.id, c.archived_at, count(*) over () as of_all from connections c
   where not c.paused and c.breaker_code is null
     -- Priority by priority: only then the index ends at what is due, and does not walk over all that waits for later.
     and exists (select from ${priorities}
                  cross join lateral (select from transfers t where t.shop_id = c.shop_id and t.connection_id = c.id and t.priority = p.priority
                                         and t.state in ('waiting', 'in_doubt') and t.due_at <= now() limit 1) due)
)
select ${transferColumns('t')},
       exists (select from transfers earlier
                where earlier.shop_id = t.shop_id and earlier.connection_id = t.connection_id and earlier.subject_id = t.subject_id and earlier.subject_kind = t.subject_kind
                  and earlier.id < t.id and ${holdsUpSql('earlier')}) as behind
  from open_connections c
  cross join ${priorities}
  cross join lateral (
    select * from transfers d
     where d.shop_id = c.shop_id and d.connection_id = c.id and d.priority = p.priority
       and d.state in ('waiting', 'in_doubt') and d.due_at <= now()
       and (d.lease_until is null or d.lease_until <= now())
       -- A connection that was removed still finishes what it has begun.
       and (c.archived_at is null or d.frozen is not null)
     order by d.due_at limit greatest(1, $1::integer / c.of_all)
     for update skip locked
  ) t
 order by p.priority, row_number() over (partition by c.shop_id, c.id, p.priority order by t.due_at), random()
 limit $1`;

/** Pure: what claiming does with a due transfer. `behind`: an earlier one of its order is open. */
export function claimEvent(transfer: Transfer, behind: boolean): TransferEvent & { name: EventName } {
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

/** A transfer as claiming leaves it; `event` is null where it only gets its lease. */
interface Taken {
  before: Transfer;
  next: Transfer;
  event: EventName | null;
  dueInSeconds: number | null;
}

/**
 * Claims up to `most` due transfers for this worker. Those behind another of their order are put off, those that may not be
 * tried again are blocked; the rest come back leased: `sending`, or still `in_doubt` and to be asked about.
 */
export async function claim(pool: pg.Pool, most: number, timing: Timing, log: Logger): Promise<Transfer[]> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<TransferColumns & { behind: boolean }>({
      name: 'transfers.due',
      text: dueStatement,
      values: [most],
    });
    const taken: Taken[] = [];
    for (const columns of rows) {
      const before = await readOrPutOff(client, columns, log);
      if (!before) continue;
      // A doubt is asked about wherever it stands in its lane; it holds the lane itself.
      const event = claimEvent(before, columns.behind && before.state === 'waiting');
      if (event.name === 'claimed' || event.name === 'behind') taken.push(take(before, event, timing));
      else await storeTransition(client, before, event, applyEvent(before, event, timing, 0), 'worker');
    }
    if (taken.length > 0) await storeTaken(client, taken, timing);
    return taken.flatMap(({ event, next }) => (event === 'behind' ? [] : [next]));
  });
}

function take(before: Transfer, event: TransferEvent, timing: Timing): Taken {
  // A look-up that ends its worker is counted too; sending is counted with its transition.
  if (before.state === 'in_doubt')
    return {
      before,
      next: { ...before, leaseToken: randomUUID(), claims: before.claims + 1 },
      event: null,
      dueInSeconds: null,
    };
  const { next, dueInSeconds } = applyEvent(before, event, timing, 0);
  return {
    before,
    next: { ...next, leaseToken: event.name === 'claimed' ? randomUUID() : null },
    event: event.name,
    dueInSeconds,
  };
}

// The rows are locked by the statement that found them, so nothing about them has to be checked again.
const takeStatement = `
with stored as (
  update transfers t set
    state = n.state, reason = n.reason, detail = n.detail, claims = n.claims, lane_waits = n.lane_waits, lease_token = n.lease_token,
    lease_until = case when n.lease_token is not null then now() + make_interval(secs => $1::float8) end,
    due_at = case when n.due_in is null then t.due_at else now() + make_interval(secs => n.due_in) end,
    changed_at = case when n.noted then now() else t.changed_at end
   from unnest($2::text[], $3::bigint[], $4::text[], $5::text[], $6::jsonb[], $7::integer[], $8::integer[], $9::uuid[], $10::float8[], $11::text[], $12::boolean[])
        as n (shop_id, id, state, reason, detail, claims, lane_waits, lease_token, due_in, event, noted)
  where t.shop_id = n.shop_id and t.id = n.id
  returning t.shop_id, t.connection_id, t.subject_kind, t.subject_id, t.id, t.correlation_id, t.state, t.reason, t.attempts, t.document_number, n.event, n.noted
)
insert into journal (shop_id, connection_id, subject_kind, subject_id, transfer_id, correlation_id, actor, code, detail)
select shop_id, connection_id, subject_kind, subject_id, id, correlation_id, 'worker', reason,
       jsonb_strip_nulls(jsonb_build_object('state', state, 'event', event, 'attempts', nullif(attempts, 0), 'document', document_number))
  from stored where noted`;

/** Stores all of them with one statement: a claim of many costs hardly more than a claim of one. */
async function storeTaken(client: pg.PoolClient, taken: readonly Taken[], timing: Timing): Promise<void> {
  await client.query({
    name: 'transfers.take',
    text: takeStatement,
    values: [
      timing.leaseSeconds,
      taken.map(({ next }) => next.shopId),
      taken.map(({ next }) => next.id),
      taken.map(({ next }) => next.state),
      taken.map(({ next }) => next.reason),
      taken.map(({ next }) => JSON.stringify(next.detail)),
      taken.map(({ next }) => next.claims),
      taken.map(({ next }) => next.laneWaits),
      taken.map(({ next }) => next.leaseToken),
      taken.map(({ dueInSeconds }) => dueInSeconds),
      taken.map(({ event }) => event),
      // Looking again and finding nothing new is no event worth a line.
      taken.map(({ before, next }) => next.state !== before.state || next.reason !== before.reason),
    ],
  });
}
