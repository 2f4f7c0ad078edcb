import type { Order, OrderAddress } from '@kontor/shared/order';
import type { Person } from '../shapes/contact.ts';
import type { Place } from '../shapes/customer.ts';
import { placeOf } from './customer.ts';

/** Where an order goes that is not delivered to its billing address. */
export interface DeliveryPlaces {
  delivery: Place;
  /** The billing address, where Go takes it. */
  home: Place | null;
}

/**
 * The places of an order that is shipped elsewhere; null where it is not, `unusable` where Go would not take the address.
 * Go makes a customer's first delivery address the one of all later orders, so that must be the customer's own.
 */
export function deliveryPlacesOf({ billing, shipping }: Order): DeliveryPlaces | null | 'unusable' {
  if (!writtenOf(shipping) || writtenOf(shipping) === writtenOf(billing)) return null;
  const delivery = placeOf(shipping);
  return delivery ? { delivery, home: placeOf(billing) } : 'unusable';
}

/** The country alone is no address: the shop fills it in by itself. */
function writtenOf({ address1, address2, city, postcode, country }: OrderAddress): string {
  const lines = [address1, address2, city, postcode].map((part) => part.trim().replace(/\s+/g, ' ').toLowerCase());
  return lines.some(Boolean) ? [...lines, country.trim().toUpperCase()].join('\n') : '';
}

/** Who ordered for a company; null for an order of a person. */
export function contactPersonOf({ billing }: Order): Person | null {
  const [FirstName, LastName, email, phone] = [billing.firstName, billing.lastName, billing.email, billing.phone].map(
    (part) => part.trim(),
  );
  if (!billing.company.trim() || !FirstName || !LastName) return null;
  return { FirstName, LastName, ...(email ? { EmailAddress: email } : {}), ...(phone ? { PhoneNumber: phone } : {}) };
}
