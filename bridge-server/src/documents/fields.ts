import type { Order } from '@kontor/shared/order';

/** The text without surrounding blanks, cut to at most `length` UTF-16 units, never in the middle of a character. */
export function clipped(text: string, length: number): string {
  return text
    .trim()
    .slice(0, length)
    .replace(/\p{Surrogate}$/u, '');
}

/** The orders that an entry of the settings is for; a condition that is left out fits every order. */
interface OrderCondition {
  /** The shop's id of the payment method. */
  paymentMethod?: string | undefined;
  /** The country of the billing address, two letters. */
  country?: string | undefined;
}

/**
 * The header fields that the settings give an order. Each field comes from the first entry that fits the order and has
 * the field, so that a later entry can fill what an earlier one leaves out. `fields`: the target's name for each field
 * of an entry.
 */
export function headerFieldsOf<Fields extends Readonly<Record<string, string>>>(
  order: Pick<Order, 'paymentMethod' | 'billing'>,
  entries: readonly (OrderCondition & { [Field in keyof Fields]?: string | undefined })[],
  fields: Fields,
): Partial<Record<Fields[keyof Fields], string>> {
  const fitting = entries.filter((entry) => fits(entry, order));
  const filled: Partial<Record<Fields[keyof Fields], string>> = {};
  for (const field of Object.keys(fields) as (keyof Fields)[]) {
    const value: string | undefined = fitting.find((entry) => entry[field] !== undefined)?.[field];
    if (value !== undefined) filled[fields[field]] = value;
  }
  return filled;
}

const fits = ({ paymentMethod, country }: OrderCondition, order: Pick<Order, 'paymentMethod' | 'billing'>): boolean =>
  (paymentMethod === undefined || paymentMethod === order.paymentMethod) &&
  (country === undefined || country.toUpperCase() === order.billing.country.toUpperCase());
