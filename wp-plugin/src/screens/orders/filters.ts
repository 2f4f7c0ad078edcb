import { __ } from '@wordpress/i18n';
import type { Place } from '../address.ts';

/**
 * The filters of the list. Each name stands in the address, so that a link, a reload and the back button keep the
 * filter.
 */
export const filterNames = [
  'search',
  'status',
  'state',
  'reason',
  'connection',
  'system',
  'from',
  'until',
  'least',
  'most',
] as const;
export type FilterName = (typeof filterNames)[number];
export type Filters = Readonly<Partial<Record<FilterName, string>>>;

/** The filters in the parameters of a place. */
export const filtersOf = ({ params }: Place): Filters =>
  Object.fromEntries(filterNames.flatMap((name) => (params[name] ? [[name, params[name]]] : [])));

/** The place with changed filters, on the first page. An open order stays open. */
export function withFilters(place: Place, changes: Filters): Place {
  const { paged: _paged, after: _after, ...kept } = place.params;
  return { tab: 'orders', params: { ...kept, ...filtersOf(place), ...changes } };
}

/** The place without any filter. */
export const withoutFilters = ({ params }: Place): Place => ({
  tab: 'orders',
  params: Object.fromEntries(
    Object.entries(params).filter(
      ([name]) => !['paged', 'after'].includes(name) && !filterNames.some((filter) => filter === name),
    ),
  ),
});

/** The filter for orders that the bridge never had. It is not a state of a document. */
export const unknownState = 'not_there';

/** The choices of the filter by state, in the words of the list. */
export const stateFilters = (): readonly { value: string; label: string }[] => [
  { value: 'blocked', label: __('Needs you', 'kontor-bridge') },
  { value: 'waiting', label: __('Waiting or held back', 'kontor-bridge') },
  { value: 'in_doubt', label: __('Being checked with the office', 'kontor-bridge') },
  { value: 'handed_over', label: __('Ready for the office', 'kontor-bridge') },
  { value: 'done', label: __('In the office', 'kontor-bridge') },
  { value: 'closed', label: __('Not sent', 'kontor-bridge') },
  { value: unknownState, label: __('Not at the bridge yet', 'kontor-bridge') },
];
