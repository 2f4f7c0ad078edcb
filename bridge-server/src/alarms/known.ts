import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { reasonSchema, type Reason } from '@kontor/shared/problem';
import type { Config } from '../config.ts';
import type { Database, Queryable } from '../database/database.ts';
import { readWorkers, type SeenWorker } from '../mirror/maintenance/heartbeat.ts';
import { readStock, type Stock } from '../mirror/maintenance/stock.ts';
import { limits } from './limits.ts';

/** A connection that is held back. */
export interface HeldConnection {
  shopId: string;
  id: string;
  system: string;
  accountName: string;
  code: string;
  /** Why, as far as more is known than the code tells. */
  why: Reason | null;
  since: Date;
  /** It opens by itself then; null: when it is probed with success. */
  until: Date | null;
}

/** Documents that became blocked within the last hour. */
export interface LatelyBlocked {
  system: string;
  group: string;
  transfers: number;
}

/** Everything that is looked at to tell how the bridge is. */
export interface Known {
  /** By the database's clock. */
  at: Date;
  stock: Stock;
  held: readonly HeldConnection[];
  latelyBlocked: readonly LatelyBlocked[];
  workers: readonly SeenWorker[];
  /** What is free where the embedded database lies; null: the database is the operator's own, and its disk is not seen from here. */
  diskMegabytes: number | null;
}

export const megabytesIn = (bytes: number): number => Math.round(bytes / 1024 / 1024);

/** Looks at everything. Throws what the database throws. */
export async function readKnown(
  { pool }: Pick<Database, 'pool'>,
  config: Pick<Config, 'databaseUrl' | 'dataFolder'>,
): Promise<Known> {
  const { rows } = await pool.query<{ at: Date }>('select now() as at');
  const stock = await readStock(pool);
  return {
    at: rows[0]?.at ?? new Date(),
    stock,
    held: stock.held.length > 0 ? await readHeld(pool) : [],
    latelyBlocked: await readLatelyBlocked(pool, stock),
    workers: await readWorkers(pool),
    diskMegabytes: config.databaseUrl === null ? await freeMegabytes(config.dataFolder) : null,
  };
}

/** Of a connection nothing is read that the alarm does not need: one whose settings cannot be read keeps no other from being told. */
async function readHeld(database: Queryable): Promise<HeldConnection[]> {
  const { rows } = await database.query<Omit<HeldConnection, 'why'> & { why: unknown }>(
    `select shop_id as "shopId", id, system, account_name as "accountName", breaker_code as code, breaker_why as why,
            breaker_since as since, breaker_until as until
       from connections
      where breaker_code is not null and breaker_since is not null and archived_at is null
      order by created_at, id`,
  );
  return rows.map((row) => ({ ...row, why: reasonSchema.safeParse(row.why).data ?? null }));
}

/** Few bridges have so many blocked documents that it is worth looking when each became so. */
async function readLatelyBlocked(database: Queryable, { open }: Stock): Promise<LatelyBlocked[]> {
  if (!open.some(({ state, transfers }) => state === 'blocked' && transfers > limits.blockedAnHour)) return [];
  const { rows } = await database.query<LatelyBlocked>(
    `select system, split_part(reason, '.', 1) as "group", count(*)::integer as transfers
       from transfers
      where state = 'blocked' and changed_at > now() - interval '1 hour'
      group by 1, 2`,
  );
  return rows;
}

/** Before its first start, the data folder is not there yet. */
async function freeMegabytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder).catch(() => statfs(dirname(folder)));
  return megabytesIn(bavail * bsize);
}
