import { z } from 'zod';
import { digitsOf } from '../../../documents/meta-fields.ts';
import { path } from '../../../vendor/client.ts';
import { forgetRow, idsWithKeys, type IndexedList } from '../../../vendor/list-index.ts';
import { nullIfNotFound } from '../../../vendor/remembered.ts';
import { valueOf, type Reply } from '../../../vendor/reply.ts';
import type { Go } from '../client.ts';
import { customer, type Customer } from './shapes.ts';

/** The marks by which customers are found: e-mail addresses, or an organisation number however it is written. */
interface CustomerMarks {
  emails: readonly string[];
  organisationNumber: string | null;
}

/** The fields of `CustomerDto` that the index is made from. */
const indexedCustomer = customer.pick({
  Id: true,
  EmailAddress: true,
  InvoiceEmailAddress: true,
  OrganizationNumber: true,
  LastChangedDateTimeOffset: true,
});
type IndexedCustomer = z.infer<typeof indexedCustomer>;

const nameOf = (id: string): string => `known-customer:${id}`;

/** The index of customers. Go cannot search by e-mail address or organisation number. */
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
      // Ordered by id, so that a customer who changes between two pages does not move others to another page.
      OrderBy: 'Id',
    }),
});

/** The most customers of a mark that are read one by one; a till's e-mail address is on hundreds. */
const mostRead = 50;

/** All customers at Go with one of the marks, read now; where there are too many, only their number. */
export async function customersWithMarks(go: Go, marks: CustomerMarks): Promise<Reply<Customer[] | { crowd: number }>> {
  const ids = await idsWithKeys(go.context.store, indexOf(go), keysOf(marks));
  if (ids.kind !== 'value') return ids;
  if (ids.value.length > mostRead) return valueOf({ crowd: ids.value.length });
  const rows: Customer[] = [];
  // One after the other, since there may be many, and the connection's rate limit is shared with its other orders.
  for (const id of ids.value) {
    const row = await readCustomerById(go, id);
    if (row.kind !== 'value') return row;
    if (row.value === null) await forgetCustomer(go, id);
    else rows.push(row.value);
  }
  return valueOf(rows);
}

/** Reads a customer by id; `null` where Go does not have it. */
export const readCustomerById = async (go: Go, id: string): Promise<Reply<Customer | null>> =>
  nullIfNotFound(await go.get(path`/Customers/${id}`, customer));

/** Removes a customer that Go no longer has from the index. */
export const forgetCustomer = (go: Go, id: string): Promise<void> => forgetRow(go.context.store, { nameOf }, id);

function keysOf({ emails, organisationNumber }: CustomerMarks): string[] {
  const addresses = emails.map((email) => email.trim().toLowerCase()).filter(Boolean);
  const digits = digitsOf(organisationNumber ?? '');
  return [
    ...new Set([...addresses.map((email) => `customer-email:${email}`), ...(digits ? [`customer-org:${digits}`] : [])]),
  ];
}
