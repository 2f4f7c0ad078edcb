import { z } from 'zod';
import { integer, readText } from '../../../vendor/fields.ts';
import { utcTime } from '../../../vendor/follow.ts';
import { nullIfNotFound } from '../../../vendor/remembered.ts';
import { path } from '../../../vendor/client.ts';
import { mapReply, valueOf, withoutRefusal, type Reply } from '../../../vendor/reply.ts';
import type { CollectedAddress, CollectRequest } from '../../contract-collect.ts';
import type { CollectAddressesOutcome } from '../../contract.ts';
import type { Go } from '../client.ts';
import { readPage } from '../collect-page.ts';
import { customer } from './shapes.ts';

/** Read: `ContactAddressDto`. */
const readAddress = z.looseObject({
  AddressLine1: readText,
  AddressLine2: readText,
  City: readText,
  ZipCode: readText,
  CountryCode: readText,
});
type ReadAddress = z.infer<typeof readAddress>;

const collectedCustomer = customer.extend({
  PhoneNumber: readText,
  InvoiceEmailAddressCC: readText,
  MailAddress: readAddress.nullish(),
});
type CollectedCustomer = z.infer<typeof collectedCustomer>;

const ofContact = { ContactId: integer, LastChangedDateTimeOffset: readText };
/** Read: `ContactDeliveryAddressDto`. */
const deliveryAddress = readAddress.extend({ ...ofContact, IsPrimary: z.boolean().nullish() });
/** Read: `ContactPersonDto`. */
const contactPerson = z.looseObject({
  ...ofContact,
  FirstName: readText,
  LastName: readText,
  EmailAddress: readText,
  PhoneNumber: readText,
  IsActive: z.boolean().nullish(),
});

/**
 * How many customers are read at once. Their delivery addresses and contact persons are asked for by their ids, which
 * stand in the address of the request, so that it must not become too long.
 */
const customersAtOnce = 100;

/** A customer, or the id of one of whom something changed. */
interface ChangedCustomer {
  id: string;
  customer: CollectedCustomer | null;
  changedAt: string | null | undefined;
}

/**
 * One page of Go's customers, or of those of whom something changed since the mark. By Go's documentation a change of a
 * delivery address or a contact person is no change of the customer, so that each is asked about.
 */
export async function collectCustomers(
  go: Go,
  request: CollectRequest,
  now: () => number,
): Promise<CollectAddressesOutcome> {
  const after = (instant: string) => ({ lastChangedDateTimeOffsetGreaterThan: instant });
  const filter = (read: (query: Record<string, string>, page: number) => Promise<Reply<ChangedCustomer[]>>) => ({
    timeOf: ({ changedAt }: ChangedCustomer) => utcTime(changedAt),
    read: (instant: string, page: number) => read(after(instant), page),
  });
  const customers = {
    pageSize: customersAtOnce,
    readAll: (page: number) => readCustomers(go, {}, page),
    changes: {
      customer: filter((query, page) => readCustomers(go, query, page)),
      delivery: filter((query, page) => readOwners(go, '/ContactDeliveryAddresses', query, page)),
      person: filter((query, page) => readOwners(go, '/ContactPersons', query, page)),
    },
  };
  const page = withoutRefusal(await readPage(customers, request, now));
  if (page.kind !== 'value') return page;
  const { rows, ...rest } = page.value;
  const addresses = withoutRefusal(await readWhole(go, rows));
  return addresses.kind === 'value'
    ? { kind: 'collected', addresses: addresses.value, refused: [], ...rest }
    : addresses;
}

const pageQuery = (page: number) => ({ OrderBy: 'Id', PageNumber: String(page), PageSize: String(customersAtOnce) });

const readCustomers = async (go: Go, query: Record<string, string>, page: number): Promise<Reply<ChangedCustomer[]>> =>
  mapReply(await go.get('/Customers', collectedCustomer.array().nullable(), { ...query, ...pageQuery(page) }), (rows) =>
    (rows ?? []).map((row) => ({ id: row.Id, customer: row, changedAt: row.LastChangedDateTimeOffset })),
  );

/** The contacts whose delivery addresses or contact persons changed. */
const readOwners = async (
  go: Go,
  list: `/${string}`,
  query: Record<string, string>,
  page: number,
): Promise<Reply<ChangedCustomer[]>> =>
  mapReply(await go.get(list, z.looseObject(ofContact).array().nullable(), { ...query, ...pageQuery(page) }), (rows) =>
    (rows ?? []).map((row) => ({ id: row.ContactId, customer: null, changedAt: row.LastChangedDateTimeOffset })),
  );

/** The customers with everything that stands under them. */
async function readWhole(go: Go, rows: readonly ChangedCustomer[]): Promise<Reply<CollectedAddress[]>> {
  const customers = await readMissing(go, rows);
  if (customers.kind !== 'value') return customers;
  const addresses: CollectedAddress[] = [];
  for (let from = 0; from < customers.value.length; from += customersAtOnce) {
    const some = customers.value.slice(from, from + customersAtOnce);
    const query = { contactIds: some.map(({ Id }) => Id).join(',') };
    const deliveries = await go.list('/ContactDeliveryAddresses', deliveryAddress, query);
    if (deliveries.kind !== 'value') return deliveries;
    const people = await go.list('/ContactPersons', contactPerson, query);
    if (people.kind !== 'value') return people;
    for (const row of some)
      addresses.push(
        addressOf(row, {
          deliveries: deliveries.value.filter(({ ContactId }) => ContactId === row.Id),
          people: people.value.filter(({ ContactId }) => ContactId === row.Id),
        }),
      );
  }
  return valueOf(addresses);
}

/** Each customer once. One of whom only a part changed is read by its id; a contact that is no customer is left out. */
async function readMissing(go: Go, rows: readonly ChangedCustomer[]): Promise<Reply<CollectedCustomer[]>> {
  const customers = new Map(rows.flatMap(({ id, customer: row }) => (row ? [[id, row] as const] : [])));
  for (const id of new Set(rows.map((row) => row.id))) {
    if (customers.has(id)) continue;
    const row = nullIfNotFound(await go.get(path`/Customers/${id}`, collectedCustomer));
    if (row.kind !== 'value') return row;
    if (row.value) customers.set(id, row.value);
  }
  return valueOf([...customers.values()]);
}

/** The texts that are not empty, each once. */
const present = (texts: readonly (string | null | undefined)[]): string[] => [
  ...new Set(texts.map((text) => text?.trim() ?? '').filter(Boolean)),
];

const placeOf = ({ AddressLine1, AddressLine2, ZipCode, City, CountryCode }: ReadAddress) => ({
  street: present([AddressLine1, AddressLine2]).join(', '),
  postcode: ZipCode?.trim() ?? '',
  city: City?.trim() ?? '',
  country: CountryCode?.trim().toUpperCase() ?? '',
});

interface UnderCustomer {
  deliveries: readonly z.infer<typeof deliveryAddress>[];
  people: readonly z.infer<typeof contactPerson>[];
}

function addressOf(row: CollectedCustomer, { deliveries, people }: UnderCustomer): CollectedAddress {
  const isPerson = row.IsPerson === true;
  const primaryFirst = deliveries.toSorted(
    (one, other) => Number(other.IsPrimary === true) - Number(one.IsPrimary === true),
  );
  return {
    id: row.Id,
    number: row.Number ?? '',
    kind: isPerson ? 'person' : 'company',
    companies: isPerson ? [] : present([row.Name, row.LegalName]),
    firstName: isPerson ? (row.FirstName?.trim() ?? '') : '',
    lastName: isPerson ? (row.LastName?.trim() ?? '') : '',
    // A Norwegian VAT id is the organisation number.
    vatId: '',
    organisationNumber: row.OrganizationNumber?.trim() ?? '',
    emails: present([row.EmailAddress, row.InvoiceEmailAddress, ...(row.InvoiceEmailAddressCC ?? '').split(';')]),
    phones: present([row.PhoneNumber]),
    billing: row.MailAddress ? placeOf(row.MailAddress) : null,
    deliveries: primaryFirst.map(placeOf),
    contacts: people
      .filter(({ IsActive }) => IsActive !== false)
      .map((person) => ({
        firstName: person.FirstName?.trim() ?? '',
        lastName: person.LastName?.trim() ?? '',
        email: person.EmailAddress?.trim() ?? '',
        phone: person.PhoneNumber?.trim() ?? '',
      })),
    archived: row.IsArchived === true,
  };
}
