import { __ } from '@wordpress/i18n';
import { ChoiceField, Entry, FilterForm } from '../parts/filter-form.tsx';
import { nameOfConnection, type OverviewConnection } from '../parts/use-connections.ts';
import { useSurroundings } from '../surroundings.ts';
import { comparisons } from './compare.ts';
import { comparisonInWords } from './comparison.tsx';
import { articleFiltersOf, comparisonOf, withArticleFilters, type ArticleFilterName } from './filters.ts';

/** The search by SKU, name or GTIN, and the other filters. */
export function ArticleFilterBar({ connections }: { connections: readonly OverviewConnection[] }) {
  const { place, go } = useSurroundings();
  const filters = articleFiltersOf(place);
  const inWords = (name: ArticleFilterName, value: string): string => {
    if (name === 'connection') return nameOfConnection(connections, { connection: value, system: null });
    const comparison = name === 'comparison' ? comparisonOf(filters) : null;
    return comparison === null ? value : comparisonInWords(comparison);
  };
  return (
    <FilterForm
      search={
        <Entry name="search" label={__('SKU, name or GTIN', 'kontor-bridge')} type="search" value={filters.search} />
      }
      filters={filters}
      inWords={inWords}
      onApply={(entered) => go(withArticleFilters(place, entered))}
      onClear={() => go({ tab: 'articles', params: {} })}
    >
      <ChoiceField
        name="comparison"
        label={__('Comparison', 'kontor-bridge')}
        options={comparisons
          .filter((comparison) => comparison !== 'not_read')
          .map((comparison) => ({ value: comparison, label: comparisonInWords(comparison) }))}
        value={filters.comparison}
      />
      <ChoiceField
        name="connection"
        label={__('Connection', 'kontor-bridge')}
        options={connections.map(({ id, system }) => ({
          value: id,
          label: nameOfConnection(connections, { connection: id, system }),
        }))}
        value={filters.connection}
      />
    </FilterForm>
  );
}
