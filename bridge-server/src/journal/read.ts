import type { Knex } from 'knex';

/** One line of the append-only record: ids, codes and actors, never payloads. */
export interface JournalLine {
  id: number;
  at: Date;
  shopId: string;
  connectionId: string | null;
  orderId: string | null;
  transferId: number | null;
  correlationId: string | null;
  actor: string;
  code: string;
  detail: unknown;
}

export interface JournalQuery {
  shopId?: string;
  connectionId?: string;
  orderId?: string;
  transferId?: number;
  correlationId?: string;
  /** As people know it. */
  orderNumber?: string;
  /** The whole code or its group, such as `gap.`. */
  code?: string;
  since?: Date;
  /** Lines before this one. */
  beforeId?: number;
  /** The newest so many, shown oldest first. */
  limit: number;
}

/** Reads the journal by what support has in hand: an order, a transfer, a code, or the correlation id from an answer or a log line. */
export async function readJournal(knex: Knex, query: JournalQuery): Promise<JournalLine[]> {
  const rows = (await knex('journal')
    .select(
      'id',
      'at',
      'shop_id as shopId',
      'connection_id as connectionId',
      'subject_id as orderId',
      'transfer_id as transferId',
      'correlation_id as correlationId',
      'actor',
      'code',
      'detail',
    )
    .modify((builder) => {
      if (query.shopId !== undefined) void builder.where({ shop_id: query.shopId });
      if (query.connectionId !== undefined) void builder.where({ connection_id: query.connectionId });
      if (query.orderId !== undefined) void builder.where({ subject_kind: 'order', subject_id: query.orderId });
      if (query.orderNumber !== undefined) {
        void builder.whereIn(
          ['shop_id', 'subject_kind', 'subject_id'],
          knex('subjects').select('shop_id', 'kind', 'id').where({ number: query.orderNumber }),
        );
      }
      if (query.transferId !== undefined) void builder.where({ transfer_id: query.transferId });
      if (query.correlationId !== undefined) void builder.where({ correlation_id: query.correlationId });
      if (query.code !== undefined) void builder.whereRaw('starts_with(code, ?)', [query.code]);
      if (query.since !== undefined) void builder.where('at', '>=', query.since);
      if (query.beforeId !== undefined) void builder.where('id', '<', query.beforeId);
    })
    .orderBy('id', 'desc')
    .limit(query.limit)) as JournalLine[];
  return rows.reverse();
}
