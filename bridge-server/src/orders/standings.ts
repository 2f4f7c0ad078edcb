import { unreadOrder } from '@kontor/shared/order';
import { z } from 'zod';
import type { Queryable } from '../database/database.ts';
import { beginningWith } from '../database/pattern.ts';
import { readTotalBounds, type TotalBounds, type TotalRange } from './total-bounds.ts';

/** An order in a list of orders and their documents. Amounts are in minor units; `total` includes tax. */
const standingOrder = z.object({
  orderId: z.string(),
  number: z.string(),
  status: z.string(),
  currency: z.string().nullable(),
  total: z.number().nullable(),
  unread: unreadOrder.nullable(),
  /** When the newest content came in; `receivedMicros` is the same in microseconds since 1970. */
  receivedAt: z.date(),
  receivedMicros: z.number(),
});
export type StandingOrder = z.infer<typeof standingOrder>;

/** The columns of a `StandingOrder`, from `subjects o`. */
const columns = `o.id as "orderId",
       o.number,
       o.status,
       o.currency,
       o.total,
       o.unread,
       o.received_at as "receivedAt",
       (extract(epoch from o.received_at) * 1000000)::bigint as "receivedMicros"`;

export interface StandingQuery extends TotalRange {
  shopId: string;
  /** State, reason, connection and system: an order is listed if one of its documents meets all that are given. */
  state?: string | undefined;
  /** A whole code or a group of codes, such as `gap.`. */
  reason?: string | undefined;
  connectionId?: string | undefined;
  system?: string | undefined;
  number?: string | undefined;
  since?: Date | undefined;
  /** Orders that came in before this moment. */
  until?: Date | undefined;
  after?: StandingPlace | undefined;
  limit: number;
}
/** The place of an order in the list. */
export type StandingPlace = readonly [receivedMicros: number, orderId: string];

const byIdsStatement = `
select ${columns}
  from subjects o
 where o.shop_id = $1
   and o.kind = 'order'
   and o.id = any($2)`;

/** The orders with these ids. Ids that the bridge does not know are left out. */
export async function readStandingOrders(
  database: Queryable,
  shopId: string,
  ids: readonly string[],
): Promise<StandingOrder[]> {
  const { rows } = await database.query({ name: 'standings.by-id', text: byIdsStatement, values: [shopId, ids] });
  return rows.map((row) => standingOrder.parse(row));
}

/**
 * The most documents that are collected first and then sorted by their orders. If more documents match, nearly every
 * order has one, so it is faster to walk through the orders from the newest on.
 */
const mostCollected = 5000;

/** Lists orders by the standing of their documents. Orders with the newest content come first. */
export async function listStandingOrders(database: Queryable, query: StandingQuery): Promise<StandingOrder[]> {
  const isBounded = query.least !== undefined || query.most !== undefined;
  const totals = isBounded ? await readTotalBounds(database, query.shopId, query) : null;
  const values = new StatementValues();
  const shop = values.add(query.shopId);
  const documentFilter = documentConditions(query, values);
  const startsFrom = documentFilter.length === 0 ? null : await rarerSide(database, documentFilter, values.all.slice());
  const documents = `
    from transfers t
   where t.shop_id = ${shop}
     and t.subject_kind = 'order'
     and ${documentFilter.join(' and ')}`;
  // "offset 0" keeps PostgreSQL from reading all orders: here, and in the condition below.
  const ordersOfDocuments = `(select distinct t.subject_id ${documents}) document
    cross join lateral (
      select *
        from subjects subject
       where subject.shop_id = ${shop}
         and subject.kind = 'order'
         and subject.id = document.subject_id
      offset 0
    ) o`;
  const hasDocument = `exists (select ${documents} and t.subject_id = o.id offset 0)`;
  const conditions = [
    `o.shop_id = ${shop}`,
    `o.kind = 'order'`,
    ...orderConditions(query, totals, values),
    ...(startsFrom === 'orders' ? [hasDocument] : []),
  ];
  const statement = `
    select ${columns}
      from ${startsFrom === 'documents' ? ordersOfDocuments : 'subjects o'}
     where ${conditions.join(' and ')}
     order by o.received_at desc, o.id desc
     limit ${values.add(query.limit)}`;
  const { rows } = await database.query(statement, values.all);
  return rows.map((row) => standingOrder.parse(row));
}

/** The values of a statement; `add` returns the placeholder of the value, such as `$3`. */
class StatementValues {
  readonly all: unknown[] = [];
  add(value: unknown): string {
    this.all.push(value);
    return `$${this.all.length}`;
  }
}

/** Where to start: from the documents if few of them match, else from the orders. */
async function rarerSide(
  database: Queryable,
  documentFilter: readonly string[],
  values: unknown[],
): Promise<'documents' | 'orders'> {
  const { rows } = await database.query<{ matches: number }>(
    `select count(*)::integer as matches
       from (
         select 1
           from transfers t
          where t.shop_id = $1 and ${documentFilter.join(' and ')}
          limit ${mostCollected + 1}
       ) counted`,
    values,
  );
  return (rows[0]?.matches ?? 0) <= mostCollected ? 'documents' : 'orders';
}

function documentConditions({ state, reason, connectionId, system }: StandingQuery, values: StatementValues): string[] {
  if (state === undefined && reason === undefined && connectionId === undefined && system === undefined) return [];
  const connections = [
    'c.shop_id = $1',
    ...(connectionId === undefined ? [] : [`c.id = ${values.add(connectionId)}`]),
    ...(system === undefined ? [] : [`c.system = ${values.add(system)}`]),
  ];
  return [
    // The connection is always named, since the index begins with it.
    `t.connection_id = any(array(select c.id from connections c where ${connections.join(' and ')}))`,
    ...(state === undefined ? [] : [`t.state = ${values.add(state)}`]),
    ...(reason === undefined ? [] : [`t.reason like ${values.add(beginningWith(reason))}`]),
  ];
}

function orderConditions(
  { number, since, until, after }: StandingQuery,
  totals: readonly TotalBounds[] | null,
  values: StatementValues,
): string[] {
  return [
    ...(number === undefined ? [] : [`o.number = ${values.add(number)}`]),
    ...(since === undefined ? [] : [`o.received_at >= ${values.add(since)}`]),
    ...(until === undefined ? [] : [`o.received_at < ${values.add(until)}`]),
    ...(totals === null ? [] : [totalCondition(totals, values)]),
    ...(after === undefined ? [] : [placeCondition(after, values)]),
  ];
}

function placeCondition([receivedMicros, orderId]: StandingPlace, values: StatementValues): string {
  const receivedAt = `timestamptz 'epoch' + ${values.add(receivedMicros)}::float8 * interval '1 microsecond'`;
  return `(o.received_at, o.id) < (${receivedAt}, ${values.add(orderId)})`;
}

/** The total lies within the bounds of the order's own currency. */
function totalCondition(bounds: readonly TotalBounds[], values: StatementValues): string {
  const ranges = bounds.map(({ currency, from, to }) => {
    const isCurrency = `o.currency = ${values.add(currency)}`;
    const isWithin = `o.total between ${values.add(String(from))}::bigint and ${values.add(String(to))}::bigint`;
    return `(${isCurrency} and ${isWithin})`;
  });
  return ranges.length === 0 ? 'false' : `(${ranges.join(' or ')})`;
}
