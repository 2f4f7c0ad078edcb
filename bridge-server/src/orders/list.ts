import type { UnreadOrder } from '@kontor/shared/order';
import type { Knex } from 'knex';
import type { Queryable } from '../database/database.ts';
import { openSnapshot } from '../mirror/transfer/order-contents.ts';

/** What the bridge knows about an order, without the order's content. Amounts are in minor units. */
export interface ListedOrder {
  shopId: string;
  /** The id that the source gives. */
  orderId: string;
  /** Where the order comes from: the shop itself, or a connection's id. */
  source: string;
  /** The number that people know the order by. */
  number: string;
  status: string;
  /** Currency and total (with tax) of the last content that could be read. */
  currency: string;
  total: number | null;
  revision: number;
  /** The shop's counter, now and when the content last changed. */
  generation: number;
  contentGeneration: number;
  /** Set while the newest content cannot be read. */
  unread: UnreadOrder | null;
  /** The shop no longer has the order. */
  tombstone: boolean;
  /** When the newest content came in, and the request that brought it. */
  receivedAt: Date;
  correlationId: string;
  /** When the bridge erased the content. */
  forgottenAt: Date | null;
  /** `receivedAt` in microseconds since 1970. */
  receivedMicros: number;
}

export interface OrderQuery {
  shopId?: string;
  orderId?: string;
  number?: string;
  status?: string;
  receivedSince?: Date;
  /** Whether every connection that should have the order's own document has it. */
  document?: 'done' | 'missing';
  /** `any`: orders whose newest content cannot be read; `none`: all others. */
  problem?: 'any' | 'none';
  /** Only orders after this place in the list. */
  after?: ListPlace;
  limit: number;
}
export type ListPlace = readonly [receivedMicros: number, shopId: string, orderId: string];

const receivedMicros = '(extract(epoch from o.received_at) * 1000000)::bigint';

/**
 * A condition: the order has a document of its own whose transfer meets `states`. "offset 0" makes PostgreSQL look the
 * transfers up order by order, and stop when the page is full.
 */
const hasOwnDocument = (states: string): string => `exists (
  select
    from transfers transfer
   where transfer.shop_id = o.shop_id
     and transfer.subject_id = o.id
     and transfer.subject_kind = o.kind
     and transfer.kind = 'order'
     and ${states}
  offset 0
)`;
const hasDone = hasOwnDocument(`transfer.state = 'done'`);
const hasUnfinished = hasOwnDocument(`transfer.state not in ('done', 'closed')`);

/** Lists orders without their content. Orders with the newest content come first. */
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
      knex.raw(`${receivedMicros} as "receivedMicros"`),
    )
    .modify((builder) => {
      if (query.shopId !== undefined) void builder.where('o.shop_id', query.shopId);
      if (query.orderId !== undefined) void builder.where('o.id', query.orderId);
      if (query.number !== undefined) void builder.where('o.number', query.number);
      if (query.status !== undefined) void builder.where('o.status', query.status);
      if (query.receivedSince !== undefined) void builder.where('o.received_at', '>=', query.receivedSince);
      if (query.document === 'done') void builder.whereRaw(hasDone).whereRaw(`not ${hasUnfinished}`);
      if (query.document === 'missing') void builder.whereRaw(`(not ${hasDone} or ${hasUnfinished})`);
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

const contentStatement = `
select snapshot
  from subjects
 where shop_id = $1
   and kind = 'order'
   and id = $2`;

/**
 * The stored content of the order, with people's data; null if it was erased or could never be read. Throws `CannotOpen`
 * if this process cannot open it.
 */
export async function readContent(database: Queryable, shopId: string, orderId: string): Promise<unknown> {
  const { rows } = await database.query<{ snapshot: string | null }>(contentStatement, [shopId, orderId]);
  const snapshot = rows[0]?.snapshot ?? null;
  if (snapshot === null) return null;
  return JSON.parse(await openSnapshot(database, { shopId, subjectKind: 'order', subjectId: orderId }, snapshot));
}
