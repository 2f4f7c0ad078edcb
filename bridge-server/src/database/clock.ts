import type { Queryable } from './database.ts';

/** The database's time beside that of this machine. */
export interface ClockReading {
  /** How long the answer took, in ms. */
  ms: number;
  /** The least by which the two clocks differ, in seconds. */
  apartSeconds: number;
}

/** Asks the database for its time. Give it a connection and not the pool, so that waiting for one does not count. */
export async function readClock(database: Queryable): Promise<ClockReading> {
  const sentAt = Date.now();
  const { rows } = await database.query<{ now: Date }>('select clock_timestamp() as now');
  const answeredAt = Date.now();
  const databaseTime = rows[0]?.now.getTime() ?? answeredAt;
  // The database read its clock at some moment between the two; only what lies outside them is a difference.
  const apartMs = Math.max(0, sentAt - databaseTime, databaseTime - answeredAt);
  return { ms: answeredAt - sentAt, apartSeconds: apartMs / 1000 };
}
