import type { Order, OrderAddress } from '@kontor/shared/order';
import { isShippedElsewhere } from '../../../documents/customer.ts';
import { clipped } from '../../../documents/fields.ts';
import type { Person, AddressPost } from './shapes.ts';

/** An order's customer in Go's fields. */

/** An address as Go takes it; `null` without a city or a postcode. */
export function addressPostOf(address: OrderAddress): AddressPost | null {
  const [city, zip] = [clipped(address.city, 100), clipped(address.postcode, 50)];
  if (!city || !zip) return null;
  const [line1, line2] = [clipped(address.address1, 200), clipped(address.address2, 200)];
  const country = address.country.trim().toUpperCase();
  return {
    ...(line1 ? { AddressLine1: line1 } : {}),
    ...(line2 ? { AddressLine2: line2 } : {}),
    City: city,
    ZipCode: zip,
    ...(/^[A-Z]{2}$/.test(country) ? { CountryCode: country } : {}),
  };
}

/** The addresses of an order that is not delivered to its billing address. */
interface DeliveryPlaces {
  delivery: AddressPost;
  /** The billing address, where Go takes it. */
  home: AddressPost | null;
}

/**
 * The addresses of an order that is shipped elsewhere; `null` for any other order, and `unusable` where Go would refuse
 * the address. Go sends all later orders to a customer's first delivery address, so the first one must be the
 * customer's own.
 */
export function deliveryPlacesOf(order: Order): DeliveryPlaces | null | 'unusable' {
  if (!isShippedElsewhere(order)) return null;
  const delivery = addressPostOf(order.shipping);
  return delivery ? { delivery, home: addressPostOf(order.billing) } : 'unusable';
}

/** The person who ordered for a company; `null` for an order of a private person. */
export function contactPersonOf({ billing }: Order): Person | null {
  const [FirstName, LastName, email, phone] = [billing.firstName, billing.lastName, billing.email, billing.phone].map(
    (part) => part.trim(),
  );
  if (!billing.company.trim() || !FirstName || !LastName) return null;
  return { FirstName, LastName, ...(email ? { EmailAddress: email } : {}), ...(phone ? { PhoneNumber: phone } : {}) };
}
