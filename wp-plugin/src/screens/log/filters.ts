import type { Place } from '../address.ts';

/** By what the log is read; each name stands in the address. `order`: the shop's own id, as links to an order's log have it. */
export const logFilterNames = [
  'number',
  'order',
  'connection',
  'system',
  'state',
  'actor',
  'code',
  'transfer',
  'correlation',
  'since',
] as const;
export type LogFilterName = (typeof logFilterNames)[number];
export type LogFilters = Readonly<Partial<Record<LogFilterName, string>>>;

export const logFiltersOf = ({ params }: Place): LogFilters =>
  Object.fromEntries(logFilterNames.flatMap((name) => (params[name] ? [[name, params[name]]] : [])));

/** The log with other filters, from its newest line on. */
export const withLogFilters = (place: Place, changes: LogFilters): Place => ({
  tab: 'log',
  params: { ...logFiltersOf(place), ...changes },
});
