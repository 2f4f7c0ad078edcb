import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Queryable } from '../../database/database.ts';
import { connect, type Mirror } from '../mirror.ts';
import type { TransferEvent } from '../transfer/transition.ts';
import type { OpenedBreaker } from './delivery-store.ts';

/** How long after a circuit breaker opened the first probe comes. */
export const firstProbeSeconds = 15;
/**
 * A circuit breaker that opens again so soon after a probe closed it is the trouble of the transfer that opened it: it counts an attempt,
 * and the others go on.
 */
export const contradictedSeconds = 120;
/**
 * Pure: the transfer's own failed attempt, where a probe has just shown that the connection works for others; null: no such thing.
 * `closedSeconds`: how long ago a probe closed the circuit breaker.
 */
export function ownTrouble(event: TransferEvent, closedSeconds: number | null): TransferEvent | null {
  if (event.name !== 'held' || event.afterSeconds || closedSeconds === null || closedSeconds > contradictedSeconds)
    return null;
  return { ...event, name: 'turned_away', reason: event.reason?.replace(/^held\./, 'retry.') ?? 'retry.held' };
}
/** How long after a failed probe the next one comes, in seconds: the last one repeats. */
const probeSchedule: readonly number[] = [30, 60, 120, 300, 900];

/**
 * Closes circuit breakers: those whose time has come close by themselves, the others when `check()` succeeds. What was held back
 * goes on in its order and has lost no attempt. Returns how many closed.
 */
export async function closeBreakers(mirror: Mirror): Promise<number> {
  return (await open(mirror.database.pool, 'breaker_until <= now()', [])) + (await probe(mirror));
}

/** Opens the connection's circuit breaker; one that is open already keeps its time and cause. */
export async function openBreaker(
  database: Queryable,
  at: { shopId: string; connectionId: string },
  held: OpenedBreaker,
): Promise<void> {
  await database.query(
    `with shut as (
       update connections set breaker_code = $3, breaker_why = $4::jsonb, breaker_since = now(), breaker_probes = 0,
              breaker_until = case when $5::float8 is null then null else now() + make_interval(secs => $5::float8) end,
              breaker_probe_at = case when $5::float8 is null then now() + make_interval(secs => $6::float8) end
        where shop_id = $1 and id = $2 and breaker_code is null
        returning shop_id, id
     )
     insert into journal (shop_id, connection_id, actor, code, detail)
     select shop_id, id, 'worker', $3, jsonb_build_object('breaker', 'open') from shut`,
    [
      at.shopId,
      at.connectionId,
      held.code,
      held.why && JSON.stringify(held.why),
      held.reopensInSeconds,
      held.probeInSeconds,
    ],
  );
}

/** Closes the connection's circuit breaker, if it is open, since a check has succeeded. `by` names who asked for it. */
export async function closeBreaker(
  database: Queryable,
  at: { shopId: string; connectionId: string },
  by: string,
): Promise<void> {
  await open(database, 'shop_id = $2 and id = $3 and breaker_code is not null', [at.shopId, at.connectionId], by);
}

/** What goes on by itself once the connection's circuit breaker closes. */
export async function waitingBehindBreaker(
  knex: Knex,
  shopId: string,
  connectionId: string,
): Promise<{ transfers: number; orders: number }> {
  const [row] = (await knex('transfers')
    .where({ shop_id: shopId, connection_id: connectionId })
    .whereIn('state', ['waiting', 'in_doubt'])
    .select(
      knex.raw('count(*)::integer as transfers'),
      knex.raw('count(distinct (subject_kind, subject_id))::integer as orders'),
    )) as [{ transfers: number; orders: number }];
  return row;
}

async function probe(mirror: Mirror): Promise<number> {
  const { pool } = mirror.database;
  // Moving the next probe ahead is the claim: one process asks, the others pass by.
  const { rows } = await pool.query<{ shop_id: string; id: string; account: string; breaker_code: string }>(
    `update connections set breaker_probes = breaker_probes + 1,
            breaker_probe_at = now() + make_interval(secs => ($1::float8[])[least(breaker_probes + 1, $2)])
      where breaker_code is not null and breaker_until is null and breaker_probe_at <= now() and archived_at is null
      returning shop_id, id, account, breaker_code`,
    [probeSchedule.map((seconds) => seconds * mirror.timing.retryScale), probeSchedule.length],
  );
  let opened = 0;
  for (const row of rows) {
    const correlationId = randomUUID();
    const about = { shop: row.shop_id, connection: row.id, code: row.breaker_code, correlationId };
    try {
      const connected = await connect(mirror, row.shop_id, row.id);
      const report = await connected?.system.check(connected.context({ correlationId }));
      const same = report?.ok === true && report.account === row.account;
      if (same)
        opened += await open(pool, 'shop_id = $2 and id = $3 and breaker_code is not null', [row.shop_id, row.id]);
      mirror.log.info({ ...about, opened: same }, 'circuit breaker probed');
    } catch (fault) {
      mirror.log.error({ ...about, err: fault }, 'a circuit breaker cannot be probed');
    }
  }
  return opened;
}

/** `which`: the connections, by values from $2 on. */
async function open(pool: Queryable, which: string, values: readonly string[], by = 'worker'): Promise<number> {
  const { rowCount } = await pool.query(
    `with opened as (
       update connections set breaker_code = null, breaker_why = null, breaker_since = null, breaker_until = null, breaker_probe_at = null, breaker_probes = 0,
              -- A circuit breaker without a time was closed by a probe.
              breaker_closed_at = case when breaker_until is null then now() else breaker_closed_at end
        where ${which} returning shop_id, id
     ) insert into journal (shop_id, connection_id, actor, code, detail) select shop_id, id, $1, 'breaker.closed', '{}' from opened`,
    [by, ...values],
  );
  return rowCount ?? 0;
}
