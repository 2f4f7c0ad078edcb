import type { ReadingTurn } from '../collecting/runs.ts';
import { stagingOf } from '../collecting/staging.ts';
import type { Queryable } from '../database/database.ts';

const columns = {
  sku: 'text',
  name: 'text',
  gtin: 'text',
  stock: 'numeric',
  available: 'numeric',
  archived: 'boolean',
};

/** The articles that a run has read, and those that the shop knows. */
export const articleStaging = stagingOf({ what: 'articles', columns, compared: Object.keys(columns) });

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
