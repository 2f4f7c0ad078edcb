import { z } from 'zod';
import { digitsOf } from '../../../documents/meta-fields.ts';
import { path } from '../../../vendor/client.ts';
import { forgetRow, idsWithKeys, type IndexedList } from '../../../vendor/list-index.ts';
import { nullIfNotFound } from '../../../vendor/remembered.ts';
import { mapReply, valueOf, type Reply } from '../../../vendor/reply.ts';
import type { AddressMarks } from '../../contract-addresses.ts';
import type { Go } from '../client.ts';
import { changedAfter } from '../collect-page.ts';
import { customer, type Customer } from './shapes.ts';

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

/**
 * An index of customers, for the time before the office's addresses are collected. Go cannot search by e-mail address or
 * organisation number.
 */
const indexOf = (go: Go): IndexedList<IndexedCustomer> => ({
  nameOf,
  cursor: 'known-customers:cursor',
  idOf: ({ Id }) => Id,
  keysOf: keysOfCustomer,
  changedAt: ({ LastChangedDateTimeOffset }) => LastChangedDateTimeOffset,
  read: (after) => readIndexed(go, after),
});

/** The customers that changed after the instant; for `null`, all customers. */
const readIndexed = (go: Go, after: string | null): Promise<Reply<IndexedCustomer[]>> =>
  go.list('/Customers', indexedCustomer, {
    ...(after === null ? {} : { lastChangedDateTimeOffsetGreaterThan: after }),
    Fields: Object.keys(indexedCustomer.shape).join(','),
    // Ordered by id, so that a customer who changes between two pages does not move others to another page.
    OrderBy: 'Id',
  });

/** The most customers of a mark that are read one by one; a till's e-mail address is on hundreds. */
const mostRead = 50;

/** All customers at Go with one of the marks, read now; where there are too many, only their number. */
export async function customersWithMarks(go: Go, marks: AddressMarks): Promise<Reply<Customer[] | { crowd: number }>> {
  const ids = await idsWithMarks(go, marks);
  if (ids.kind !== 'value') return ids;
  if (ids.value.length > mostRead) return valueOf({ crowd: ids.value.length });
  const rows: Customer[] = [];
  // One after the other, since there may be many, and the connection's rate limit is shared with its other orders.
  for (const id of ids.value) {
    const row = await readCustomerById(go, id);
    if (row.kind !== 'value') return row;
    if (row.value === null) await forgetCustomer(go, id);
    else if (hasOneOf(row.value, marks)) rows.push(row.value);
  }
  return valueOf(rows);
}

/**
 * The ids of the customers that may have one of the marks: from the collected addresses and what changed at Go since, or
 * else from the index.
 */
async function idsWithMarks(go: Go, marks: AddressMarks): Promise<Reply<string[]>> {
  const known = (await go.context.addresses?.find(marks)) ?? null;
  const after = known && changedAfter(known.mark, 'customer');
  if (known === null || after === null) return idsWithKeys(go.context.store, indexOf(go), keysOf(marks));
  const changed = await readIndexed(go, after);
  return mapReply(changed, (rows) => [
    ...new Set([...known.ids, ...rows.filter((row) => hasOneOf(row, marks)).map(({ Id }) => Id)]),
  ]);
}

/** Whether the customer has one of the marks now. */
function hasOneOf(row: MarkedCustomer, marks: AddressMarks): boolean {
  const wanted = keysOf(marks);
  return keysOfCustomer(row).some((key) => wanted.includes(key));
}

/** Reads a customer by id; `null` where Go does not have it. */
export const readCustomerById = async (go: Go, id: string): Promise<Reply<Customer | null>> =>
  nullIfNotFound(await go.get(path`/Customers/${id}`, customer));

/** Removes a customer that Go no longer has from the index. */
export const forgetCustomer = (go: Go, id: string): Promise<void> => forgetRow(go.context.store, { nameOf }, id);

type MarkedCustomer = Pick<IndexedCustomer, 'EmailAddress' | 'InvoiceEmailAddress' | 'OrganizationNumber'>;

function keysOfCustomer({ EmailAddress, InvoiceEmailAddress, OrganizationNumber }: MarkedCustomer): string[] {
  return keysOf({
    emails: [EmailAddress ?? '', InvoiceEmailAddress ?? ''],
    organisationNumber: OrganizationNumber ?? null,
  });
}

function keysOf({ emails, organisationNumber }: AddressMarks): string[] {
  const addresses = emails.map((email) => email.trim().toLowerCase()).filter(Boolean);
  const digits = digitsOf(organisationNumber ?? '');
  return [
    ...new Set([...addresses.map((email) => `customer-email:${email}`), ...(digits ? [`customer-org:${digits}`] : [])]),
  ];
}
