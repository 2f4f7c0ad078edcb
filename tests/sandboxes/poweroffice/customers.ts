import { number } from '../kit/json.ts';
import { hasOpenEntries } from './ledger.ts';
import { withoutStaleCodes } from './patchable.ts';
import { notFound, refusal } from './refusal.ts';
import { customerPointers, resolvePointers } from './references.ts';
import type { CustomerPost } from './shapes.ts';
import { rateOf, type Company, type Customer, type Series } from './store.ts';

const title = 'Customer validation error(s)';
const invalid = (detail: string) => refusal(400, title, detail);

const isSet = (text: string | null | undefined): boolean => text !== null && text !== undefined && text.trim() !== '';

function checkName(fields: CustomerPost): void {
  if (fields.IsPerson) {
    if (!isSet(fields.FirstName) || !isSet(fields.LastName))
      throw invalid('FirstName and LastName are required when IsPerson is true.');
  } else if (!isSet(fields.Name)) {
    throw invalid('Name is required when IsPerson is false.');
  }
}

function checkDelivery(fields: CustomerPost, company: Company): void {
  const type = fields.InvoiceDeliveryType;
  if (type === 'AvtaleGiro' || type === 'Efaktura')
    throw invalid(`InvoiceDeliveryType '${type}' cannot be set directly.`);
  if (type === 'External' || type === 'Factoring')
    throw invalid(`InvoiceDeliveryType '${type}' requires an active integration.`);
  if (type === 'EHF' && !isSet(fields.OrganizationNumber))
    throw invalid("InvoiceDeliveryType 'EHF' requires OrganizationNumber.");
  if (type === 'EHF' && !company.elma.includes(fields.OrganizationNumber ?? '')) {
    throw invalid(
      `The organization number ${fields.OrganizationNumber} is not registered in ELMA and cannot receive EHF.`,
    );
  }
  if (type === 'PdfByEmail' && !isSet(fields.EmailAddress) && !isSet(fields.InvoiceEmailAddress)) {
    throw invalid("InvoiceDeliveryType 'PdfByEmail' requires EmailAddress or InvoiceEmailAddress.");
  }
  if (fields.CurrencyCode && rateOf(company, fields.CurrencyCode) === undefined) {
    throw invalid(`The currency code ${fields.CurrencyCode} is not active on the client.`);
  }
}

/** The two references that are unique among customers, as keys of the company's index. */
const uniqueKeys = (fields: CustomerPost): readonly (readonly [name: string, value: string])[] =>
  (['ExternalImportReference', 'ExternalNumber'] as const).flatMap((name) => {
    const value = fields[name]?.toString();
    return value === undefined || value.trim() === '' ? [] : [[name, value] as const];
  });

function checkUnique(fields: CustomerPost, company: Company, self: Customer | null): void {
  for (const [name, value] of uniqueKeys(fields)) {
    const holder = company.customerKeys.get(`${name} ${value}`);
    if (holder && holder !== self)
      throw invalid(`${name} is already in use. '${value}' is used on (contact) Id = ${holder.id}.`);
  }
}

// The specification does not give the words for a number outside its series or a series that is full.
function freeNumber(company: Company, requested: bigint, self: Customer | null): string {
  if (!company.series.some(({ type, from, to }) => type === 'Customer' && requested >= from && requested <= to)) {
    throw invalid(`Number ${requested} is not within any customer number series.`);
  }
  const holder = company.customerNumbers.get(String(requested));
  if (holder && holder !== self)
    throw invalid(`Number is already in use. '${requested}' is used on (contact) Id = ${holder.id}.`);
  return String(requested);
}

function nextNumber(company: Company, seriesId: string | null | undefined): string {
  const requestedId = seriesId?.toLowerCase();
  const series = company.series.find(
    ({ type, id, isDefault }) => type === 'Customer' && (requestedId ? id === requestedId : isDefault),
  );
  if (!series) throw refusal(404, title, `Sub-ledger number series with id = ${requestedId ?? '(default)'} not found.`);
  return String(nextFree(series, company));
}

function nextFree(series: Series, company: Company): bigint {
  let next = series.next;
  while (company.customerNumbers.has(String(next))) next += 1n;
  if (next > series.to)
    throw invalid(`The number series '${series.name}' (${series.from}-${series.to}) has no available number.`);
  series.next = next + 1n;
  return next;
}

function checkContactGroups(fields: CustomerPost, company: Company): void {
  const known = company.options.references['Contact group'] ?? [];
  const missing = (fields.ContactGroupIds ?? []).filter((id) => !known.some((group) => group.id === id.value));
  if (missing.length > 0)
    throw refusal(
      404,
      'Object(s) not found',
      `Could not find contact group(s) with id = ${missing.map(String).join(', ')}.`,
    );
}

/** Checks all fields but the number, and returns them with the codes of what they name by id, and the reverse. */
function checkedFields(request: CustomerPost, company: Company, self: Customer | null): CustomerPost {
  checkName(request);
  checkUnique(request, company, self);
  checkDelivery(request, company);
  checkContactGroups(request, company);
  if (self && request.IsArchived && hasOpenEntries(company, self))
    throw invalid('IsArchived cannot be set because the contact has ledger balances.');
  return resolvePointers(request, customerPointers, company.options.references, title);
}

/** Registers a customer under the next number of its series. Refuses (400, 404) as `POST /Customers` does. */
export function createCustomer(company: Company, request: CustomerPost, now: number, visibleFrom: number): Customer {
  const fields = checkedFields(request, company, null);
  const customer: Customer = {
    id: company.nextId(),
    ledgerAccountId: company.nextId(),
    addressId: company.nextId(),
    number: fields.Number
      ? freeNumber(company, BigInt(fields.Number.value), null)
      : nextNumber(company, fields.SubLedgerNumberSeriesId),
    fields: { ...fields, PaymentTerm: fields.PaymentTerm ?? number(company.options.paymentTermDays) },
    createdAt: now,
    changedAt: now,
    visibleFrom,
  };
  company.customers.set(customer.id, customer);
  index(company, customer);
  return customer;
}

function index(company: Company, customer: Customer): void {
  company.customerNumbers.set(customer.number, customer);
  for (const [name, value] of uniqueKeys(customer.fields)) company.customerKeys.set(`${name} ${value}`, customer);
}

/** The fields of a customer that a request changes; an address of null removes the address. */
export type CustomerChanges = Omit<Partial<CustomerPost>, 'MailAddress'> & {
  MailAddress?: CustomerPost['MailAddress'] | null;
};

/** Changes fields of a customer. A refusal (400, 404) leaves the customer unchanged. */
export function changeCustomer(company: Company, customer: Customer, changes: CustomerChanges, now: number): void {
  const { MailAddress, ...others } = {
    MailAddress: customer.fields.MailAddress,
    ...withoutStaleCodes(changes, customerPointers),
  };
  const { MailAddress: _oldAddress, ...unchanged } = customer.fields;
  const fields = checkedFields({ ...unchanged, ...others, ...(MailAddress && { MailAddress }) }, company, customer);
  const newNumber = changes.Number ? freeNumber(company, BigInt(changes.Number.value), customer) : customer.number;
  company.customerNumbers.delete(customer.number);
  for (const [name, value] of uniqueKeys(customer.fields)) company.customerKeys.delete(`${name} ${value}`);
  Object.assign(customer, { fields, number: newNumber, changedAt: now });
  index(company, customer);
}

/** Finds a customer by its contact id, or refuses with 404. */
export function customerById(company: Company, id: string): Customer {
  const customer = company.customers.get(id);
  if (!customer) throw notFound(`Customer with id = ${id}`);
  return customer;
}
