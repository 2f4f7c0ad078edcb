import type { Order } from '@kontor/shared/order';
import type { Gap } from '../../contract.ts';
import type { CustomerPost } from '../shapes/customer.ts';

/**
 * The customer of an order as Go creates it: a company where the billing address names one, else a person. Invoices go by
 * e-mail, since EHF fails for a company that is not registered for it and nobody here can know.
 */
export function customerOf(order: Order, customerKey: string | null): { body: CustomerPost } | { gaps: Gap[] } {
  const { billing } = order;
  const email = billing.email.trim();
  const names = namesOf(order);
  const gaps: Gap[] = [];
  if (!email || customerKey === null) {
    gaps.push({ code: 'gap.no_email', cause: 'The order names no e-mail address, which Go needs for sending the invoice.', remedy: 'Enter the customer\'s e-mail address in the order\'s billing address.' });
  }
  if (!names) {
    gaps.push({ code: 'gap.no_customer_name', cause: 'The order names neither a person nor a company.', remedy: 'Enter a name in the order\'s billing address.' });
  }
  if (!names || customerKey === null || gaps.length > 0) return { gaps };
  const phone = billing.phone.trim();
  const address = addressOf(order);
  return {
    body: {
      ...names,
      EmailAddress: email,
      ...(phone ? { PhoneNumber: phone } : {}),
      InvoiceDeliveryType: 'PdfByEmail',
      ExternalImportReference: customerKey,
      ...(address ? { MailAddress: address } : {}),
    },
  };
}

function namesOf({ billing, shipping }: Order): Pick<CustomerPost, 'IsPerson' | 'Name' | 'FirstName' | 'LastName'> | null {
  const company = billing.company.trim();
  if (company) return { IsPerson: false, Name: company };
  const [first, last] = [billing.firstName.trim(), billing.lastName.trim()];
  if (first && last) return { IsPerson: true, FirstName: first, LastName: last };
  // Go takes a person with both names only; whoever gave one is entered by it alone.
  const only = first || last || `${shipping.firstName} ${shipping.lastName}`.trim() || shipping.company.trim();
  return only ? { IsPerson: false, Name: only } : null;
}

/** Go takes an address only with its city and postcode. */
function addressOf({ billing }: Order): CustomerPost['MailAddress'] | null {
  const [city, zip] = [clipped(billing.city, 100), clipped(billing.postcode, 50)];
  if (!city || !zip) return null;
  const [line1, line2, country] = [clipped(billing.address1, 200), clipped(billing.address2, 200), billing.country.trim().toUpperCase()];
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
  return text.trim().slice(0, length).replace(/\p{Surrogate}$/u, '');
}
