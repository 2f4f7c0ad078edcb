import { __, sprintf } from '@wordpress/i18n';
import { unknownState, stateFilters } from '../orders/filters.ts';
import { ChoiceField, Entry, FilterForm } from '../parts/filter-form.tsx';
import { nameOfConnection, type OverviewConnection } from '../parts/use-connections.ts';
import { useSurroundings, type Surroundings } from '../surroundings.ts';
import { actorInWords } from './actor.ts';
import { logFiltersOf, withLogFilters, type LogFilterName } from './filters.ts';

/** The log's search by order number, and its other filters. */
export function LogFilterBar({ connections }: { connections: readonly OverviewConnection[] }) {
  const surroundings = useSurroundings();
  const { place, go } = surroundings;
  const filters = logFiltersOf(place);
  return (
    <FilterForm
      search={
        <Entry name="number" label={__('Number of the order', 'kontor-bridge')} type="search" value={filters.number} />
      }
      filters={filters}
      inWords={(name, value) => logFilterInWords(surroundings, connections, name, value)}
      // A search for a number replaces the order that a link has named.
      onApply={(entered) => go(withLogFilters(place, { ...entered, ...(entered['number'] ? { order: '' } : {}) }))}
      onClear={() => go({ tab: 'log', params: {} })}
    >
      <ChoiceField
        name="connection"
        label={__('Connection', 'kontor-bridge')}
        options={connections.map(({ id, system }) => ({
          value: id,
          label: nameOfConnection(connections, { connection: id, system }),
        }))}
        value={filters.connection}
      />
      <ChoiceField
        name="state"
        label={__('State now', 'kontor-bridge')}
        options={stateFilters().filter(({ value }) => value !== unknownState)}
        value={filters.state}
      />
      <Entry name="since" label={__('Since', 'kontor-bridge')} type="date" value={filters.since} />
      <Entry name="actor" label={__('Person', 'kontor-bridge')} type="text" value={filters.actor} />
      <Entry name="code" label={__('Code, such as gap.', 'kontor-bridge')} type="text" value={filters.code} />
      <Entry name="correlation" label={__('Correlation id', 'kontor-bridge')} type="text" value={filters.correlation} />
    </FilterForm>
  );
}

/** A filter in words. */
function logFilterInWords(
  { format }: Surroundings,
  connections: readonly OverviewConnection[],
  name: LogFilterName,
  value: string,
): string {
  switch (name) {
    case 'connection':
      return nameOfConnection(connections, { connection: value, system: null });
    case 'system':
      return connections.find(({ system }) => system === value)?.label ?? value;
    case 'state':
      return stateFilters().find((state) => state.value === value)?.label ?? value;
    case 'actor':
      return actorInWords(value);
    case 'since':
      /* translators: %s: a day */
      return sprintf(__('since %s', 'kontor-bridge'), format.day(`${value}T12:00:00Z`));
    case 'number':
      /* translators: %s: number of an order */
      return sprintf(__('Order %s', 'kontor-bridge'), value);
    case 'order':
      /* translators: %s: the shop's own id of an order */
      return sprintf(__('Order with the id %s', 'kontor-bridge'), value);
    case 'transfer':
      /* translators: %s: number of a document */
      return sprintf(__('Document %s', 'kontor-bridge'), value);
    case 'code':
    case 'correlation':
      return value;
  }
}
