import { unreadOrder } from '@kontor/shared/order';
import { z } from 'zod';
import type { Queryable } from '../database/database.ts';
import { beginningWith } from '../database/pattern.ts';
import { readTotalBounds, type TotalBounds, type TotalRange } from './total-bounds.ts';

/** What a list of orders shows of one besides its documents. Amounts in minor units; `total` includes tax. */
const standingOrder = z.object({
  orderId: z.string(),
  number: z.string(),
  status: z.string(),
  currency: z.string().nullable(),
  total: z.number().nullable(),
  unread: unreadOrder.nullable(),
  /** When the newest content came in; `receivedMicros`: the same in microseconds since 1970. */
  receivedAt: z.date(),
  receivedMicros: z.number(),
});
export type StandingOrder = z.infer<typeof standingOrder>;

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
  /** Orders with a document of which all of these hold. */
  state?: string | undefined;
  /** The whole code or its group, such as `gap.`. */
  reason?: string | undefined;
  connectionId?: string | undefined;
  system?: string | undefined;
  number?: string | undefined;
  since?: Date | undefined;
  /** Before this moment. */
  until?: Date | undefined;
  after?: StandingPlace | undefined;
  limit: number;
}
/** The place of an order in the list. */
export type StandingPlace = readonly [receivedMicros: number, orderId: string];

/** The orders with these ids, as far as the bridge knows them. */
export async function readStandingOrders(
  database: Queryable,
  shopId: string,
  ids: readonly string[],
): Promise<StandingOrder[]> {
  const { rows } = await database.query({
    name: 'standings.by-id',
    text: `select ${columns} from subjects o where o.shop_id = $1 and o.kind = 'order' and o.id = any($2)`,
    values: [shopId, ids],
  });
  return rows.map((row) => standingOrder.parse(row));
}

/**
 * Up to how many documents that fit the filters are collected and sorted by their orders. Where there are more, one of the next
 * orders nearly always has one, so that the orders are walked through instead.
 */
const mostCollected = 5000;

/** Orders by what became of them, those first whose content came in last. */
export async function listStandingOrders(database: Queryable, query: StandingQuery): Promise<StandingOrder[]> {
  const isBounded = query.least !== undefined || query.most !== undefined;
  const totals = isBounded ? await readTotalBounds(database, query.shopId, query) : null;
  const given = new Values();
  const shop = given.add(query.shopId);
  const fits = documentConditions(query, given);
  const inOrders = fits.length === 0 ? null : await isRare(database, fits, given.all.slice());
  const documents = `from transfers t where t.shop_id = ${shop} and t.subject_kind = 'order' and ${fits.join(' and ')}`;
  // "offset 0" keeps PostgreSQL from reading all orders, here for those of a few documents, below for those of many.
  const from =
    inOrders === true
      ? `(select distinct t.subject_id ${documents}) its
         cross join lateral (
           select * from subjects its_order
            where its_order.shop_id = ${shop} and its_order.kind = 'order' and its_order.id = its.subject_id offset 0) o`
      : 'subjects o';
  const where = [
    `o.shop_id = ${shop}`,
    `o.kind = 'order'`,
    ...orderConditions(query, totals, given),
    ...(inOrders === false ? [`exists (select ${documents} and t.subject_id = o.id offset 0)`] : []),
  ];
  const { rows } = await database.query(
    `select ${columns}
       from ${from}
      where ${where.join(' and ')}
      order by o.received_at desc, o.id desc
      limit ${given.add(query.limit)}`,
    given.all,
  );
  return rows.map((row) => standingOrder.parse(row));
}

/** The values of a statement, each named by its place. */
class Values {
  readonly all: unknown[] = [];
  add(value: unknown): string {
    this.all.push(value);
    return `$${this.all.length}`;
  }
}

/** Whether few documents fit. */
async function isRare(database: Queryable, fits: readonly string[], values: unknown[]): Promise<boolean> {
  const { rows } = await database.query<{ found: number }>(
    `select count(*)::integer as found
       from (select 1 from transfers t where t.shop_id = $1 and ${fits.join(' and ')} limit ${mostCollected + 1}) counted`,
    values,
  );
  return (rows[0]?.found ?? 0) <= mostCollected;
}

function documentConditions({ state, reason, connectionId, system }: StandingQuery, given: Values): string[] {
  if (state === undefined && reason === undefined && connectionId === undefined && system === undefined) return [];
  const connections = [
    'c.shop_id = $1',
    ...(connectionId === undefined ? [] : [`c.id = ${given.add(connectionId)}`]),
    ...(system === undefined ? [] : [`c.system = ${given.add(system)}`]),
  ];
  return [
    // By the connection first: the index begins with it.
    `t.connection_id = any(array(select c.id from connections c where ${connections.join(' and ')}))`,
    ...(state === undefined ? [] : [`t.state = ${given.add(state)}`]),
    ...(reason === undefined ? [] : [`t.reason like ${given.add(beginningWith(reason))}`]),
  ];
}

function orderConditions(
  { number, since, until, after }: StandingQuery,
  totals: readonly TotalBounds[] | null,
  given: Values,
): string[] {
  return [
    ...(number === undefined ? [] : [`o.number = ${given.add(number)}`]),
    ...(since === undefined ? [] : [`o.received_at >= ${given.add(since)}`]),
    ...(until === undefined ? [] : [`o.received_at < ${given.add(until)}`]),
    ...(totals === null ? [] : [totalCondition(totals, given)]),
    ...(after === undefined
      ? []
      : [
          `(o.received_at, o.id) < (timestamptz 'epoch' + ${given.add(after[0])}::float8 * interval '1 microsecond', ${given.add(after[1])})`,
        ]),
  ];
}

/** The total within the bounds of the order's own currency. */
function totalCondition(bounds: readonly TotalBounds[], given: Values): string {
  const within = bounds.map(
    ({ currency, from, to }) =>
      `(o.currency = ${given.add(currency)} and o.total between ${given.add(String(from))}::bigint and ${given.add(String(to))}::bigint)`,
  );
  return within.length === 0 ? 'false' : `(${within.join(' or ')})`;
}
