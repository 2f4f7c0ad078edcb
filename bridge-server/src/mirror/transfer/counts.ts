import type { Queryable } from '../../database/database.ts';

/** A shop's orders by how they stand. */
export interface OrderCounts {
  /** Orders whose own document was made today. */
  today: number;
  /** Orders with a document that is neither made nor blocked. */
  waiting: number;
  blocked: number;
  orders: number;
  /** Since when the oldest of the waiting documents waits. */
  oldest: Date | null;
}

/** The beginning of the shop's day so many days ago. */
const dayBegins = (zone: string, daysAgo: string) =>
  `((date_trunc('day', now() at time zone ${zone}) - make_interval(days => ${daysAgo})) at time zone ${zone})`;

const countsStatement = `
select (
         select count(distinct subject_id)::integer
           from transfers
          where shop_id = $1
            and kind = 'order'
            and document_at is not null
            and document_at >= ${dayBegins('$2', '0')}
       ) as today,
       (
         select count(*)::integer
           from subjects
          where shop_id = $1
            and kind = 'order'
       ) as orders,
       (
         select count(distinct subject_id)::integer
           from transfers
          where shop_id = $1
            and state = 'blocked'
       ) as blocked,
       (
         select count(distinct subject_id)::integer
           from transfers
          where shop_id = $1
            and state in ('waiting', 'sending', 'in_doubt')
       ) as waiting,
       (
         select min(created_at)
           from transfers
          where shop_id = $1
            and state in ('waiting', 'sending', 'in_doubt')
       ) as oldest`;

/** Counts a shop's orders. `zone`: the time zone of the shop's day. */
export async function countOrders(database: Queryable, shopId: string, zone: string): Promise<OrderCounts> {
  const { rows } = await database.query<OrderCounts>({
    name: 'overview.counts',
    text: countsStatement,
    values: [shopId, zone],
  });
  const [counts] = rows;
  if (!counts) throw new Error('a count has one row');
  return counts;
}

/** What became of a shop's orders on one of its days. */
export interface DayCounts {
  day: string;
  /** Orders whose own document was made on the day. */
  mirrored: number;
  /** Orders that are blocked since the day. */
  blocked: number;
}

const daysStatement = `
with made as (
  select (document_at at time zone $2)::date as day,
         count(distinct subject_id)::integer as orders
    from transfers
   where shop_id = $1
     and kind = 'order'
     and document_at is not null
     and document_at >= ${dayBegins('$2', '$3::integer - 1')}
   group by 1
), stuck as (
  select (since at time zone $2)::date as day,
         count(*)::integer as orders
    from (
      select min(changed_at) as since
        from transfers
       where shop_id = $1
         and state = 'blocked'
       group by subject_id
    ) blocked_orders
   group by 1
)
select to_char(day, 'YYYY-MM-DD') as day,
       coalesce(made.orders, 0) as mirrored,
       coalesce(stuck.orders, 0) as blocked
  from (
    select ((now() at time zone $2)::date - ago) as day
      from generate_series(0, $3::integer - 1) as ago
  ) days
  left join made using (day)
  left join stuck using (day)
 order by day`;

/** The shop's last days, oldest first; today is the last of them. */
export async function countDays(
  database: Queryable,
  shopId: string,
  { zone, days }: { zone: string; days: number },
): Promise<DayCounts[]> {
  const { rows } = await database.query<DayCounts>({
    name: 'overview.days',
    text: daysStatement,
    values: [shopId, zone, days],
  });
  return rows;
}

/** A connection's documents by how they stand. */
export interface ConnectionCounts {
  connectionId: string;
  done: number;
  waiting: number;
  blocked: number;
  closed: number;
}

const byConnectionStatement = `
select connection_id as "connectionId",
       count(*) filter (where state = 'done')::integer as done,
       count(*) filter (where state in ('waiting', 'sending', 'in_doubt', 'handed_over'))::integer as waiting,
       count(*) filter (where state = 'blocked')::integer as blocked,
       count(*) filter (where state = 'closed')::integer as closed
  from transfers
 where shop_id = $1
   and ($2::text is null or connection_id = $2)
 group by connection_id`;

/** Counts the documents of a shop's connections, or of one of them; a connection without documents is left out. */
export async function countByConnection(
  database: Queryable,
  shopId: string,
  connectionId: string | null = null,
): Promise<ReadonlyMap<string, ConnectionCounts>> {
  const { rows } = await database.query<ConnectionCounts>({
    text: byConnectionStatement,
    values: [shopId, connectionId],
  });
  return new Map(rows.map((counts) => [counts.connectionId, counts]));
}

const lastDocumentsStatement = `
select c.id,
       (
         select t.document_at
           from transfers t
          where t.shop_id = c.shop_id
            and t.connection_id = c.id
            and t.document_at is not null
          order by t.document_at desc
          limit 1
       ) as "madeAt"
  from connections c
 where c.shop_id = $1`;

/** When the last document of each of the shop's connections was made. */
export async function lastDocuments(database: Queryable, shopId: string): Promise<ReadonlyMap<string, Date>> {
  const { rows } = await database.query<{ id: string; madeAt: Date | null }>({
    name: 'connections.last-document',
    text: lastDocumentsStatement,
    values: [shopId],
  });
  return new Map(rows.flatMap(({ id, madeAt }) => (madeAt ? [[id, madeAt] as const] : [])));
}

const leftOutStatement = `
select count(distinct subject_id)::integer as orders
  from transfers
 where shop_id = $1
   and connection_id = $2
   and state = 'closed'
   and (reason like 'rule.%' or reason like 'cancelled.before\\_%')`;

/** How many orders a rule leaves out of a connection: they are looked at again once its rules or settings change. */
export async function countLeftOut(
  database: Queryable,
  { shopId, connectionId }: { shopId: string; connectionId: string },
): Promise<number> {
  const { rows } = await database.query<{ orders: number }>({
    name: 'connections.left-out',
    text: leftOutStatement,
    values: [shopId, connectionId],
  });
  return rows[0]?.orders ?? 0;
}
