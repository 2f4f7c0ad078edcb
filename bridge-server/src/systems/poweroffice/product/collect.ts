import { z } from 'zod';
import { firstLook, readChanges, utcTime } from '../../../vendor/follow.ts';
import { mapReply, withoutRefusal, type Reply } from '../../../vendor/reply.ts';
import type { CollectedArticle, CollectRequest, Refusal } from '../../contract-collect.ts';
import type { CollectOutcome } from '../../contract.ts';
import { word } from '../../../texts/reason.ts';
import { pageSize, type Go } from '../client.ts';
import { stockedProduct, type StockedProduct } from './shapes.ts';

/**
 * How far before the begin of a run over everything the changes after it are asked for, since Go's clock may differ from
 * ours.
 */
const overlapMs = 3_600_000;

/** From which instant changes are asked for, and how far they were read. */
const changesMark = z.object({ from: z.iso.datetime(), cursor: z.unknown() });
/** The next page of a run over everything, and when the run began. */
const placeInAll = z.object({ page: z.int().min(1), begun: z.iso.datetime() });

/** One page of Go's products, or of those whose fields or stock changed since the mark. */
export async function collectProducts(
  go: Go,
  { changedSince, place }: CollectRequest,
  now: () => number,
): Promise<CollectOutcome> {
  const page = withoutRefusal(
    changedSince === null
      ? await readAll(go, place, now)
      : await readChanged(go, changesMark.safeParse(place ?? changedSince).data, now),
  );
  return page.kind === 'value' ? { kind: 'collected', ...sorted(page.value) } : page;
}

/** What one call read, as `CollectOutcome` has it. */
interface Page {
  rows: StockedProduct[];
  place: unknown;
  mark: unknown;
  more: boolean;
}

async function readAll(go: Go, place: unknown, now: () => number): Promise<Reply<Page>> {
  const { page, begun } = placeInAll.safeParse(place).data ?? { page: 1, begun: new Date(now()).toISOString() };
  const rows = await readProductPage(go, {}, page);
  const from = new Date(Date.parse(begun) - overlapMs).toISOString();
  return mapReply(rows, (all) => ({
    rows: all,
    place: { page: page + 1, begun },
    mark: { from, cursor: null },
    more: all.length === pageSize,
  }));
}

async function readChanged(
  go: Go,
  mark: z.infer<typeof changesMark> | undefined,
  now: () => number,
): Promise<Reply<Page>> {
  const { from, cursor } = mark ?? { from: firstLook(now()), cursor: null };
  const filter = (query: string, timeOf: (row: StockedProduct) => string | null | undefined) => ({
    timeOf: (row: StockedProduct) => utcTime(timeOf(row)),
    read: (after: string, page: number) => readProductPage(go, { [query]: after }, page),
  });
  const filters = {
    product: filter('lastChangedDateTimeOffsetGreaterThan', (row) => row.LastChangedDateTimeOffset),
    stock: filter('stockOnHandLastChangedDatetimeOffsetGreaterThan', (row) => row.StockOnHandLastChangedDatetimeOffset),
  };
  const changes = await readChanges(filters, cursor, { pageSize, first: from });
  return mapReply(changes, ({ rows, cursor: next, more }) => {
    const further = { from, cursor: next };
    return { rows, place: further, mark: further, more };
  });
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
function sorted({ rows, ...page }: Page) {
  const articles: CollectedArticle[] = [];
  const refused: Refusal[] = [];
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
