import type { ContactPersonPost, DeliveryAddressPost } from './contact-shapes.ts';
import { customerById } from './customers.ts';
import { refusal } from './refusal.ts';
import type { Company, ContactPerson, Customer, DeliveryAddress, UnderContact } from './store.ts';

export const addressTitle = 'Contact delivery address validation error(s)';
export const personTitle = 'Contact person validation error(s)';

interface WithCode {
  readonly ExternalCode?: string | null | undefined;
}

/** Facts about an addition: the id of the new row, the times, and the words for a refusal. */
interface Addition {
  readonly id: string;
  readonly now: number;
  readonly visibleFrom: number;
  readonly title: string;
  readonly kind: string;
}

function add<T extends WithCode>(
  rows: Map<string, UnderContact<T>>,
  fields: T,
  customer: Customer,
  { id, now, visibleFrom, title, kind }: Addition,
): UnderContact<T> {
  const existing = fields.ExternalCode
    ? [...rows.values()].find((row) => row.fields.ExternalCode === fields.ExternalCode)
    : undefined;
  if (existing)
    throw refusal(
      400,
      title,
      `ExternalCode is already in use. '${fields.ExternalCode}' is used on ${kind} with Id = ${existing.id}.`,
    );
  const row = { id, customer, fields, createdAt: now, changedAt: now, visibleFrom };
  rows.set(id, row);
  return row;
}

/** The address to which new orders of a customer are delivered. */
export const primaryAddress = ({ deliveryAddresses }: Company, customer: Customer): DeliveryAddress | undefined =>
  [...deliveryAddresses.values()].find((address) => address.customer === customer && address.fields.IsPrimary);

/** Registers a delivery address. A contact has one primary address: its first, until another is made the primary. */
export function addDeliveryAddress(
  company: Company,
  contactId: string,
  request: DeliveryAddressPost,
  now: number,
  visibleFrom: number,
): DeliveryAddress {
  const customer = customerById(company, contactId);
  const primary = primaryAddress(company, customer);
  const fields = {
    ...request,
    IsPrimary: request.IsPrimary === true || primary === undefined,
    CountryCode: request.CountryCode ?? 'NO',
  };
  const address = add(company.deliveryAddresses, fields, customer, {
    id: company.nextId(),
    now,
    visibleFrom,
    title: addressTitle,
    kind: 'contact delivery address',
  });
  if (primary && fields.IsPrimary)
    Object.assign(primary, { fields: { ...primary.fields, IsPrimary: false }, changedAt: now });
  return address;
}

/** Registers a person under a contact. */
export function addContactPerson(
  company: Company,
  contactId: string,
  request: ContactPersonPost,
  now: number,
  visibleFrom: number,
): ContactPerson {
  const customer = customerById(company, contactId);
  const fields = { ...request, IsActive: request.IsActive ?? true, IsDefault: request.IsDefault ?? false };
  return add(company.contactPersons, fields, customer, {
    id: company.nextId(),
    now,
    visibleFrom,
    title: personTitle,
    kind: 'contact person',
  });
}
