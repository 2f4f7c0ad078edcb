import type { Reason } from '@kontor/shared/problem';
import { reason } from '../texts/reason.ts';
import type { Counts } from './staged.ts';

/**
 * When a run cannot be right. An office that answers with half of its articles, or that suddenly has nothing in stock,
 * most often has a fault, and the shop would sell nothing.
 */
const limits = {
  /** The least share of the known articles that a run over everything reads again. */
  readAgain: 0.8,
  /** The greatest share of the articles in stock that a run may find to be sold out. */
  newlyZero: 0.2,
  /** Fewer articles than these may be missing or sold out in any shop, however few it has. */
  few: 5,
};

/** Why what a run has read cannot be right; null: it can. */
export function doubtAbout({ known, readAgain, inStock, newlyZero }: Counts, reads: 'all' | 'changes'): Reason | null {
  const missing = known - readAgain;
  const isEmpty = known > 0 && readAgain === 0;
  if (reads === 'all' && (isEmpty || (missing > limits.few && readAgain < known * limits.readAgain)))
    return reason('articles.missing', { known, missing });
  if (newlyZero > limits.few && newlyZero > inStock * limits.newlyZero)
    return reason('articles.sold_out', { inStock, newlyZero });
  return null;
}
