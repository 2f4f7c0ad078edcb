import type { UnreadOrder } from '@kontor/shared/order';
import type { Knex } from 'knex';

/** What the bridge knows of an order besides its content. Amounts in minor units; `total` includes tax. */
export interface ListedOrder {
  shopId: string;
  /** The source's id. */
  orderId: string;
  /** Where it came from: the shop itself, or a connection's id. */
  source: string;
  /** As people know it. */
  number: string;
  status: string;
  /** Of the last content that could be read. */
  currency: string;
  total: number | null;
  revision: number;
  /** The shop's counter: as it is now, and as it was when the content last changed. */
  generation: number;
  contentGeneration: number;
  /** What is known of a newer content that cannot be read. */
  unread: UnreadOrder | null;
  /** The order is gone from the shop. */
  tombstone: boolean;
  /** When the newest content came in, and by which request. */
  receivedAt: Date;
  correlationId: string;
  /** When its content was erased here. */
  forgottenAt: Date | null;
  /** The same as `receivedAt`, in microseconds since 1970. */
  receivedMicros: number;
}

export interface OrderQuery {
  shopId?: string;
  orderId?: string;
  number?: string;
  status?: string;
  receivedSince?: Date;
  /** Whether the order has a document of its own at every connection that was to have one. */
  document?: 'done' | 'missing';
  /** Whether its newest content cannot be read. */
  problem?: 'any' | 'none';
  /** What comes after this place. */
  after?: ListPlace;
  limit: number;
}
export type ListPlace = readonly [receivedMicros: number, shopId: string, orderId: string];

const micros = '(extract(epoch from o.received_at) * 1000000)::bigint';

/** Orders, those first whose content came in last. Never their content. */
export async function listOrders(knex: Knex, query: OrderQuery): Promise<ListedOrder[]> {
  return knex('subjects as o')
    .where('o.kind', 'order')
    .select(
      'o.shop_id as shopId',
      'o.id as orderId',
      'o.source',
      'o.number',
      'o.status',
      'o.currency',
      'o.total',
      'o.revision',
      'o.generation',
      'o.content_generation as contentGeneration',
      'o.unread',
      'o.tombstone',
      'o.received_at as receivedAt',
      'o.correlation_id as correlationId',
      'o.forgotten_at as forgottenAt',
      knex.raw(`${micros} as "receivedMicros"`),
    )
    .modify((builder) => {
      if (query.shopId !== undefined) void builder.where('o.shop_id', query.shopId);
      if (query.orderId !== undefined) void builder.where('o.id', query.orderId);
      if (query.number !== undefined) void builder.where('o.number', query.number);
      if (query.status !== undefined) void builder.where('o.status', query.status);
      if (query.receivedSince !== undefined) void builder.where('o.received_at', '>=', query.receivedSince);
      // "offset 0": one order after the other, until the page is full.
      const own = (states: string) =>
        `exists (select from transfers t where t.shop_id = o.shop_id and t.subject_id = o.id and t.subject_kind = o.kind and t.kind = 'order' and ${states} offset 0)`;
      if (query.document === 'done')
        void builder.whereRaw(own(`t.state = 'done'`)).whereRaw(`not ${own(`t.state not in ('done', 'closed')`)}`);
      if (query.document === 'missing')
        void builder.whereRaw(`(not ${own(`t.state = 'done'`)} or ${own(`t.state not in ('done', 'closed')`)})`);
      if (query.problem === 'any') void builder.whereNotNull('o.unread');
      if (query.problem === 'none') void builder.whereNull('o.unread');
      if (query.after) {
        void builder.whereRaw(
          `(o.received_at, o.shop_id, o.id) < (timestamptz 'epoch' + ?::float8 * interval '1 microsecond', ?, ?)`,
          [...query.after],
        );
      }
    })
    .orderBy([
      { column: 'o.received_at', order: 'desc' },
      { column: 'o.shop_id', order: 'desc' },
      { column: 'o.id', order: 'desc' },
    ])
    .limit(query.limit) as Promise<ListedOrder[]>;
}

/** The order's content as it is kept, people's data included; null when it was erased, or never came. */
export async function readContent(knex: Knex, shopId: string, orderId: string): Promise<unknown> {
  const row = (await knex('subjects')
    .select('snapshot')
    .where({ shop_id: shopId, kind: 'order', id: orderId })
    .first()) as { snapshot: string | null } | undefined;
  return row?.snapshot ? (JSON.parse(row.snapshot) as unknown) : null;
}
