import type { ContactPersonPost, DeliveryAddressPost } from './contact-shapes.ts';
import { customerById } from './customers.ts';
import { refusal } from './refusal.ts';
import type { Company, ContactPerson, Customer, DeliveryAddress, UnderContact } from './store.ts';

export const addressTitle = 'Contact delivery address validation error(s)';
export const personTitle = 'Contact person validation error(s)';

interface WithCode {
  readonly ExternalCode?: string | null | undefined;
}

/** Under which id, when, and as what something is added. */
interface Adding {
  readonly id: string;
  readonly now: number;
  readonly visibleFrom: number;
  readonly title: string;
  readonly kind: string;
}

function add<T extends WithCode>(
  things: Map<string, UnderContact<T>>,
  fields: T,
  customer: Customer,
  { id, now, visibleFrom, title, kind }: Adding,
): UnderContact<T> {
  const other = fields.ExternalCode
    ? [...things.values()].find((one) => one.fields.ExternalCode === fields.ExternalCode)
    : undefined;
  if (other)
    throw refusal(
      400,
      title,
      `ExternalCode is already in use. '${fields.ExternalCode}' is used on ${kind} with Id = ${other.id}.`,
    );
  const thing = { id, customer, fields, createdAt: now, changedAt: now, visibleFrom };
  things.set(id, thing);
  return thing;
}

/** The address new orders of a customer are delivered to. */
export const primaryAddress = ({ deliveryAddresses }: Company, customer: Customer): DeliveryAddress | undefined =>
  [...deliveryAddresses.values()].find((one) => one.customer === customer && one.fields.IsPrimary);

/** Registers a delivery address; a contact has one primary address, which is its first until another is made so. */
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
