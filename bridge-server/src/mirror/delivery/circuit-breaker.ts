import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Queryable } from '../../database/database.ts';
import { connect, type Mirror } from '../mirror.ts';
import type { EventOf } from '../transfer/event.ts';
import type { TransferEvent } from '../transfer/transition.ts';
import type { OpenedBreaker } from './delivery-store.ts';

/** How long after a circuit breaker opened the first probe comes. */
export const firstProbeSeconds = 15;
/** How long after a failed probe the next probe comes, in seconds; the last entry repeats. */
const probeSchedule: readonly number[] = [30, 60, 120, 300, 900];
/**
 * If a transfer would open the circuit breaker so soon after a probe closed it, the trouble is the transfer's own. It
 * counts an attempt of that transfer, and the others go on.
 */
export const contradictedSeconds = 120;

/**
 * Pure: the event of a transfer whose trouble is its own, since a probe has just shown that the connection works for
 * others; null: the trouble is not its own. `closedSeconds`: how long ago a probe closed the circuit breaker.
 */
export function ownTrouble(event: TransferEvent, closedSeconds: number | null): EventOf<'turned_away'> | null {
  if (event.name !== 'held' || event.afterSeconds || closedSeconds === null || closedSeconds > contradictedSeconds)
    return null;
  return { name: 'turned_away', reason: `retry.${event.reason.slice('held.'.length)}`, detail: event.detail };
}

/**
 * Closes circuit breakers: those whose time has come close by themselves, the others when `check()` succeeds. The
 * transfers that were held back go on in their order and have lost no attempt. Returns how many circuit breakers
 * closed.
 */
export async function closeBreakers(mirror: Mirror): Promise<number> {
  return (await close(mirror.database.pool, 'breaker_until <= now()', [])) + (await probe(mirror));
}

const openStatement = `
with opened as (
  update connections
     set breaker_code = $3,
         breaker_why = $4::jsonb,
         breaker_since = now(),
         breaker_probes = 0,
         breaker_until = case when $5::float8 is null then null else now() + make_interval(secs => $5::float8) end,
         breaker_probe_at = case when $5::float8 is null then now() + make_interval(secs => $6::float8) end
   where shop_id = $1
     and id = $2
     and breaker_code is null
  returning shop_id,
            id
)
insert into journal (
  shop_id,
  connection_id,
  actor,
  code,
  detail
)
select shop_id,
       id,
       'worker',
       $3,
       jsonb_build_object('breaker', 'open')
  from opened`;

/** Opens the connection's circuit breaker. If it is open already, it keeps its time and cause. */
export async function openBreaker(
  database: Queryable,
  { shopId, connectionId }: { shopId: string; connectionId: string },
  { code, why, reopensInSeconds, probeInSeconds }: OpenedBreaker,
): Promise<void> {
  await database.query(openStatement, [
    shopId,
    connectionId,
    code,
    why && JSON.stringify(why),
    reopensInSeconds,
    probeInSeconds,
  ]);
}

/** Closes the connection's circuit breaker, if it is open, since a check has succeeded. `by` names who asked for it. */
export async function closeBreaker(
  database: Queryable,
  { shopId, connectionId }: { shopId: string; connectionId: string },
  by: string,
): Promise<void> {
  await close(database, thisConnection, [shopId, connectionId], by);
}

/** What goes on by itself once the connection's circuit breaker closes. */
export async function waitingBehindBreaker(
  knex: Knex,
  shopId: string,
  connectionId: string,
): Promise<{ transfers: number; orders: number }> {
  const [counts] = (await knex('transfers')
    .where({ shop_id: shopId, connection_id: connectionId })
    .whereIn('state', ['waiting', 'in_doubt'])
    .select(
      knex.raw('count(*)::integer as transfers'),
      knex.raw('count(distinct (subject_kind, subject_id))::integer as orders'),
    )) as [{ transfers: number; orders: number }];
  return counts;
}

// Moving the next probe ahead is the claim: one process asks, the others pass by.
const claimProbesStatement = `
update connections
   set breaker_probes = breaker_probes + 1,
       breaker_probe_at = now() + make_interval(secs => ($1::float8[])[least(breaker_probes + 1, $2)])
 where breaker_code is not null
   and breaker_until is null
   and breaker_probe_at <= now()
   and archived_at is null
returning shop_id,
          id,
          account,
          breaker_code`;

interface ProbedRow {
  shop_id: string;
  id: string;
  account: string;
  breaker_code: string;
}

/**
 * Checks the connections whose probe is due, and closes the circuit breakers of those that work. Returns how many
 * closed.
 */
async function probe(mirror: Mirror): Promise<number> {
  const { pool } = mirror.database;
  const schedule = probeSchedule.map((seconds) => seconds * mirror.timing.retryScale);
  const { rows } = await pool.query<ProbedRow>(claimProbesStatement, [schedule, schedule.length]);
  let closed = 0;
  for (const row of rows) {
    const correlationId = randomUUID();
    const about = { shop: row.shop_id, connection: row.id, code: row.breaker_code, correlationId };
    try {
      const connected = await connect(mirror, row.shop_id, row.id);
      const report = await connected?.system.check(connected.context({ correlationId }));
      const works = report?.ok === true && report.account === row.account;
      if (works) closed += await close(pool, thisConnection, [row.shop_id, row.id]);
      mirror.log.info({ ...about, opened: works }, 'circuit breaker probed');
    } catch (fault) {
      mirror.log.error({ ...about, err: fault }, 'a circuit breaker cannot be probed');
    }
  }
  return closed;
}

const thisConnection = 'shop_id = $2 and id = $3 and breaker_code is not null';

const closeStatement = (which: string): string => `
with closed as (
  update connections
     set breaker_code = null,
         breaker_why = null,
         breaker_since = null,
         breaker_until = null,
         breaker_probe_at = null,
         breaker_probes = 0,
         -- A circuit breaker without a time is closed by a probe.
         breaker_closed_at = case when breaker_until is null then now() else breaker_closed_at end
   where ${which}
  returning shop_id,
            id
)
insert into journal (
  shop_id,
  connection_id,
  actor,
  code,
  detail
)
select shop_id,
       id,
       $1,
       'breaker.closed',
       '{}'
  from closed`;

/** `which`: SQL for the connections, with values from $2 on. Returns how many circuit breakers closed. */
async function close(database: Queryable, which: string, values: readonly string[], by = 'worker'): Promise<number> {
  const { rowCount } = await database.query(closeStatement(which), [by, ...values]);
  return rowCount ?? 0;
}
