import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { reasonSchema, type Reason } from '@kontor/shared/problem';
import type { Config } from '../config.ts';
import type { Database, Queryable } from '../database/database.ts';
import { readWorkers, type SeenWorker } from '../mirror/maintenance/heartbeat.ts';
import { readStock, type Stock } from '../mirror/maintenance/stock.ts';
import { readOffices, type OfficeStanding } from '../shops/office/overdue.ts';
import { limits } from './limits.ts';

/** A connection whose circuit breaker is open. */
export interface HeldConnection {
  shopId: string;
  id: string;
  system: string;
  accountName: string;
  code: string;
  /** The cause, if more is known than the code states. */
  why: Reason | null;
  since: Date;
  /** When the breaker closes by itself; null if only a successful probe closes it. */
  until: Date | null;
}

/** A shop that the bridge cannot read by its REST API. */
export interface UnreadShop {
  shopId: string;
  name: string;
  why: Reason;
  since: Date;
}

/** Documents that became blocked within the last hour. */
export interface LatelyBlocked {
  system: string;
  group: string;
  transfers: number;
}

/** Everything from which the state of the bridge is judged. */
export interface Observations {
  /** The time of the database's clock. */
  at: Date;
  stock: Stock;
  held: readonly HeldConnection[];
  latelyBlocked: readonly LatelyBlocked[];
  unreadShops: readonly UnreadShop[];
  offices: readonly OfficeStanding[];
  workers: readonly SeenWorker[];
  /** The free space on the disk of the embedded database; null if the operator has a PostgreSQL of their own. */
  diskMegabytes: number | null;
}

export const megabytesIn = (bytes: number): number => Math.round(bytes / 1024 / 1024);

const heldStatement = `
  select shop_id as "shopId",
         id,
         system,
         account_name as "accountName",
         breaker_code as code,
         breaker_why as why,
         breaker_since as since,
         breaker_until as until
    from connections
   where breaker_code is not null
     and breaker_since is not null
     and archived_at is null
   order by created_at, id`;

const unreadShopsStatement = `
  select shop.id as "shopId",
         shop.name,
         reading.why,
         reading.failed_since as since
    from shop_readings reading
    join shops shop on shop.id = reading.shop_id
   where reading.failed_since is not null
     and shop.archived_at is null
   order by reading.failed_since, shop.id`;

const latelyBlockedStatement = `
  select system,
         split_part(reason, '.', 1) as "group",
         count(*)::integer as transfers
    from transfers
   where state = 'blocked'
     and changed_at > now() - interval '1 hour'
   group by 1, 2`;

/** Reads everything. Throws when the database does. */
export async function readObservations(
  { pool }: Pick<Database, 'pool'>,
  config: Pick<Config, 'databaseUrl' | 'dataFolder'>,
): Promise<Observations> {
  const { rows } = await pool.query<{ at: Date }>('select now() as at');
  const stock = await readStock(pool);
  return {
    at: rows[0]?.at ?? new Date(),
    stock,
    held: stock.held.length > 0 ? await readHeld(pool) : [],
    latelyBlocked: await readLatelyBlocked(pool, stock),
    unreadShops: stock.unreadShops.length > 0 ? await readUnreadShops(pool) : [],
    offices: await readOffices(pool, null),
    workers: await readWorkers(pool),
    diskMegabytes: config.databaseUrl === null ? await freeMegabytes(config.dataFolder) : null,
  };
}

/**
 * Reads only the columns that an alarm needs. So a connection whose settings cannot be read does not prevent the alarms
 * of others.
 */
async function readHeld(database: Queryable): Promise<HeldConnection[]> {
  const { rows } = await database.query<Omit<HeldConnection, 'why'> & { why: unknown }>(heldStatement);
  return rows.map((row) => ({ ...row, why: reasonSchema.safeParse(row.why).data ?? null }));
}

async function readUnreadShops(database: Queryable): Promise<UnreadShop[]> {
  const { rows } = await database.query<Omit<UnreadShop, 'why'> & { why: unknown }>(unreadShopsStatement);
  return rows.flatMap(({ why, ...row }) => {
    const readable = reasonSchema.safeParse(why).data;
    return readable ? [{ ...row, why: readable }] : [];
  });
}

/** Reads the transfers only if enough documents are blocked at all, which is rarely so. */
async function readLatelyBlocked(database: Queryable, { open }: Stock): Promise<LatelyBlocked[]> {
  if (!open.some(({ state, transfers }) => state === 'blocked' && transfers > limits.blockedAnHour)) return [];
  const { rows } = await database.query<LatelyBlocked>(latelyBlockedStatement);
  return rows;
}

/** The free space at the folder, or at its parent if the bridge has not made the folder yet. */
async function freeMegabytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder).catch(() => statfs(dirname(folder)));
  return megabytesIn(bavail * bsize);
}
