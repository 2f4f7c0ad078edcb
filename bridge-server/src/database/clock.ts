import type { Queryable } from './database.ts';

/** What a question for the time told. */
export interface ClockReading {
  /** How long the answer took, in ms. */
  ms: number;
  /** By how many seconds the clocks of this machine and of the database differ, at the least. */
  apartSeconds: number;
}

/** Asks the database for its time, on one connection that is there already, so that waiting for one does not count. */
export async function readClock(database: Queryable): Promise<ClockReading> {
  const asked = Date.now();
  const { rows } = await database.query<{ now: Date }>('select clock_timestamp() as now');
  const answered = Date.now();
  const told = rows[0]?.now.getTime() ?? answered;
  // The database said its time somewhere between the two.
  return { ms: answered - asked, apartSeconds: Math.max(0, asked - told, told - answered) / 1000 };
}
