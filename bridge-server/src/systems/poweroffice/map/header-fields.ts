import type { Order } from '@kontor/shared/order';
import type { OrderFields, Settings } from '../settings/connection.ts';
import type { SalesOrderDraft } from '../shapes/sales-order.ts';

/** Which setting fills which of Go's header fields. */
const fields = {
  BrandingThemeId: 'brandingTheme',
  PaymentTermId: 'paymentTerm',
  DepartmentId: 'department',
  ProjectId: 'project',
} as const satisfies Partial<Record<keyof SalesOrderDraft, keyof OrderFields>>;
type Field = keyof typeof fields;

/** The header fields that the settings give the order: for each, the first entry counts that fits the order and names it. */
export function headerFieldsOf(
  order: Pick<Order, 'paymentMethod' | 'billing'>,
  { orderFields }: Pick<Settings, 'orderFields'>,
): Partial<Record<Field, string>> {
  const fitting = orderFields.filter((entry) => fits(entry, order));
  const named = (Object.keys(fields) as Field[]).map(
    (field) => [field, fitting.find((entry) => entry[fields[field]] !== undefined)?.[fields[field]]] as const,
  );
  return Object.fromEntries(named.filter(([, value]) => value !== undefined));
}

const fits = ({ paymentMethod, country }: OrderFields, order: Pick<Order, 'paymentMethod' | 'billing'>): boolean =>
  (paymentMethod === undefined || paymentMethod === order.paymentMethod) &&
  (country === undefined || country.toUpperCase() === order.billing.country.toUpperCase());
