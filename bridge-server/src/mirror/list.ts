import type { Knex } from 'knex';
import { toTransfer, transferColumns, type TransferColumns } from './rows.ts';
import type { State } from './states.ts';
import type { Transfer } from './transfer.ts';

export interface TransferQuery {
  shopId?: string; connectionId?: string; state?: State; orderId?: number; transferId?: number;
  /** The order's, as people know it. */
  orderNumber?: string;
  /** The whole code or its group, such as `gap.`. */
  reason?: string;
  /** Those before this one. */
  beforeId?: number;
  limit: number;
}

export interface ListedTransfer extends Transfer { orderNumber: string }

/** Transfers, newest first, with the order's number as people know it. */
export async function listTransfers(knex: Knex, query: TransferQuery): Promise<ListedTransfer[]> {
  const rows = await knex('transfers as t')
    .join('orders as o', (on) => on.on('o.shop_id', 't.shop_id').andOn('o.order_id', 't.order_id'))
    .select(knex.raw(transferColumns('t')), 'o.number as order_number')
    .modify((builder) => {
      if (query.shopId !== undefined) void builder.where('t.shop_id', query.shopId);
      if (query.connectionId !== undefined) void builder.where('t.connection_id', query.connectionId);
      if (query.orderNumber !== undefined) void builder.where('o.number', query.orderNumber);
      if (query.state !== undefined) void builder.where('t.state', query.state);
      if (query.orderId !== undefined) void builder.where('t.order_id', query.orderId);
      if (query.transferId !== undefined) void builder.where('t.id', query.transferId);
      if (query.beforeId !== undefined) void builder.where('t.id', '<', query.beforeId);
      if (query.reason !== undefined) void builder.whereLike('t.reason', `${query.reason}%`);
    })
    .orderBy('t.id', 'desc').limit(query.limit) as Record<string, unknown>[];
  return rows.map((row) => ({ ...toTransfer(row as TransferColumns), orderNumber: String(row['order_number']) }));
}
