import { number } from './json.ts';
import { notFound, refusal } from './refusal.ts';
import { customerPointers, resolvePointers } from './references.ts';
import type { CustomerPost } from './shapes.ts';
import { rateOf, type Company, type Customer, type Series } from './store.ts';

const title = 'Customer validation error(s)';
const invalid = (detail: string) => refusal(400, title, detail);

const isSet = (text: string | null | undefined): boolean => text !== null && text !== undefined && text.trim() !== '';

function checkName(fields: CustomerPost): void {
  if (fields.IsPerson) {
    if (!isSet(fields.FirstName) || !isSet(fields.LastName)) throw invalid('FirstName and LastName are required when IsPerson is true.');
  } else if (!isSet(fields.Name)) {
    throw invalid('Name is required when IsPerson is false.');
  }
}

function checkDelivery(fields: CustomerPost, company: Company): void {
  const type = fields.InvoiceDeliveryType;
  if (type === 'AvtaleGiro' || type === 'Efaktura') throw invalid(`InvoiceDeliveryType '${type}' cannot be set directly.`);
  if (type === 'External' || type === 'Factoring') throw invalid(`InvoiceDeliveryType '${type}' requires an active integration.`);
  if (type === 'EHF' && !isSet(fields.OrganizationNumber)) throw invalid("InvoiceDeliveryType 'EHF' requires OrganizationNumber.");
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

function checkUnique(fields: CustomerPost, company: Company): void {
  for (const [name, value] of uniqueKeys(fields)) {
    const other = company.customerKeys.get(`${name} ${value}`);
    if (other) throw invalid(`${name} is already in use. '${value}' is used on (contact) Id = ${other.id}.`);
  }
}

// The specification does not give the words for a number outside its series or a series that is full.
function customerNumber(fields: CustomerPost, company: Company): string {
  const customerSeries = company.series.filter((series) => series.type === 'Customer');
  if (fields.Number) {
    const wanted = BigInt(fields.Number.value);
    if (!customerSeries.some((series) => wanted >= series.from && wanted <= series.to)) {
      throw invalid(`Number ${wanted} is not within any customer number series.`);
    }
    const taken = company.customerNumbers.get(String(wanted));
    if (taken) throw invalid(`Number is already in use. '${wanted}' is used on (contact) Id = ${taken.id}.`);
    return String(wanted);
  }
  const wantedSeries = fields.SubLedgerNumberSeriesId?.toLowerCase();
  const series = customerSeries.find((one) => (wantedSeries ? one.id === wantedSeries : one.isDefault));
  if (!series) throw refusal(404, title, `Sub-ledger number series with id = ${wantedSeries ?? '(default)'} not found.`);
  return String(nextFree(series, company));
}

function nextFree(series: Series, company: Company): bigint {
  let next = series.next;
  while (company.customerNumbers.has(String(next))) next += 1n;
  if (next > series.to) throw invalid(`The number series '${series.name}' (${series.from}-${series.to}) has no available number.`);
  series.next = next + 1n;
  return next;
}

function contactGroups(fields: CustomerPost, company: Company): void {
  const known = company.options.references['Contact group'] ?? [];
  const missing = (fields.ContactGroupIds ?? []).filter((id) => !known.some((group) => group.id === id.value));
  if (missing.length > 0) throw refusal(404, 'Object(s) not found', `Could not find contact group(s) with id = ${missing.map(String).join(', ')}.`);
}

/** Registers a customer under the next number of its series. Refuses (400, 404) as `POST /Customers` does. */
export function createCustomer(company: Company, request: CustomerPost, now: number, visibleFrom: number): Customer {
  checkName(request);
  checkUnique(request, company);
  checkDelivery(request, company);
  contactGroups(request, company);
  const fields = resolvePointers(request, customerPointers, company.options.references, title);
  const customer: Customer = {
    id: company.nextId(), number: customerNumber(fields, company), ledgerAccountId: company.nextId(), addressId: company.nextId(),
    fields: { ...fields, PaymentTerm: fields.PaymentTerm ?? number(company.options.paymentTermDays) },
    createdAt: now, changedAt: now, visibleFrom,
  };
  company.customers.set(customer.id, customer);
  company.customerNumbers.set(customer.number, customer);
  for (const [name, value] of uniqueKeys(fields)) company.customerKeys.set(`${name} ${value}`, customer);
  return customer;
}

/** Finds a customer by its contact id, or refuses with 404. */
export function customerById(company: Company, id: string): Customer {
  const customer = company.customers.get(id);
  if (!customer) throw notFound(`Customer with id = ${id}`);
  return customer;
}
