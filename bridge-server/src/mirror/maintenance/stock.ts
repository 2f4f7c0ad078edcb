import type { Queryable } from '../../database/database.ts';
import { priorities } from '../delivery/claim.ts';

/**
 * How transfers and held connections stand now. Ages are in seconds and by the database's clock; 0 where there is
 * nothing to wait for.
 */
export interface Stock {
  writable: boolean;
  oldestDueAge: number;
  oldestDoubtAge: number;
  open: readonly { system: string; state: string; group: string; transfers: number }[];
  /** Orders whose newest content cannot be read. */
  unread: readonly { code: string; orders: number }[];
  held: readonly { system: string; code: string; connections: number; oldestAge: number }[];
  /** Shops that the bridge cannot read by their REST API. */
  unreadShops: readonly { code: string; shops: number; oldestAge: number }[];
}

/**
 * Each part is served by a partial index of open transfers, mostly without their rows. Transfers that are done or
 * closed, whose number grows with the years, are never looked at. The oldest due transfer is the first of each
 * connection's index, where claiming finds it too.
 */
export const stockStatement = `
with due as (
  select min(first.due_at) as since
    from connections c
    cross join ${priorities}
    cross join lateral (
      select waiting.due_at
        from transfers waiting
       where waiting.shop_id = c.shop_id
         and waiting.connection_id = c.id
         and waiting.priority = p.priority
         and waiting.state in ('waiting', 'in_doubt')
         and waiting.due_at <= now()
         and (waiting.lease_until is null or waiting.lease_until <= now())
         and (c.archived_at is null or waiting.frozen is not null)
       order by waiting.due_at
       limit 1
    ) first
   where not c.paused
     and c.breaker_code is null
), doubt as (
  select min(doubt_since) as since
    from transfers
   where state = 'in_doubt'
), counted as (
  select system,
         state,
         case when state = 'blocked' then split_part(reason, '.', 1) else '' end as "group",
         count(*)::integer as transfers
    from transfers
   where state in ('in_doubt', 'handed_over', 'blocked')
   group by 1, 2, 3
  union all
  select system,
         'sending',
         '',
         count(*)::integer
    from transfers
   where state = 'sending'
   group by 1
  union all
  -- The index of due transfers has the transfers in doubt in it too.
  select c.system,
         'waiting',
         '',
         sum(by_connection.transfers)::integer
           - (select count(*)::integer from transfers where state = 'in_doubt' and system = c.system)
    from connections c
    join (
      select shop_id,
             connection_id,
             count(*) as transfers
        from transfers
       where state in ('waiting', 'in_doubt')
       group by 1, 2
    ) by_connection
      on by_connection.shop_id = c.shop_id
     and by_connection.connection_id = c.id
   group by c.system
), unread as (
  select unread #>> '{problem,code}' as code,
         count(*)::integer as orders
    from subjects
   where unread is not null
   group by 1
), held as (
  select system,
         breaker_code as code,
         count(*)::integer as connections,
         extract(epoch from now() - min(breaker_since))::float8 as "oldestAge"
    from connections
   where breaker_code is not null
     and archived_at is null
   group by 1, 2
), unread_shops as (
  select reading.why ->> 'code' as code,
         count(*)::integer as shops,
         extract(epoch from now() - min(reading.failed_since))::float8 as "oldestAge"
    from shop_readings reading
    join shops shop on shop.id = reading.shop_id and shop.archived_at is null
   where reading.failed_since is not null
   group by 1
)
select current_setting('transaction_read_only') = 'off' as writable,
       greatest(0, coalesce(extract(epoch from now() - (select since from due)), 0))::float8 as "oldestDueAge",
       greatest(0, coalesce(extract(epoch from now() - (select since from doubt)), 0))::float8 as "oldestDoubtAge",
       (select coalesce(jsonb_agg(to_jsonb(counted)), '[]') from counted where transfers > 0) as open,
       (select coalesce(jsonb_agg(to_jsonb(unread)), '[]') from unread) as unread,
       (select coalesce(jsonb_agg(to_jsonb(held)), '[]') from held) as held,
       (select coalesce(jsonb_agg(to_jsonb(unread_shops)), '[]') from unread_shops) as "unreadShops"`;

/** Reads how everything stands, with one statement. */
export async function readStock(database: Queryable): Promise<Stock> {
  const {
    rows: [stock],
  } = await database.query<Stock>({ name: 'stock', text: stockStatement });
  if (!stock) throw new Error('the statement of the stock answered no row');
  return stock;
}
