import type { Knex } from 'knex';

/** One line of the append-only record: ids, codes and actors, never payloads. */
export interface JournalLine {
  id: number; at: Date; shopId: string; connectionId: string | null; orderId: number | null; transferId: number | null;
  correlationId: string | null; actor: string; code: string; detail: unknown;
}

export interface JournalQuery {
  shopId?: string; orderId?: number; transferId?: number; correlationId?: string;
  /** As people know it. */
  orderNumber?: string;
  /** The newest so many, shown oldest first. */
  limit: number;
}

/** Reads the journal by what support has in hand: an order, a transfer, or the correlation id from an answer or a log line. */
export async function readJournal(knex: Knex, query: JournalQuery): Promise<JournalLine[]> {
  const rows = await knex('journal')
    .select('id', 'at', 'shop_id as shopId', 'connection_id as connectionId', 'order_id as orderId', 'transfer_id as transferId',
      'correlation_id as correlationId', 'actor', 'code', 'detail')
    .modify((builder) => {
      if (query.shopId !== undefined) void builder.where({ shop_id: query.shopId });
      if (query.orderId !== undefined) void builder.where({ order_id: query.orderId });
      if (query.orderNumber !== undefined) {
        void builder.whereIn(['shop_id', 'order_id'], knex('orders').select('shop_id', 'order_id').where({ number: query.orderNumber }));
      }
      if (query.transferId !== undefined) void builder.where({ transfer_id: query.transferId });
      if (query.correlationId !== undefined) void builder.where({ correlation_id: query.correlationId });
    })
    .orderBy('id', 'desc').limit(query.limit) as JournalLine[];
  return rows.reverse();
}
