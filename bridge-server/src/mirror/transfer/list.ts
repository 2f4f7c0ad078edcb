import { unreadOrder, type UnreadOrder } from '@kontor/shared/order';
import type { Knex } from 'knex';
import type { TransferId } from '../../ids.ts';
import { beginningWith } from '../../database/pattern.ts';
import { toTransfer, transferColumns, type TransferRow } from './rows.ts';
import type { TransferState } from './states.ts';
import type { Transfer } from './transfer.ts';

export interface TransferQuery {
  shopId?: string;
  connectionId?: string;
  state?: TransferState;
  /** The source's id of the order. */
  orderId?: string;
  transferId?: TransferId;
  /** The order's number as people know it. */
  orderNumber?: string;
  /** The whole code or its group, such as `gap.`. */
  reason?: string;
  /** Only transfers that are older than this one. */
  beforeId?: number;
  limit: number;
}

export interface ListedTransfer extends Transfer {
  orderNumber: string;
  /** A newer content of the order that cannot be read. */
  unread: UnreadOrder | null;
}

/** Transfers, newest first, with the order's number as people know it. */
export async function listTransfers(knex: Knex, query: TransferQuery): Promise<ListedTransfer[]> {
  const rows = (await matching(knex, query)
    .select(knex.raw(transferColumns('t')), 'subject.number as order_number', 'subject.unread')
    .orderBy('t.id', 'desc')
    .limit(query.limit)) as Record<string, unknown>[];
  return rows.map(listed);
}

/** A page of transfers, oldest first, and how many follow it. `after`: the last transfer of the page before. */
export async function pageOfTransfers(
  knex: Knex,
  query: TransferQuery & { after?: number },
): Promise<{ page: ListedTransfer[]; remaining: number }> {
  const following = (last: number | undefined) =>
    matching(knex, query).modify((builder) => {
      if (last !== undefined) void builder.where('t.id', '>', last);
    });
  const rows = (await following(query.after)
    .select(knex.raw(transferColumns('t')), 'subject.number as order_number', 'subject.unread')
    .orderBy('t.id')
    .limit(query.limit)) as Record<string, unknown>[];
  const page = rows.map(listed);
  if (page.length < query.limit) return { page, remaining: 0 };
  const counted = await following(page.at(-1)?.id)
    .count('t.id as remaining')
    .first<{ remaining: unknown } | undefined>();
  return { page, remaining: Number(counted?.remaining ?? 0) };
}

function matching(knex: Knex, query: Omit<TransferQuery, 'limit'>): Knex.QueryBuilder {
  return knex('transfers as t')
    .join('subjects as subject', (on) =>
      on.on('subject.shop_id', 't.shop_id').andOn('subject.id', 't.subject_id').andOn('subject.kind', 't.subject_kind'),
    )
    .modify((builder) => {
      if (query.shopId !== undefined) void builder.where('t.shop_id', query.shopId);
      if (query.connectionId !== undefined) void builder.where('t.connection_id', query.connectionId);
      if (query.orderNumber !== undefined) void builder.where('subject.number', query.orderNumber);
      if (query.state !== undefined) void builder.where('t.state', query.state);
      if (query.orderId !== undefined) void builder.where({ 't.subject_kind': 'order', 't.subject_id': query.orderId });
      if (query.transferId !== undefined) void builder.where('t.id', query.transferId);
      if (query.beforeId !== undefined) void builder.where('t.id', '<', query.beforeId);
      if (query.reason !== undefined) void builder.whereRaw('t.reason like ?', [beginningWith(query.reason)]);
    });
}

const listed = (row: Record<string, unknown>): ListedTransfer => ({
  ...toTransfer(row as TransferRow),
  orderNumber: String(row['order_number']),
  unread: unreadOrder.nullable().parse(row['unread']),
});
