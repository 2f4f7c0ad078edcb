import pg from 'pg';
import type { TimeOuts } from './time-outs.ts';

/** The connection leads to something that passes statements on, such as PgBouncer, and not to PostgreSQL itself. */
export class PoolerBetween extends Error {}

/**
 * Throws `PoolerBetween` where the time-outs that a connection asks for do not count. A pooler that is told to pass over them leaves
 * statements without an end, and one that gives each transaction another connection breaks prepared statements and locks.
 */
export async function checkDirect(pool: pg.Pool, { statement }: TimeOuts): Promise<void> {
  const { rows } = await pool.query<{ ms: number }>(
    `select setting::integer as ms from pg_settings where name = 'statement_timeout'`,
  );
  const ms = rows[0]?.ms ?? 0;
  if (ms !== statement * 1000)
    throw new PoolerBetween(`statement_timeout is ${ms} ms in place of ${statement * 1000} ms`);
}

/** Whether a connection failed since something between refused the time-outs that it asked for. */
export const isPooler = (fault: unknown): boolean =>
  fault instanceof PoolerBetween ||
  (fault instanceof pg.DatabaseError && fault.code === '08P01' && fault.message.includes('startup parameter'));
