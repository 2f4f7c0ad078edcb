import type { Client, Reply } from '../client.ts';
import { failed } from '../refusal.ts';
import type { Context } from '../settings/connection.ts';
import { customer } from '../shapes/customer.ts';
import { integer } from '../shapes/numbers.ts';
import { read, type Read } from './read.ts';

const rememberedSeconds = 365 * 86_400;
const factName = (reference: string) => `customer:${reference}`;

/** Go's id of the order's customer, or null where Go has none with our key. */
export async function readCustomer(client: Client, context: Context, customerKey: string | null): Promise<Read<string | null>> {
  const remembered = customerKey === null ? null : await rememberedCustomer(context, customerKey);
  if (customerKey === null || remembered !== null) return read(remembered);
  const found = await customersOf(client, context, customerKey);
  if (found.kind !== 'value') return failed(found);
  const customerId = found.value[0] ?? null;
  if (customerId !== null) await rememberCustomer(context, customerKey, customerId);
  return read(customerId);
}

/** The id that Go gave the customer with our reference, as far as it is remembered. */
async function rememberedCustomer(context: Context, reference: string): Promise<string | null> {
  return integer.safeParse(await context.store.get(factName(reference), rememberedSeconds)).data ?? null;
}

/** Keeps the customer's id, or forgets it (`null`). */
export async function rememberCustomer(context: Context, reference: string, id: string | null): Promise<void> {
  await context.store.put(factName(reference), id);
}

/** The ids of Go's customers with our reference; it lets one have it. */
export async function customersOf(client: Client, context: Context, reference: string): Promise<Exclude<Reply<string[]>, { kind: 'empty' }>> {
  const reply = await client.list(context, '/Customers', { externalImportReference: reference }, customer);
  if (reply.kind !== 'value') return reply;
  return { kind: 'value', value: reply.value.filter((row) => row.ExternalImportReference === reference).map((row) => row.Id) };
}
