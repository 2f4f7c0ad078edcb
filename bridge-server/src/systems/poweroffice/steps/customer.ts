import type { z } from 'zod';
import type { LookupOutcome, Outcome } from '../../contract.ts';
import type { Client, Reply } from '../client.ts';
import type { customerInput } from '../next.ts';
import { causeOf, failed, takenBy } from '../refusal.ts';
import type { Context } from '../settings.ts';
import { customer, customerPost, integer } from '../shapes.ts';

const rememberedSeconds = 365 * 86_400;
const factName = (reference: string) => `customer:${reference}`;

/** The id that Go gave the customer with our reference, as far as it is remembered. */
export async function rememberedCustomer(context: Context, reference: string): Promise<string | null> {
  return integer.safeParse(await context.store.get(factName(reference), rememberedSeconds)).data ?? null;
}

/** Keeps the customer's id, or forgets it (`null`). */
export async function rememberCustomer(context: Context, reference: string, id: string | null): Promise<void> {
  await context.store.put(factName(reference), id);
}

/** Creates the customer. Go refuses our reference a second time and tells whose it is: that customer is the one. */
export async function createCustomer(client: Client, context: Context, { body }: z.infer<typeof customerInput>): Promise<Outcome> {
  const reference = body.ExternalImportReference;
  const reply = await client.call(context, { method: 'POST', path: '/Customers', body: customerPost.parse(body), effect: 'creates' }, customer);
  if (reply.kind === 'value') return created(context, reference, reply.value.Id);
  const taken = takenBy(reply, reference);
  if (!taken) return failed(reply);
  if (taken.id !== null && integer.safeParse(taken.id).success) return created(context, reference, taken.id);
  const search = await customersOf(client, context, reference);
  const [id] = search.kind === 'value' ? search.value : [];
  return id === undefined ? { kind: 'doubt', code: 'doubt.duplicate', cause: causeOf(reply) } : created(context, reference, id);
}

async function created(context: Context, reference: string, id: string): Promise<Outcome> {
  await rememberCustomer(context, reference, id);
  return { kind: 'done', result: { id } };
}

/** The ids of Go's customers with our reference; it lets one have it. */
export async function customersOf(client: Client, context: Context, reference: string): Promise<Exclude<Reply<string[]>, { kind: 'empty' }>> {
  const reply = await client.list(context, '/Customers', { externalImportReference: reference }, customer);
  if (reply.kind !== 'value') return reply;
  return { kind: 'value', value: reply.value.filter((row) => row.ExternalImportReference === reference).map((row) => row.Id) };
}

/** Asks Go whether the customer was created. */
export async function findCustomer(client: Client, context: Context, reference: string): Promise<LookupOutcome> {
  const reply = await customersOf(client, context, reference);
  if (reply.kind !== 'value') return { kind: 'unknown', cause: causeOf(reply) };
  const [id, another] = reply.value;
  if (id === undefined) return { kind: 'absent' };
  if (another !== undefined) return { kind: 'several', cause: `Go has several customers with the reference ${reference}.` };
  await rememberCustomer(context, reference, id);
  return { kind: 'found', result: { id } };
}
