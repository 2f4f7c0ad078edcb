import { z } from 'zod';
import { digitsOf } from '../../../documents/meta-fields.ts';
import { path } from '../../../vendor/client.ts';
import { nullIfNotFound } from '../../../vendor/remembered.ts';
import { mapReply, valueOf, type Reply } from '../../../vendor/reply.ts';
import type { AddressMarks } from '../../contract-addresses.ts';
import type { Go } from '../client.ts';
import { changedAfter } from '../collect-page.ts';
import { customer, type Customer } from './shapes.ts';

/** The fields of `CustomerDto` by which customers are told apart. */
const markedCustomer = customer.pick({
  Id: true,
  EmailAddress: true,
  InvoiceEmailAddress: true,
  OrganizationNumber: true,
});
type MarkFields = Pick<z.infer<typeof markedCustomer>, 'EmailAddress' | 'InvoiceEmailAddress' | 'OrganizationNumber'>;

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
    if (row.value && hasOneOf(row.value, marks)) rows.push(row.value);
  }
  return valueOf(rows);
}

/**
 * The ids of the customers that may have one of the marks. Go cannot search by e-mail address or organisation number, so
 * they come from the collected addresses, and from what changed at Go since those were read. Before that, all customers
 * are asked for.
 */
async function idsWithMarks(go: Go, marks: AddressMarks): Promise<Reply<string[]>> {
  const known = (await go.context.addresses?.find(marks)) ?? null;
  const after = known && changedAfter(known.mark, 'customer');
  const asked = await go.list('/Customers', markedCustomer, {
    ...(after === null ? {} : { lastChangedDateTimeOffsetGreaterThan: after }),
    Fields: Object.keys(markedCustomer.shape).join(','),
    // Ordered by id, so that a customer who changes between two pages does not move others to another page.
    OrderBy: 'Id',
  });
  return mapReply(asked, (rows) => {
    const marked = rows.filter((row) => hasOneOf(row, marks)).map(({ Id }) => Id);
    return [...new Set([...(known?.ids ?? []), ...marked])];
  });
}

/** Whether the customer has one of the marks now. */
function hasOneOf(row: MarkFields, marks: AddressMarks): boolean {
  const wanted = keysOf(marks);
  return keysOfCustomer(row).some((key) => wanted.includes(key));
}

/** Reads a customer by id; `null` where Go does not have it. */
export const readCustomerById = async (go: Go, id: string): Promise<Reply<Customer | null>> =>
  nullIfNotFound(await go.get(path`/Customers/${id}`, customer));

function keysOfCustomer({ EmailAddress, InvoiceEmailAddress, OrganizationNumber }: MarkFields): string[] {
  return keysOf({
    emails: [EmailAddress ?? '', InvoiceEmailAddress ?? ''],
    organisationNumber: OrganizationNumber ?? null,
  });
}

function keysOf({ emails, organisationNumber }: AddressMarks): string[] {
  const addresses = emails.map((email) => email.trim().toLowerCase()).filter(Boolean);
  const digits = digitsOf(organisationNumber ?? '');
  return [...addresses.map((email) => `email ${email}`), ...(digits ? [`organisation ${digits}`] : [])];
}
