import type { Place } from '../address.ts';
import { comparisons, type ArticleComparison } from './compare.ts';

/** The filters of the list; each name stands in the address. `comparison`: only articles of which this came. */
export const articleFilterNames = ['search', 'connection', 'comparison'] as const;
export type ArticleFilterName = (typeof articleFilterNames)[number];
export type ArticleFilters = Readonly<Partial<Record<ArticleFilterName, string>>>;

export const articleFiltersOf = ({ params }: Place): ArticleFilters =>
  Object.fromEntries(articleFilterNames.flatMap((name) => (params[name] ? [[name, params[name]]] : [])));

/** The list with changed filters, at its first page. */
export const withArticleFilters = (place: Place, changes: ArticleFilters): Place => ({
  tab: 'articles',
  params: { ...articleFiltersOf(place), ...changes },
});

/** The comparison that a filter names; null: any. */
export const comparisonOf = ({ comparison }: ArticleFilters): ArticleComparison | null =>
  comparisons.find((name) => name === comparison) ?? null;
