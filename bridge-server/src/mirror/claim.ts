import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Logger } from 'pino';
import { inTransaction } from '../database/database.ts';
import { readOrPutOff, transferColumns, type TransferColumns } from './rows.ts';
import { laneStates, quoted, type EventName } from './states.ts';
import { storeTransition } from './store.ts';
import type { Transfer } from './transfer.ts';
import { applyEvent, claimsBeforeBlocked, retrySchedule, type Timing, type TransferEvent } from './transition.ts';

// Connections take turns: each gives at most its share, live work before replays before back-fill. Rows that another worker
// holds are passed over. Whether a row is behind an open one of its order is told for the few rows found, not searched for:
// an order whose first transfer is blocked must not make every claim walk over its successors.
const dueStatement = `
with open_connections as (
  select c.shop_id, c.id, c.archived_at, count(*) over () as of_all from connections c
   where not c.paused and c.door_code is null
     and exists (select from transfers t where t.shop_id = c.shop_id and t.connection_id = c.id
                    and t.state in ('waiting', 'in_doubt') and t.due_at <= now())
)
select ${transferColumns('t')},
       exists (select from transfers earlier
                where earlier.shop_id = t.shop_id and earlier.connection_id = t.connection_id and earlier.order_id = t.order_id
                  and earlier.id < t.id and earlier.state in (${quoted(laneStates)})) as behind
  from open_connections c
  cross join (values (0), (1), (2)) as p (priority)
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
      detail: {
        cause: `${transfer.claims} workers ended without a result while they had this transfer.`,
        remedy: 'Look at the log of those workers. When the cause is mended, retry the transfer.',
      },
    };
  }
  if (transfer.state !== 'in_doubt' && transfer.attempts > retrySchedule.length) {
    return {
      name: 'schedule_used_up',
      detail: { cause: `Tried ${transfer.attempts} times over about three days.`, remedy: 'Look at the last causes in the journal, mend them, then retry the transfer.' },
    };
  }
  return { name: 'claimed', reason: 'claimed.worker' };
}

/**
 * Claims up to `most` due transfers for this worker. Those behind another of their order are put off, those that may not be
 * tried again are blocked; the rest come back leased: `sending`, or still `in_doubt` and to be asked about.
 */
export async function claim(pool: pg.Pool, most: number, timing: Timing, log: Logger): Promise<Transfer[]> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<TransferColumns & { behind: boolean }>({ name: 'transfers.due', text: dueStatement, values: [most] });
    const claimed: Transfer[] = [];
    for (const columns of rows) {
      const found = await readOrPutOff(client, columns, log);
      if (!found) continue;
      // A doubt is asked about wherever it stands in its lane; it holds the lane itself.
      const event = claimEvent(found, columns.behind && found.state === 'waiting');
      if (event.name !== 'claimed') {
        await storeTransition(client, found, event, applyEvent(found, event, timing, 0), 'worker');
        continue;
      }
      const leased = await lease(client, found, timing);
      if (leased.state === 'waiting') {
        const transition = applyEvent(leased, event, timing, 0);
        const next = { ...transition.next, leaseToken: leased.leaseToken };
        await storeTransition(client, leased, event, { ...transition, next }, 'worker');
        claimed.push(next);
      } else {
        claimed.push(leased);
      }
    }
    return claimed;
  });
}

async function lease(client: pg.PoolClient, found: Transfer, timing: Timing): Promise<Transfer> {
  const leaseToken = randomUUID();
  // A look-up that ends its worker is counted too; sending is counted with its transition.
  const claims = found.state === 'in_doubt' ? found.claims + 1 : found.claims;
  await client.query({
    name: 'transfers.lease',
    text: `update transfers set lease_token = $3, lease_until = now() + make_interval(secs => $4::float8), claims = $5 where shop_id = $1 and id = $2`,
    values: [found.shopId, found.id, leaseToken, timing.leaseSeconds, claims],
  });
  return { ...found, leaseToken, claims };
}
