import type { BridgeAnswer, BridgeClient, BridgeProblem, Question } from '../../bridge/ask.ts';
import type { ShopRoutes } from '../shop-routes.ts';
import type { OfficeArticle, OfficeArticles, ShopProduct } from './answers.ts';
import { compareAll, type ComparedArticle } from './compare.ts';
import { comparisonOf, type ArticleFilters } from './filters.ts';

interface ShopAndBridge {
  readonly bridge: BridgeClient;
  readonly shop: ShopRoutes;
  readonly signal: AbortSignal;
}

/** One page of the list. */
export interface ArticlesPage {
  readonly rows: readonly ComparedArticle[];
  /** Why the shop did not answer. The rows then have only what the offices say. */
  readonly problem: BridgeProblem | null;
  /** How many articles were compared; with a filter by comparison, these are more than the rows. */
  readonly compared: number;
  /** The parameter `after` of the next page; null on the last page. */
  readonly next: string | null;
}

export const articlesPerPage = 100;
/** How many articles are read at once, to keep those of one comparison. The plugin's route takes as many SKUs. */
const articlesToSearch = 500;
/** How many such portions are read in a row, if few articles are kept. */
const maxPortions = 5;
/** How many SKUs fit into the address of one question. The bridge takes as many as 500, but proxies cut long ones. */
const skusPerQuestion = 50;

/**
 * Loads a page of articles with what the shop says, differences first. Only the bridge knows all articles and only the
 * shop its own stock, so nobody could sort all of them: each page is sorted by itself. With a filter by comparison,
 * several portions are compared, and what the filter names is kept.
 */
export async function loadArticles(
  sides: ShopAndBridge,
  filters: ArticleFilters,
  first: string | undefined,
): Promise<BridgeAnswer<ArticlesPage>> {
  const wanted = comparisonOf(filters);
  const rows: ComparedArticle[] = [];
  let compared = 0;
  let after = first;
  for (let portions = 1; ; portions++) {
    const portion = await loadPortion(sides, filters, after, wanted === null ? articlesPerPage : articlesToSearch);
    if (!portion.ok) return portion;
    const { next, problem } = portion.value;
    compared += portion.value.rows.length;
    rows.push(...portion.value.rows.filter(({ comparison }) => wanted === null || comparison === wanted));
    const isFull = wanted === null || rows.length >= articlesPerPage || portions === maxPortions;
    if (isFull || next === null || problem)
      return { ok: true, value: { rows, problem, compared, next }, correlationId: null };
    after = next;
  }
}

async function loadPortion(
  sides: ShopAndBridge,
  { search, connection }: ArticleFilters,
  after: string | undefined,
  limit: number,
): Promise<BridgeAnswer<ArticlesPage>> {
  const page = await askBridge(sides, { search, connection, after, limit: String(limit) });
  if (!page.ok) return page;
  const { articles, next } = page.value;
  const skus = [...new Set(articles.map(({ sku }) => sku))];
  const isNarrowed = search !== undefined || connection !== undefined;
  // Articles with the same SKU stand together. So an unfiltered page lacks others at most of its first and last SKU.
  const lacking = isNarrowed ? skus : [...(after ? skus.slice(0, 1) : []), ...(next ? skus.slice(-1) : [])];
  const [others, products] = await Promise.all([askForSkus(sides, lacking), askShop(sides, skus)]);
  if (!others.ok) return others;
  return {
    ok: true,
    value: {
      rows: compareAll(articles, withoutDoubles([...articles, ...others.value]), products.ok ? products.value : null),
      problem: products.ok ? null : products.problem,
      compared: articles.length,
      next,
    },
    correlationId: null,
  };
}

const withoutDoubles = (articles: readonly OfficeArticle[]): OfficeArticle[] => [
  ...new Map(articles.map((article) => [`${article.connection} ${article.id}`, article])).values(),
];

/** Asks the bridge for all articles with these SKUs. */
async function askForSkus(
  sides: ShopAndBridge,
  skus: readonly string[],
): Promise<BridgeAnswer<readonly OfficeArticle[]>> {
  const articles: OfficeArticle[] = [];
  for (let from = 0; from < skus.length; from += skusPerQuestion) {
    const answer = await askBridge(sides, { sku: skus.slice(from, from + skusPerQuestion), limit: '1000' });
    if (!answer.ok) return answer;
    articles.push(...answer.value.articles);
  }
  return { ok: true, value: articles, correlationId: null };
}

const askBridge = (
  { bridge, signal }: Pick<ShopAndBridge, 'bridge' | 'signal'>,
  query: NonNullable<Question<OfficeArticles>['query']>,
): Promise<BridgeAnswer<OfficeArticles>> =>
  bridge.ask<OfficeArticles>('GET', '/views/articles', {
    query,
    read: (value) => value as OfficeArticles,
    signal,
  });

async function askShop(
  { shop, signal }: Pick<ShopAndBridge, 'shop' | 'signal'>,
  skus: readonly string[],
): Promise<BridgeAnswer<readonly ShopProduct[]>> {
  if (skus.length === 0) return { ok: true, value: [], correlationId: null };
  const answer = await shop.ask<{ products: readonly ShopProduct[] }>('own', 'products', { body: { skus }, signal });
  return answer.ok ? { ...answer, value: answer.value.products } : answer;
}
