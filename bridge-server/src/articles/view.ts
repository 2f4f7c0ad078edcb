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

const columns = `
select article.connection_id as connection,
       article.article_id as id,
       article.sku,
       article.name,
       article.gtin,
       trim_scale(article.stock)::text as stock,
       trim_scale(article.available)::text as available,
       article.gone,
       article.as_of as "asOf",
       article.changed_at as "changedAt"
  from kontor_articles article
 where article.shop_id = $1`;

/** The conditions of a question, each with the place of its value, and the value. */
const conditions = {
  skus: (at: number) => `article.sku = any($${at})`,
  connection: (at: number) => `article.connection_id = $${at}`,
  contains: (at: number) => `(
     strpos(lower(article.sku), lower($${at})) > 0
     or strpos(lower(article.name), lower($${at})) > 0
     or strpos(article.gtin, $${at}) > 0
   )`,
  changedSince: (at: number) => `article.changed_at >= $${at}`,
  after: (at: number) => `(article.sku, article.connection_id, article.article_id) > (
     select place ->> 0, place ->> 1, place ->> 2
       from (select $${at}::jsonb as place) last
   )`,
} as const;

/**
 * The articles of the shop's connections that are in use, by SKU. Each kind of question is a statement of its own that
 * PostgreSQL prepares once: planning it takes longer than answering it.
 */
export async function readArticles(database: Queryable, query: ArticleQuery): Promise<ArticleView[]> {
  const asked: Record<keyof typeof conditions, unknown> = {
    skus: query.skus.length === 0 ? null : query.skus,
    connection: query.connectionId,
    contains: query.contains,
    changedSince: query.changedSince,
    after: query.after && JSON.stringify(query.after),
  };
  const names = (Object.keys(conditions) as (keyof typeof conditions)[]).filter((name) => asked[name] !== null);
  const { rows } = await database.query<ArticleView>({
    name: ['articles', ...names, ...(query.gone ? ['gone'] : [])].join('.'),
    text: [
      columns,
      ...names.map((name, position) => `   and ${conditions[name](position + 3)}`),
      ...(query.gone ? [] : ['   and not article.gone']),
      ' order by article.sku, article.connection_id, article.article_id',
      ' limit $2',
    ].join('\n'),
    values: [query.shopId, query.limit, ...names.map((name) => asked[name])],
  });
  return rows;
}
