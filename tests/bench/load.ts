import { readOrder, snapshotOf } from '@kontor/shared/woocommerce';
import { benchOrder } from './order.ts';
import type { BenchShop } from './shop.ts';

/** Stands for an order's number in a snapshot until SQL writes the real one. */
const standIn = 7_777_700;

const snapshots = Array.from({ length: 100 }, (_, customer) => {
  const read = readOrder(benchOrder(standIn + customer), []);
  if (!read.ok) throw new Error(read.error.code);
  return snapshotOf(read.value).replaceAll(String(standIn + customer), 'ORDER');
});

const insertOrders = `
insert into subjects (
  shop_id, kind, id, source, number, status, currency, total,
  generation, content_generation, modified_gmt, revision, tombstone,
  snapshot, content_hash, settings_version, correlation_id
)
select $1,
       'order',
       orders.id::text,
       'shop',
       orders.id::text,
       'processing',
       'NOK',
       211300,
       1,
       1,
       '2026-11-22T01:18:36',
       1,
       false,
       replace(($4::text[])[orders.id % 100 + 1], 'ORDER', orders.id::text),
       md5(orders.id::text),
       shops.settings_version,
       gen_random_uuid()::text
from generate_series($2::bigint, $3::bigint) as orders (id), shops
where shops.id = $1`;

/** Puts `count` orders straight into the tables, numbered from `first` on. */
export async function loadOrders({ database, sender }: BenchShop, first: number, count: number): Promise<void> {
  await database.pool.query(insertOrders, [sender.shop, first, first + count - 1, snapshots]);
}

/** What the transfers of loaded orders look like. `dueIn`: SQL for an interval. */
export interface LoadedTransfers {
  kind?: 'order' | 'refund';
  state: 'waiting' | 'blocked' | 'done';
  dueIn?: string;
  laneWaits?: number;
}

const insertTransfers = (dueIn: string): string => `
insert into transfers (
  shop_id, connection_id, system, account, subject_kind, subject_id,
  kind, reference, about_kind, about_reference, document_key,
  state, reason, due_at, lane_waits, currency, total, correlation_id
)
select $1,
       $2,
       'poweroffice',
       'account-1',
       'order',
       orders.id::text,
       $5,
       '',
       'order',
       '',
       $1 || '-' || orders.id || '-' || $5,
       $6,
       'loaded',
       now() + ${dueIn},
       $7,
       'NOK',
       211300,
       gen_random_uuid()::text
from generate_series($3::bigint, $4::bigint) as orders (id)`;

/** Puts one transfer for each of `count` loaded orders straight into the tables. */
export async function loadTransfers(
  { database, sender, connection }: BenchShop,
  first: number,
  count: number,
  { kind = 'order', state, dueIn = "interval '0'", laneWaits = 0 }: LoadedTransfers,
): Promise<void> {
  const values = [sender.shop, connection.id, first, first + count - 1, kind, state, laneWaits];
  await database.pool.query(insertTransfers(dueIn), values);
}

/** Gives PostgreSQL's planner the statistics that it would have of tables that grew over time. */
export const settleTables = ({ database }: BenchShop) => database.pool.query('vacuum analyze');
