import type { Order, OrderAddress } from '@kontor/shared/order';
import { isShippedElsewhere } from '../../../documents/customer.ts';
import { clipped } from '../../../documents/fields.ts';
import type { Person, AddressPost } from './shapes.ts';

/** What an order says of its customer, in Go's fields. */

/** An address as Go takes it; only with its city and postcode. */
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

/** Where an order goes that is not delivered to its billing address. */
interface DeliveryPlaces {
  delivery: AddressPost;
  /** The billing address, where Go takes it. */
  home: AddressPost | null;
}

/**
 * The places of an order that is shipped elsewhere; null where it is not, `unusable` where Go would not take the address.
 * Go makes a customer's first delivery address the one of all later orders, so that must be the customer's own.
 */
export function deliveryPlacesOf(order: Order): DeliveryPlaces | null | 'unusable' {
  if (!isShippedElsewhere(order)) return null;
  const delivery = addressPostOf(order.shipping);
  return delivery ? { delivery, home: addressPostOf(order.billing) } : 'unusable';
}

/** Who ordered for a company; null for an order of a person. */
export function contactPersonOf({ billing }: Order): Person | null {
  const [FirstName, LastName, email, phone] = [billing.firstName, billing.lastName, billing.email, billing.phone].map(
    (part) => part.trim(),
  );
  if (!billing.company.trim() || !FirstName || !LastName) return null;
  return { FirstName, LastName, ...(email ? { EmailAddress: email } : {}), ...(phone ? { PhoneNumber: phone } : {}) };
}
