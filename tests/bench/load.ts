import { readOrder, snapshotOf } from '@kontor/shared/woocommerce';
import { benchOrder } from './order.ts';
import type { BenchShop } from './shop.ts';

/** What takes an order's number in a snapshot until SQL writes the real one. */
const standIn = 7_777_700;

const snapshots = Array.from({ length: 100 }, (_, customer) => {
  const read = readOrder(benchOrder(standIn + customer), []);
  if (!read.ok) throw new Error(read.error.code);
  return snapshotOf(read.value).replaceAll(String(standIn + customer), 'ORDER');
});

/** Puts the orders from `first` on straight into the tables, `count` of them. */
export async function loadOrders({ database, sender }: BenchShop, first: number, count: number): Promise<void> {
  await database.pool.query(
    `insert into subjects (shop_id, kind, id, source, number, status, currency, total, generation, content_generation, modified_gmt, revision, tombstone,
                         snapshot, content_hash, settings_version, correlation_id)
     select $1, 'order', g.id::text, 'shop', g.id::text, 'processing', 'NOK', 211300, 1, 1, '2026-11-22T01:18:36', 1, false,
            replace(($4::text[])[g.id % 100 + 1], 'ORDER', g.id::text), md5(g.id::text), s.settings_version, gen_random_uuid()::text
       from generate_series($2::bigint, $3::bigint) as g (id), shops s where s.id = $1`,
    [sender.shop, first, first + count - 1, snapshots],
  );
}

/** What the transfers of loaded orders are to be; `dueIn`: SQL for an interval. */
export interface LoadedTransfers {
  kind?: 'order' | 'refund';
  state: 'waiting' | 'blocked' | 'done';
  dueIn?: string;
  laneWaits?: number;
}

export async function loadTransfers(
  { database, sender, connection }: BenchShop,
  first: number,
  count: number,
  given: LoadedTransfers,
): Promise<void> {
  await database.pool.query(
    `insert into transfers (shop_id, connection_id, system, account, subject_kind, subject_id, kind, reference, about_kind, about_reference, document_key, state, reason, due_at, lane_waits, currency, total, correlation_id)
     select $1, $2, 'poweroffice', 'account-1', 'order', g.id::text, $5, '', 'order', '', $1 || '-' || g.id || '-' || $5, $6, 'loaded', now() + ${given.dueIn ?? "interval '0'"}, $7, 'NOK', 211300, gen_random_uuid()::text
       from generate_series($3::bigint, $4::bigint) as g (id)`,
    [sender.shop, connection.id, first, first + count - 1, given.kind ?? 'order', given.state, given.laneWaits ?? 0],
  );
}

/** Gives the planner what it would know of tables that grew over time. */
export const settleTables = ({ database }: BenchShop) => database.pool.query('vacuum analyze');
