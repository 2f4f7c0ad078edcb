import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type pg from 'pg';
import { readClock } from '../../database/clock.ts';
import type { Queryable } from '../../database/database.ts';
import { version } from '../../metrics/version.ts';

/** The time between two beats, in seconds. */
export const beatSeconds = 15;
/** How long a worker that stopped without a word is remembered, in seconds. */
const rememberedSeconds = 3600;

/** Shows other processes that a worker is at work. */
export interface Heartbeat {
  /** Notes that the worker has just looked for transfers; the next beat tells it. */
  looked(): void;
  /** Tells the database that the worker is there, and forgets the workers that went long ago. */
  beat(): Promise<void>;
  /** Takes the worker's row away: it stops by itself. */
  farewell(): Promise<void>;
}

const beatStatement = `
with swept as (
  delete from workers
   where seen_at < now() - make_interval(secs => $7)
     and id <> $1
)
insert into workers (
  id,
  version,
  role,
  host,
  looked_at,
  clock_apart
)
values ($1, $2, $3, $4, now() - make_interval(secs => $5::float8), $6)
on conflict (id) do update set
  seen_at = now(),
  looked_at = excluded.looked_at,
  clock_apart = excluded.clock_apart`;

/** `role`: that of the worker's process. */
export function createHeartbeat(
  pool: pg.Pool,
  { role, id = randomUUID(), host = hostname() }: { role: string; id?: string; host?: string },
): Heartbeat {
  // By the process's steady clock, since its time of day may be wrong: the heartbeat tells others by how much.
  let lookedAt: number | null = null;
  return {
    looked() {
      lookedAt = performance.now();
    },
    async beat() {
      const client = await pool.connect();
      try {
        const { apartSeconds } = await readClock(client);
        const lookedAgo = lookedAt === null ? null : (performance.now() - lookedAt) / 1000;
        await client.query(beatStatement, [id, version, role, host, lookedAgo, apartSeconds, rememberedSeconds]);
      } finally {
        client.release();
      }
    },
    async farewell() {
      await pool.query('delete from workers where id = $1', [id]);
    },
  };
}

/** A worker as other processes see it. Ages are in seconds, by the database's clock. */
export interface SeenWorker {
  host: string;
  version: string;
  role: string;
  seenAge: number;
  /** Since it last looked for transfers and got an answer; or since its start, if it has not yet. */
  lookedAge: number;
  clockApart: number;
}

const workersStatement = `
select host,
       version,
       role,
       clock_apart::float8 as "clockApart",
       greatest(0, extract(epoch from now() - seen_at))::float8 as "seenAge",
       greatest(0, extract(epoch from now() - coalesce(looked_at, started_at)))::float8 as "lookedAge"
  from workers
 where seen_at > now() - make_interval(secs => $1)
 order by started_at, id`;

/** Every worker that is at work, or stopped without a word during the last hour. */
export async function readWorkers(database: Queryable): Promise<SeenWorker[]> {
  const { rows } = await database.query<SeenWorker>(workersStatement, [rememberedSeconds]);
  return rows;
}
