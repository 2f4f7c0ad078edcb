import type { ArticleView } from '@kontor/shared/api/articles';
import type { Queryable } from '../database/database.ts';

export interface ArticleQuery {
  shopId: string;
  /** Exactly these; empty: all. */
  skus: readonly string[];
  connectionId: string | null;
  /** What SKU, name or GTIN contains, in upper or lower case. */
  contains: string | null;
  changedSince: Date | null;
  /** Also those that the office does not have any more, or has taken out of use. */
  gone: boolean;
  after: readonly [sku: string, connection: string, id: string] | null;
  limit: number;
}

const viewStatement = `
select article.connection_id as connection,
       article.id,
       article.sku,
       article.name,
       article.gtin,
       trim_scale(article.stock)::text as stock,
       trim_scale(article.available)::text as available,
       article.archived or article.gone_at is not null as gone,
       -- A run that changes nothing about an article still confirms it.
       greatest(article.read_at, collector.confirmed_at) as "asOf",
       article.changed_at as "changedAt"
  from articles article
  join collectors collector
    on collector.shop_id = article.shop_id
   and collector.connection_id = article.connection_id
   and collector.what = 'articles'
  join connections c
    on c.shop_id = article.shop_id
   and c.id = article.connection_id
   and c.archived_at is null
 where article.shop_id = $1
   and ($2::text[] is null or article.sku = any($2))
   and ($3::text is null or article.connection_id = $3)
   and (
     $4::text is null
     or strpos(lower(article.sku), lower($4)) > 0
     or strpos(lower(article.name), lower($4)) > 0
     or strpos(article.gtin, $4) > 0
   )
   and ($5::timestamptz is null or article.changed_at >= $5)
   and ($6 or not article.archived and article.gone_at is null)
   and ($7::text is null or (article.sku, article.connection_id, article.id) > ($7, $8, $9))
 order by article.sku, article.connection_id, article.id
 limit $10`;

/** The articles of the shop's connections that are in use, by SKU. */
export async function readArticles(database: Queryable, query: ArticleQuery): Promise<ArticleView[]> {
  const [sku = null, connection = null, id = null] = query.after ?? [];
  const { rows } = await database.query<ArticleView>(viewStatement, [
    query.shopId,
    query.skus.length === 0 ? null : query.skus,
    query.connectionId,
    query.contains,
    query.changedSince,
    query.gone,
    sku,
    connection,
    id,
    query.limit,
  ]);
  return rows;
}
