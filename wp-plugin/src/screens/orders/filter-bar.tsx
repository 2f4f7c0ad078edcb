import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { ChoiceField, Entry, FilterForm } from '../parts/filter-form.tsx';
import { nameOfConnection, type OverviewConnection } from '../parts/use-connections.ts';
import { useSurroundings, type Surroundings } from '../surroundings.ts';
import { enteredAmount } from './entered-amount.ts';
import { filtersOf, stateFilters, withFilters, withoutFilters, type FilterName } from './filters.ts';

/** The filters that hold an amount. */
const sums = ['least', 'most'] as const;

/** WooCommerce's search by name and number, and the filters of the shop and of the bridge. */
export function FilterBar({ connections }: { connections: readonly OverviewConnection[] }) {
  const surroundings = useSurroundings();
  const { place, go, settings } = surroundings;
  const filters = filtersOf(place);
  const [unread, setUnread] = useState<readonly string[]>([]);
  const faultOf = (name: string) =>
    unread.includes(name) ? __('This is not an amount. Write it like 1234.50.', 'kontor-bridge') : undefined;
  const systems = [...new Map(connections.map(({ system, label }) => [system, label]))];
  return (
    <FilterForm
      search={
        <Entry
          name="search"
          label={__('Name, number or e-mail', 'kontor-bridge')}
          type="search"
          value={filters.search}
        />
      }
      filters={filters}
      inWords={(name, value) => filterInWords(surroundings, connections, name, value)}
      check={(entered) => {
        const faults = sums.filter((name) => entered[name] && enteredAmount(entered[name]) === null);
        setUnread(faults);
        return faults.length === 0;
      }}
      onApply={(entered) => go(withFilters(place, { ...entered, ...sumsOf(entered) }))}
      onClear={() => go(withoutFilters(place))}
    >
      <ChoiceField name="state" label={__('State', 'kontor-bridge')} options={stateFilters()} value={filters.state} />
      <ChoiceField
        name="status"
        label={__('Status in the shop', 'kontor-bridge')}
        options={Object.entries(settings.statuses).map(([value, label]) => ({ value, label }))}
        value={filters.status}
      />
      {systems.length > 1 && (
        <ChoiceField
          name="system"
          label={__('System', 'kontor-bridge')}
          options={systems.map(([value, label]) => ({ value, label }))}
          value={filters.system}
        />
      )}
      {connections.length > 1 && (
        <ChoiceField
          name="connection"
          label={__('Connection', 'kontor-bridge')}
          options={connections.map(({ id, system }) => ({
            value: id,
            label: nameOfConnection(connections, { connection: id, system }),
          }))}
          value={filters.connection}
        />
      )}
      <Entry name="from" label={__('From', 'kontor-bridge')} type="date" value={filters.from} />
      <Entry name="until" label={__('Until', 'kontor-bridge')} type="date" value={filters.until} />
      <Entry
        name="least"
        label={__('Total at least', 'kontor-bridge')}
        type="text"
        inputMode="decimal"
        value={filters.least}
        fault={faultOf('least')}
      />
      <Entry
        name="most"
        label={__('Total at most', 'kontor-bridge')}
        type="text"
        inputMode="decimal"
        value={filters.most}
        fault={faultOf('most')}
      />
      <Entry
        name="reason"
        label={__('Reason, such as gap.rate_unmapped', 'kontor-bridge')}
        type="text"
        value={filters.reason}
      />
    </FilterForm>
  );
}

/** The entered amounts in the bridge's form. */
const sumsOf = (entered: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(sums.flatMap((name) => (entered[name] ? [[name, enteredAmount(entered[name]) ?? '']] : [])));

/** A filter in words. */
function filterInWords(
  { format, settings }: Surroundings,
  connections: readonly OverviewConnection[],
  name: FilterName,
  value: string,
): string {
  const day = () => format.day(`${value}T12:00:00Z`);
  switch (name) {
    case 'search':
      return `“${value}”`;
    case 'status':
      return settings.statuses[value] ?? value;
    case 'state':
      return stateFilters().find((state) => state.value === value)?.label ?? value;
    case 'connection':
      return nameOfConnection(connections, { connection: value, system: null });
    case 'system':
      return connections.find(({ system }) => system === value)?.label ?? value;
    case 'from':
      /* translators: %s: a day */
      return sprintf(__('from %s', 'kontor-bridge'), day());
    case 'until':
      /* translators: %s: a day */
      return sprintf(__('until %s', 'kontor-bridge'), day());
    case 'least':
      /* translators: %s: an amount */
      return sprintf(__('at least %s', 'kontor-bridge'), value);
    case 'most':
      /* translators: %s: an amount */
      return sprintf(__('at most %s', 'kontor-bridge'), value);
    case 'reason':
      return value;
  }
}
