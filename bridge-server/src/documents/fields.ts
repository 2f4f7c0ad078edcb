import type { Order } from '@kontor/shared/order';

/** A text cut to at most so many UTF-16 units, never in the middle of a character. */
export function clipped(text: string, length: number): string {
  return text
    .trim()
    .slice(0, length)
    .replace(/\p{Surrogate}$/u, '');
}

/** Which orders an entry of the settings is for; a condition that is left out fits every order. */
interface OrderCondition {
  /** The shop's id of the payment method. */
  paymentMethod?: string | undefined;
  /** Of the billing address, two letters. */
  country?: string | undefined;
}

/**
 * What the settings say of an order's header fields. Each field takes the first entry that fits the order and names the
 * field, so that a later entry can fill what an earlier one leaves out. `fields`: the target's field by the entry's.
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
