import { utcTime } from '../../../vendor/follow.ts';
import { mapReply, withoutRefusal, type Reply } from '../../../vendor/reply.ts';
import type { CollectedArticle, CollectRequest, RefusedThing } from '../../contract-collect.ts';
import type { CollectOutcome } from '../../contract.ts';
import { word } from '../../../texts/reason.ts';
import { pageSize, type Go } from '../client.ts';
import { readPage, type ReadPage } from '../collect-page.ts';
import { stockedProduct, type StockedProduct } from './shapes.ts';

/** One page of Go's products, or of those whose fields or stock changed since the mark. */
export async function collectProducts(go: Go, request: CollectRequest, now: () => number): Promise<CollectOutcome> {
  const filter = (query: string, timeOf: (row: StockedProduct) => string | null | undefined) => ({
    timeOf: (row: StockedProduct) => utcTime(timeOf(row)),
    read: (after: string, page: number) => readProductPage(go, { [query]: after }, page),
  });
  const products = {
    pageSize,
    readAll: (page: number) => readProductPage(go, {}, page),
    changes: {
      product: filter('lastChangedDateTimeOffsetGreaterThan', (row) => row.LastChangedDateTimeOffset),
      stock: filter(
        'stockOnHandLastChangedDatetimeOffsetGreaterThan',
        (row) => row.StockOnHandLastChangedDatetimeOffset,
      ),
    },
  };
  const page = withoutRefusal(await readPage(products, request, now));
  return page.kind === 'value' ? { kind: 'collected', ...sorted(page.value) } : page;
}

/** Ordered by the id, which never changes, so that a new product does not move others between two pages. */
const readProductPage = async (go: Go, query: Record<string, string>, page: number): Promise<Reply<StockedProduct[]>> =>
  mapReply(
    await go.get('/Products', stockedProduct.array().nullable(), {
      ...query,
      OrderBy: 'Id',
      PageNumber: String(page),
      PageSize: String(pageSize),
    }),
    (rows) => rows ?? [],
  );

/** The articles among the products, and the products that the shop cannot know, since they have no code. */
function sorted({ rows, ...page }: ReadPage<StockedProduct>) {
  const articles: CollectedArticle[] = [];
  const refused: RefusedThing[] = [];
  for (const row of rows) {
    const sku = row.Code?.trim() ?? '';
    if (sku === '') refused.push({ id: row.Id, name: row.Name ?? '', why: word('articles.no_code') });
    else articles.push(articleOf(row, sku));
  }
  return { articles, refused, ...page };
}

const articleOf = (row: StockedProduct, sku: string): CollectedArticle => ({
  id: row.Id,
  sku,
  name: row.Name ?? '',
  gtin: row.Gtin || null,
  stock: row.IsStockItem === true ? (row.StockOnHand ?? '0') : null,
  available: row.IsStockItem === true ? (row.StockAvailable ?? row.StockOnHand ?? '0') : null,
  archived: row.IsArchived === true,
});
