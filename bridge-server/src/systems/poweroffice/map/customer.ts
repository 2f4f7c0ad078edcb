import type { Order, OrderAddress } from '@kontor/shared/order';
import type { Gap } from '../../contract.ts';
import type { Settings } from '../settings/connection.ts';
import type { CustomerPost, Place } from '../shapes/customer.ts';
import { ehfNotes, wantsEhf } from './ehf.ts';
import { organisationNumberOf } from './organisation-number.ts';

/**
 * The customer of an order as Go creates it: a company where the billing address names one, else a person. Invoices go by
 * e-mail, since EHF fails for a company that is not registered for it, unless the order asks for it.
 */
export function customerOf(
  order: Order,
  customerKey: string | null,
  settings: Settings,
): { body: CustomerPost; notes: string[] } | { gaps: Gap[] } {
  const { billing } = order;
  const email = billing.email.trim();
  const names = namesOf(order);
  const organisation = organisationNumberOf(order, settings);
  const gaps: Gap[] = [];
  if (!email || customerKey === null) {
    gaps.push({
      code: 'gap.no_email',
      cause: 'The order names no e-mail address, which Go needs for sending the invoice.',
      remedy: "Enter the customer's e-mail address in the order's billing address.",
    });
  }
  if (!names) {
    gaps.push({
      code: 'gap.no_customer_name',
      cause: 'The order names neither a person nor a company.',
      remedy: "Enter a name in the order's billing address.",
    });
  }
  if ('gap' in organisation) gaps.push(organisation.gap);
  if (!names || customerKey === null || 'gap' in organisation || gaps.length > 0) return { gaps };
  const phone = billing.phone.trim();
  const address = placeOf(billing);
  const { number } = organisation;
  const ehf = wantsEhf(order, settings);
  return {
    notes: ehf && number === null ? [ehfNotes.noNumber] : [],
    body: {
      ...names,
      ...(number === null ? {} : { OrganizationNumber: number }),
      EmailAddress: email,
      ...(phone ? { PhoneNumber: phone } : {}),
      InvoiceDeliveryType: ehf && number !== null ? 'EHF' : 'PdfByEmail',
      ExternalImportReference: customerKey,
      ...(settings.numberSeries ? { SubLedgerNumberSeriesId: settings.numberSeries } : {}),
      ...(address ? { MailAddress: address } : {}),
    },
  };
}

export type CustomerNames = Pick<CustomerPost, 'IsPerson' | 'Name' | 'FirstName' | 'LastName'>;

/** What the order's customer is called, or null where the order names nobody. */
export function namesOf({ billing, shipping }: Order): CustomerNames | null {
  const company = billing.company.trim();
  if (company) return { IsPerson: false, Name: company };
  const [first, last] = [billing.firstName.trim(), billing.lastName.trim()];
  if (first && last) return { IsPerson: true, FirstName: first, LastName: last };
  // Go takes a person with both names only; whoever gave one is entered by it alone.
  const only = first || last || `${shipping.firstName} ${shipping.lastName}`.trim() || shipping.company.trim();
  return only ? { IsPerson: false, Name: only } : null;
}

/** An address as Go takes it; only with its city and postcode. */
export function placeOf(address: OrderAddress): Place | null {
  const [city, zip] = [clipped(address.city, 100), clipped(address.postcode, 50)];
  if (!city || !zip) return null;
  const [line1, line2, country] = [
    clipped(address.address1, 200),
    clipped(address.address2, 200),
    address.country.trim().toUpperCase(),
  ];
  return {
    ...(line1 ? { AddressLine1: line1 } : {}),
    ...(line2 ? { AddressLine2: line2 } : {}),
    City: city,
    ZipCode: zip,
    ...(/^[A-Z]{2}$/.test(country) ? { CountryCode: country } : {}),
  };
}

/** At most so many UTF-16 units, never half a character. */
function clipped(text: string, length: number): string {
  return text
    .trim()
    .slice(0, length)
    .replace(/\p{Surrogate}$/u, '');
}
