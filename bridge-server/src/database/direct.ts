import pg from 'pg';
import type { TimeOuts } from './time-outs.ts';

/** The connection leads to a pooler, such as PgBouncer, and not to PostgreSQL itself. */
export class PoolerBetween extends Error {}

/**
 * Throws `PoolerBetween` when the time-outs that a connection asks for are not in force. A pooler that ignores them
 * lets statements run for ever; one that gives each transaction another connection breaks prepared statements and
 * locks.
 */
export async function checkDirect(pool: pg.Pool, { statement }: TimeOuts): Promise<void> {
  const { rows } = await pool.query<{ ms: number }>(
    `select setting::integer as ms from pg_settings where name = 'statement_timeout'`,
  );
  const ms = rows[0]?.ms ?? 0;
  if (ms !== statement * 1000)
    throw new PoolerBetween(`statement_timeout is ${ms} ms in place of ${statement * 1000} ms`);
}

/**
 * Whether the fault shows a pooler: time-outs that are not in force, or a connection refused because it asks for them.
 */
export const isPooler = (fault: unknown): boolean =>
  fault instanceof PoolerBetween ||
  (fault instanceof pg.DatabaseError && fault.code === '08P01' && fault.message.includes('startup parameter'));
