import type { Place } from '../address.ts';

/**
 * The log's filters; each name stands in the address. `order`: the shop's own id, which links to the log of an order
 * have.
 */
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

/** The log with changed filters, starting at its newest line. */
export const withLogFilters = (place: Place, changes: LogFilters): Place => ({
  tab: 'log',
  params: { ...logFiltersOf(place), ...changes },
});
