import { answerName, type Outcome } from '../../contract.ts';
import type { Client, Reply } from '../client.ts';
import { namesOf } from '../map/customer.ts';
import { hasName } from '../map/customer-name.ts';
import { wantsEhf } from '../map/ehf.ts';
import { organisationNumberOf } from '../map/organisation-number.ts';
import { customerQuestion, newCustomer, type CustomerFact } from '../plan/customer-fact.ts';
import { customerNameOf } from '../plan/customer-name.ts';
import type { UnreadRequest } from '../plan/facts.ts';
import { failed } from '../refusal.ts';
import type { Context } from '../settings/connection.ts';
import { customer, nameOfCustomer, type Customer } from '../shapes/customer.ts';
import { integer } from '../shapes/numbers.ts';
import { readCollective } from './collective-customer.ts';
import { forgetKnown, knownCustomers } from './known-customers.ts';
import { readSeriesFault } from './number-series.ts';
import { read, type Read } from './read.ts';

const rememberedSeconds = 365 * 86_400;
const factName = (reference: string) => `customer:${reference}`;

/**
 * Whom the order is made out to at Go: who is remembered, else who has our key, else who alone has the order's e-mail address
 * or organisation number and is called as the order says. What that leaves open is for a person.
 */
export async function readCustomer(
  client: Client,
  context: Context,
  request: UnreadRequest,
): Promise<Read<CustomerFact>> {
  if (request.settings.customers === 'collective') return readCollective(client, context);
  const name = customerNameOf(request);
  if (name === null) return none(client, context, request);
  const remembered = await rememberedCustomer(context, name);
  if (remembered !== null) return known(client, context, request, remembered);

  const ours = await customersOf(client, context, name);
  if (ours.kind !== 'value') return failed(ours);
  const [own] = ours.value;
  if (own?.IsArchived === true) return read({ state: 'archived', label: labelOf(own) });
  const found = own ? read({ row: own }) : await matching(client, context, request, name);
  if (found.kind !== 'read') return found;
  if ('unclear' in found.value) return read({ state: 'unclear', candidates: found.value.unclear });
  const { row } = found.value;
  if (row === null) return none(client, context, request);
  await rememberCustomer(context, name, row.Id);
  return known(client, context, request, row.Id);
}

type Found = { row: Customer | null } | { unclear: { id: string; label: string }[] };

/** The one customer that is the order's by its e-mail address or number, if any; one of its own, an order never shares. */
async function matching(client: Client, context: Context, request: UnreadRequest, name: string): Promise<Read<Found>> {
  const { order, settings } = request;
  if (settings.customers !== 'per_email') return read({ row: null });
  const organisation = organisationNumberOf(order, settings);
  const all = await knownCustomers(client, context, {
    emails: [order.billing.email],
    organisationNumber: 'number' in organisation ? organisation.number : null,
  });
  if (all.kind !== 'read') return all;
  const candidates = all.value.filter(({ IsArchived }) => IsArchived !== true);
  // One that was made a moment ago may be in this list before it is found by its reference.
  const own = candidates.find(({ ExternalImportReference }) => ExternalImportReference === name);
  const [only, another] = candidates;
  const names = namesOf(order);
  if (own || !only) return read({ row: own ?? null });
  if (!another && names && hasName(only, names)) return read({ row: only });
  const answer = await context.store.get(answerName(customerQuestion(name)), rememberedSeconds);
  if (answer === newCustomer) return read({ row: null });
  const chosen = candidates.find(({ Id }) => Id === answer);
  return read(chosen ? { row: chosen } : { unclear: candidates.map((row) => ({ id: row.Id, label: labelOf(row) })) });
}

/** Go has none; one that is to be created must get its number. */
async function none(client: Client, context: Context, { functions }: UnreadRequest): Promise<Read<CustomerFact>> {
  const series = functions.includes('createCustomers') ? await readSeriesFault(client, context) : read(null);
  return series.kind === 'read' ? read({ state: 'none', series: series.value }) : series;
}

async function known(
  client: Client,
  context: Context,
  { order, settings }: UnreadRequest,
  id: string,
): Promise<Read<CustomerFact>> {
  const delivery = wantsEhf(order, settings) ? await readDelivery(client, context, id) : read(null);
  return delivery.kind === 'read' ? read({ state: 'known', id, delivery: delivery.value }) : delivery;
}

/** How the customer's invoices are delivered, in Go's word; null for a customer that Go does not know. */
export async function readDelivery(client: Client, context: Context, id: string): Promise<Read<string | null>> {
  const reply = await client.call(
    context,
    { method: 'GET', path: `/Customers/${encodeURIComponent(id)}`, effect: 'reads' },
    customer,
  );
  if (reply.kind === 'refused' && reply.status === 404) return read(null);
  return reply.kind === 'value' ? read(reply.value.InvoiceDeliveryType ?? null) : failed(reply);
}

/** By number and name, as people find it in Go. */
const labelOf = (row: Customer): string => [row.Number, nameOfCustomer(row)].filter(Boolean).join(' ') || row.Id;

/** The id that Go gave the customer with our reference, as far as it is remembered. */
async function rememberedCustomer(context: Context, reference: string): Promise<string | null> {
  return integer.safeParse(await context.store.get(factName(reference), rememberedSeconds)).data ?? null;
}

/** Keeps the customer's id under our reference. */
export async function rememberCustomer(context: Context, reference: string, id: string): Promise<void> {
  await context.store.put(factName(reference), id);
}

/** The refusal of a call whose customer Go no longer has: it is forgotten, so that the next attempt looks for it anew. */
export async function customerGone(
  context: Context,
  refused: Exclude<Outcome, { kind: 'done' }>,
  { name, id }: { name: string | null; id: string },
): Promise<Outcome> {
  await forgetKnown(context, id);
  if (name === null) return refused;
  await context.store.put(factName(name), null);
  return refused.kind === 'refused' ? { ...refused, forget: { object: 'customer', name } } : refused;
}

/** Go's customers with our reference; it lets one have it. */
export async function customersOf(
  client: Client,
  context: Context,
  reference: string,
): Promise<Exclude<Reply<Customer[]>, { kind: 'empty' }>> {
  const reply = await client.list(context, '/Customers', { externalImportReference: reference }, customer);
  if (reply.kind !== 'value') return reply;
  return { kind: 'value', value: reply.value.filter((row) => row.ExternalImportReference === reference) };
}
