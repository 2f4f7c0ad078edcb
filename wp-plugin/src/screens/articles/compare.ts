import type { OfficeArticle, ShopProduct } from './answers.ts';
import { millionthsOf, quantityText, wholeOf } from './quantity.ts';

/**
 * What comes of comparing an article with the shop.
 * - `differs`: the shop counts another number than the offices have for sale.
 * - `missing`: no product of the shop has the SKU.
 * - `not_counted`: WooCommerce does not count the product, or counts it together with other variations.
 * - `not_told`: an office does not say how much it has.
 * - `same`: both have the same number.
 * - `not_read`: the shop did not answer.
 */
export type ArticleComparison = 'differs' | 'missing' | 'not_counted' | 'not_told' | 'same' | 'not_read';

/** The comparisons in the order of the list: what is to be looked at comes first. */
export const comparisons = ['differs', 'missing', 'not_counted', 'not_told', 'same', 'not_read'] as const;

/** A row of the list: an article of an office, the product of the shop, and what comes of comparing both. */
export interface ComparedArticle {
  readonly article: OfficeArticle;
  readonly product: ShopProduct | null;
  readonly comparison: ArticleComparison;
  /** How many pieces the shop has more than the offices (negative: less); 0 unless they differ. */
  readonly more: number;
  /** What all articles with this SKU have together; null if it is the only one, or if the sum is not known. */
  readonly together: string | null;
}

/**
 * Compares articles with the shop's products, differences first.
 *
 * The shop has one number for a SKU. If several articles have it, in two offices or in one, their sum is compared, as
 * where the plugin takes the stock over.
 *
 * @param all All articles with the SKUs of `articles`, which may be more than these.
 * @param products The shop's products; null if the shop did not answer.
 */
export function compareAll(
  articles: readonly OfficeArticle[],
  all: readonly OfficeArticle[],
  products: readonly ShopProduct[] | null,
): ComparedArticle[] {
  const bySku = new Map<string, OfficeArticle[]>();
  for (const article of all) bySku.set(article.sku, [...(bySku.get(article.sku) ?? []), article]);
  const productBySku = new Map((products ?? []).map((product) => [product.sku, product]));
  const rows = articles.map((article): ComparedArticle => {
    const withSku = bySku.get(article.sku) ?? [article];
    const total = sumOf(withSku);
    const product = productBySku.get(article.sku) ?? null;
    const compared = products === null ? { comparison: 'not_read' as const, more: 0 } : compare(total, product);
    return {
      article,
      product,
      ...compared,
      together: withSku.length > 1 && total !== null ? quantityText(total) : null,
    };
  });
  return rows.sort((one, other) => comparisons.indexOf(one.comparison) - comparisons.indexOf(other.comparison));
}

/** What articles have for sale together; null if one of them has no number. */
function sumOf(articles: readonly OfficeArticle[]): bigint | null {
  let sum = BigInt(0);
  for (const { available, stock } of articles) {
    const quantity = available ?? stock;
    if (quantity === null) return null;
    sum += millionthsOf(quantity);
  }
  return sum;
}

/**
 * Compares what the offices have for sale with the shop's number. Parts of a piece are not sold, and what the office
 * owes to customers counts as nothing, unless the product may be ordered on backorder.
 */
function compare(total: bigint | null, product: ShopProduct | null): Pick<ComparedArticle, 'comparison' | 'more'> {
  if (product === null) return { comparison: 'missing', more: 0 };
  if (product.counts !== 'own') return { comparison: 'not_counted', more: 0 };
  if (total === null) return { comparison: 'not_told', more: 0 };
  const free = Math.floor(wholeOf(total) - product.unseen);
  const more = (product.stock ?? 0) - (product.backorders ? free : Math.max(0, free));
  return more === 0 ? { comparison: 'same', more } : { comparison: 'differs', more };
}
