import type { Queryable } from '../database/database.ts';
import type { CollectedArticle } from '../systems/contract-collect.ts';
import type { OfConnection, ReadingTurn } from '../collecting/runs.ts';

/** What a run has read so far. It counts for nobody until the run is over. */

const columns = 'id, sku, name, gtin, stock, available, archived';

const stageStatement = `
insert into collected_articles (shop_id, connection_id, ${columns}, read_at)
-- Of two rows with one id, the later one counts.
select distinct on (read.id)
       $1,
       $2,
       read.id,
       read.sku,
       read.name,
       read.gtin,
       read.stock,
       read.available,
       read.archived,
       $4
  from rows from (
         json_to_recordset($3) as (
           id text,
           sku text,
           name text,
           gtin text,
           stock numeric,
           available numeric,
           archived boolean
         )
       ) with ordinality as read (${columns}, place)
 order by read.id, read.place desc
on conflict (shop_id, connection_id, id) do update
   set (${columns}, read_at) = (
         excluded.id,
         excluded.sku,
         excluded.name,
         excluded.gtin,
         excluded.stock,
         excluded.available,
         excluded.archived,
         excluded.read_at
       )`;

/** Keeps the articles of a page. `readAt`: before the office was asked. */
export async function stageArticles(
  client: Queryable,
  { shopId, connectionId }: ReadingTurn,
  articles: readonly CollectedArticle[],
  readAt: Date,
): Promise<void> {
  if (articles.length === 0) return;
  await client.query({
    name: 'articles.stage',
    text: stageStatement,
    values: [shopId, connectionId, JSON.stringify(articles), readAt],
  });
}

const dropStatement = `
delete from collected_articles
 where shop_id = $1
   and connection_id = $2`;

/** Drops what a run has read that is not taken over. */
export async function dropStagedArticles(client: Queryable, { shopId, connectionId }: OfConnection): Promise<void> {
  await client.query({ name: 'articles.drop', text: dropStatement, values: [shopId, connectionId] });
}

const countsStatement = `
select count(*) filter (where known.gone_at is null) as known,
       count(*) filter (where known.gone_at is null and read.id is not null) as "readAgain",
       count(*) filter (where known.gone_at is null and known.stock > 0) as "inStock",
       count(*) filter (where known.gone_at is null and known.stock > 0 and read.stock <= 0) as "newlyZero"
  from articles known
  left join collected_articles read
    on read.shop_id = known.shop_id
   and read.connection_id = known.connection_id
   and read.id = known.id
 where known.shop_id = $1
   and known.connection_id = $2`;

/** What a run would change, counted in articles. */
export interface Counts {
  /** Articles that were known before, and how many of them the run has read. */
  known: number;
  readAgain: number;
  /** Articles that had stock before, and how many of them have none now. */
  inStock: number;
  newlyZero: number;
}

export async function countStaged(client: Queryable, { shopId, connectionId }: ReadingTurn): Promise<Counts> {
  const { rows } = await client.query<Counts>({
    name: 'articles.counts',
    text: countsStatement,
    values: [shopId, connectionId],
  });
  return rows[0] ?? { known: 0, readAgain: 0, inStock: 0, newlyZero: 0 };
}

const takeOverStatement = `
with taken as (
  delete from collected_articles
   where shop_id = $1
     and connection_id = $2
  returning ${columns}, read_at
), written as (
  insert into articles as known (shop_id, connection_id, ${columns}, read_at, changed_at)
  select $1,
         $2,
         ${columns},
         read_at,
         now()
    from taken
  on conflict (shop_id, connection_id, id) do update
     set (sku, name, gtin, stock, available, archived, read_at, changed_at, gone_at) = (
           excluded.sku,
           excluded.name,
           excluded.gtin,
           excluded.stock,
           excluded.available,
           excluded.archived,
           excluded.read_at,
           excluded.changed_at,
           null
         )
   where (known.sku, known.name, known.gtin, known.stock, known.available, known.archived, known.gone_at)
         is distinct from
         (excluded.sku, excluded.name, excluded.gtin, excluded.stock, excluded.available, excluded.archived, null)
  returning 1
), gone as (
  update articles
     set gone_at = now(),
         changed_at = now()
   where $3
     and shop_id = $1
     and connection_id = $2
     and gone_at is null
     and id not in (select id from taken)
  returning 1
)
select (select count(*) from written) + (select count(*) from gone) as changed`;

/**
 * Makes articles of what the run has read. If that was everything, the office does not have any more what the run has
 * not met. Returns how many articles changed.
 */
export async function takeOverArticles(client: Queryable, { shopId, connectionId, run }: ReadingTurn): Promise<number> {
  const { rows } = await client.query<{ changed: number }>({
    name: 'articles.take_over',
    text: takeOverStatement,
    values: [shopId, connectionId, run.reads === 'all'],
  });
  return rows[0]?.changed ?? 0;
}

const forgetStatement = `
with dropped as (
  delete from collected_articles
   where shop_id = $1
     and connection_id = $2
)
delete from articles
 where shop_id = $1
   and connection_id = $2`;

/** Erases the articles of a connection. */
export async function forgetArticles(client: Queryable, { shopId, connectionId }: OfConnection): Promise<void> {
  await client.query({ name: 'articles.forget', text: forgetStatement, values: [shopId, connectionId] });
}
