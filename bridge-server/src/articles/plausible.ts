import type { Reason } from '@kontor/shared/problem';
import { fewInAnyShop, lacksTooMuch } from '../collecting/missing.ts';
import type { ReadingTurn } from '../collecting/runs.ts';
import { reason } from '../texts/reason.ts';
import type { Counts } from './staged.ts';

/**
 * Why what a run has read cannot be right; null: it can. An office that suddenly has nothing in stock most often has a
 * fault, and the shop would sell nothing.
 */
export function doubtAboutArticles(
  counts: Counts,
  { run, limits }: Pick<ReadingTurn, 'run' | 'limits'>,
): Reason | null {
  const { known, readAgain, inStock, newlyZero } = counts;
  if (run.reads === 'all' && lacksTooMuch(counts, limits.mostMissing))
    return reason('articles.missing', { known, missing: known - readAgain });
  if (newlyZero > fewInAnyShop && newlyZero * 100 > inStock * limits.mostSoldOut)
    return reason('articles.sold_out', { inStock, newlyZero });
  return null;
}
