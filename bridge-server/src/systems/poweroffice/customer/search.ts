import { z } from 'zod';
import { digitsOf } from '../../../documents/meta-fields.ts';
import { path } from '../../../vendor/client.ts';
import { forgetRow, idsWithKeys, type IndexedList } from '../../../vendor/list-index.ts';
import { nullIfNotFound } from '../../../vendor/remembered.ts';
import { valueOf, type Reply } from '../../../vendor/reply.ts';
import type { Go } from '../client.ts';
import { customer, type Customer } from './shapes.ts';

/** By what customers are found: an e-mail address, or an organisation number however it is written. */
interface CustomerMarks {
  emails: readonly string[];
  organisationNumber: string | null;
}

/** What the index is made from: `CustomerDto`. */
const indexedCustomer = customer.pick({
  Id: true,
  EmailAddress: true,
  InvoiceEmailAddress: true,
  OrganizationNumber: true,
  LastChangedDateTimeOffset: true,
});
type IndexedCustomer = z.infer<typeof indexedCustomer>;

const nameOf = (id: string): string => `known-customer:${id}`;

/** Go finds no customer by e-mail address or organisation number, so the bridge keeps an index of them. */
const indexOf = (go: Go): IndexedList<IndexedCustomer> => ({
  nameOf,
  cursor: 'known-customers:cursor',
  idOf: ({ Id }) => Id,
  keysOf: ({ EmailAddress, InvoiceEmailAddress, OrganizationNumber }) =>
    keysOf({
      emails: [EmailAddress ?? '', InvoiceEmailAddress ?? ''],
      organisationNumber: OrganizationNumber ?? null,
    }),
  changedAt: ({ LastChangedDateTimeOffset }) => LastChangedDateTimeOffset,
  read: (after) =>
    go.list('/Customers', indexedCustomer, {
      ...(after === null ? {} : { lastChangedDateTimeOffsetGreaterThan: after }),
      Fields: Object.keys(indexedCustomer.shape).join(','),
      // By id, so that a customer that changes between two pages moves no other from one to the next.
      OrderBy: 'Id',
    }),
});

/** With how many customers a mark may stand for each of them to be read: a till's address stands with hundreds. */
const mostRead = 50;

/** All customers of Go with one of the marks, as they are now; of too many, how many they are. */
export async function customersWithMarks(go: Go, marks: CustomerMarks): Promise<Reply<Customer[] | { crowd: number }>> {
  const ids = await idsWithKeys(go.context.store, indexOf(go), keysOf(marks));
  if (ids.kind !== 'value') return ids;
  if (ids.value.length > mostRead) return valueOf({ crowd: ids.value.length });
  const rows: Customer[] = [];
  // One after the other: a company's address may stand with many, and the connection's limit is for all of its orders.
  for (const id of ids.value) {
    const row = await readCustomerById(go, id);
    if (row.kind !== 'value') return row;
    if (row.value === null) await forgetCustomer(go, id);
    else rows.push(row.value);
  }
  return valueOf(rows);
}

/** Reads a customer by its id; null where Go does not have it. */
export const readCustomerById = async (go: Go, id: string): Promise<Reply<Customer | null>> =>
  nullIfNotFound(await go.get(path`/Customers/${id}`, customer));

/** Forgets a customer that Go no longer has. */
export const forgetCustomer = (go: Go, id: string): Promise<void> => forgetRow(go.context.store, { nameOf }, id);

function keysOf({ emails, organisationNumber }: CustomerMarks): string[] {
  const addresses = emails.map((email) => email.trim().toLowerCase()).filter(Boolean);
  const digits = digitsOf(organisationNumber ?? '');
  return [
    ...new Set([...addresses.map((email) => `customer-email:${email}`), ...(digits ? [`customer-org:${digits}`] : [])]),
  ];
}
