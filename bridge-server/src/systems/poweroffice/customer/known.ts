import { z } from 'zod';
import type { Client } from '../client.ts';
import { digitsOf } from '../map/organisation-number.ts';
import { failed } from '../refusal.ts';
import type { Context } from '../settings/connection.ts';
import { customer, type Customer } from '../shapes/customer.ts';
import { read, type Read } from './read.ts';

/** Go finds no customer by e-mail address or organisation number, so what is needed of all of them is kept here. */
const cursorName = 'known-customers:cursor';
const factName = (id: string) => `known-customer:${id}`;
/**
 * Where the reading of changes has come to, and when it last began with all customers. After this long it begins anew, so that
 * none that is still there grows so old that it is forgotten.
 */
const cursor = z.object({ changed: z.iso.datetime({ offset: true }), begun: z.number() });
const begunSeconds = 30 * 86_400;
/** What changed just before the newest change that was seen may come into sight after it. */
const overlapSeconds = 60;
/** Stored in one statement. */
const stored = 1000;

const fields = [
  'Id',
  'Number',
  'ExternalImportReference',
  'IsArchived',
  'InvoiceDeliveryType',
  'IsPerson',
  'Name',
  'LegalName',
  'FirstName',
  'LastName',
  'EmailAddress',
  'InvoiceEmailAddress',
  'OrganizationNumber',
  'LastChangedDateTimeOffset',
].join(',');

/** By what customers are found: an e-mail address, or an organisation number however it is written. */
export interface CustomerMarks {
  emails: readonly string[];
  organisationNumber: string | null;
}

function keysOf({ emails, organisationNumber }: CustomerMarks): string[] {
  const addresses = emails.map((email) => email.trim().toLowerCase()).filter(Boolean);
  const digits = digitsOf(organisationNumber ?? '');
  return [
    ...new Set([...addresses.map((email) => `customer-email:${email}`), ...(digits ? [`customer-org:${digits}`] : [])]),
  ];
}

/** All customers of Go with one of the marks, after everything that changed there since the last time was read. */
export async function knownCustomers(
  client: Client,
  context: Context,
  marks: CustomerMarks,
): Promise<Read<Customer[]>> {
  const failure = await readChanges(client, context);
  if (failure) return failure;
  const found = await Promise.all(keysOf(marks).map((key) => context.store.withKey(key)));
  const rows = found.flat().flatMap((value) => customer.safeParse(value).data ?? []);
  return read([...new Map(rows.map((row) => [row.Id, row])).values()]);
}

/** Forgets a customer that Go no longer has: lists of changes do not tell of deletions. */
export async function forgetKnown(context: Context, id: string): Promise<void> {
  await context.store.put(factName(id), null);
}

async function readChanges(client: Client, context: Context): Promise<Exclude<Read<never>, { kind: 'read' }> | null> {
  const now = Date.now();
  const kept = cursor.safeParse(await context.store.get(cursorName, begunSeconds)).data;
  const known =
    kept && now - kept.begun < begunSeconds * 1000 ? { changed: Date.parse(kept.changed), begun: kept.begun } : null;
  const since =
    known === null
      ? {}
      : { lastChangedDateTimeOffsetGreaterThan: new Date(known.changed - 1000 * overlapSeconds).toISOString() };
  // By id, so that a customer that changes between two pages moves no other from one to the next.
  const reply = await client.list(context, '/Customers', { ...since, Fields: fields, OrderBy: 'Id' }, customer);
  if (reply.kind !== 'value') return failed(reply);
  const facts = reply.value.map((row) => ({ name: factName(row.Id), value: row, keys: keysOf(marksOf(row)) }));
  for (let from = 0; from < facts.length; from += stored) await context.store.putAll(facts.slice(from, from + stored));
  const newest = reply.value.reduce(
    (latest, row) => Math.max(latest, timeOf(row.LastChangedDateTimeOffset) ?? 0),
    known?.changed ?? 0,
  );
  // Last, so that a reading that was interrupted is repeated.
  if (newest > (known?.changed ?? 0))
    await context.store.put(cursorName, { changed: new Date(newest).toISOString(), begun: known?.begun ?? now });
  return null;
}

const marksOf = (row: Customer): CustomerMarks => ({
  emails: [row.EmailAddress ?? '', row.InvoiceEmailAddress ?? ''],
  organisationNumber: row.OrganizationNumber ?? null,
});

function timeOf(text: unknown): number | null {
  const time = typeof text === 'string' ? Date.parse(text) : NaN;
  return Number.isNaN(time) ? null : time;
}
