import { digitsOf } from '../../../documents/organisation-number.ts';
import { forgetRow, rowsWithKeys, type Copied } from '../../../vendor/copy.ts';
import type { Reply } from '../../../vendor/reply.ts';
import type { Go } from '../client.ts';
import { customer, type Customer } from './shapes.ts';

/** By what customers are found: an e-mail address, or an organisation number however it is written. */
interface CustomerMarks {
  emails: readonly string[];
  organisationNumber: string | null;
}

/** Go finds no customer by e-mail address or organisation number, so the bridge keeps a copy of the list. */
const copy = {
  cursor: 'known-customers:cursor',
  nameOf: (id: string) => `known-customer:${id}`,
  row: customer,
  idOf: ({ Id }: Customer) => Id,
  keysOf: ({ EmailAddress, InvoiceEmailAddress, OrganizationNumber }: Customer) =>
    keysOf({
      emails: [EmailAddress ?? '', InvoiceEmailAddress ?? ''],
      organisationNumber: OrganizationNumber ?? null,
    }),
  changedAt: (row: Customer) => row.LastChangedDateTimeOffset,
};

const fields = Object.keys(customer.shape).filter((field) => field !== 'SubledgerAccountId');

/** All customers of Go with one of the marks. */
export function customersWith(go: Go, marks: CustomerMarks): Promise<Reply<Customer[]>> {
  const copied: Copied<Customer> = {
    ...copy,
    read: (after) =>
      go.list('/Customers', customer, {
        ...(after === null ? {} : { lastChangedDateTimeOffsetGreaterThan: after }),
        Fields: fields.join(','),
        // By id, so that a customer that changes between two pages moves no other from one to the next.
        OrderBy: 'Id',
      }),
  };
  return rowsWithKeys(go.context.store, copied, keysOf(marks));
}

/** Forgets a customer that Go no longer has. */
export const forgetCustomer = (go: Go, id: string): Promise<void> => forgetRow(go.context.store, copy, id);

function keysOf({ emails, organisationNumber }: CustomerMarks): string[] {
  const addresses = emails.map((email) => email.trim().toLowerCase()).filter(Boolean);
  const digits = digitsOf(organisationNumber ?? '');
  return [
    ...new Set([...addresses.map((email) => `customer-email:${email}`), ...(digits ? [`customer-org:${digits}`] : [])]),
  ];
}
