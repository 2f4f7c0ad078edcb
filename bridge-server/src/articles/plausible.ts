import type { Reason } from '@kontor/shared/problem';
import { fewInAnyShop, lacksTooMuch } from '../collecting/missing.ts';
import { reason } from '../texts/reason.ts';
import type { Counts } from './staged.ts';

/**
 * The greatest share of the articles in stock that a run may find to be sold out. An office that suddenly has nothing in
 * stock most often has a fault, and the shop would sell nothing.
 */
const mostNewlyZero = 0.2;

/** Why what a run has read cannot be right; null: it can. */
export function doubtAboutArticles(counts: Counts, reads: 'all' | 'changes'): Reason | null {
  const { known, readAgain, inStock, newlyZero } = counts;
  if (reads === 'all' && lacksTooMuch(counts)) return reason('articles.missing', { known, missing: known - readAgain });
  if (newlyZero > fewInAnyShop && newlyZero > inStock * mostNewlyZero)
    return reason('articles.sold_out', { inStock, newlyZero });
  return null;
}
