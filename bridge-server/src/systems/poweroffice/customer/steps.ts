import { z } from 'zod';
import type { LookupOutcome, Outcome } from '../../contract.ts';
import type { Client, Reply } from '../client.ts';
import { customersOf, readDelivery, rememberCustomer } from '../facts/customer.ts';
import { causeOf, failed, takenBy, unanswered } from '../refusal.ts';
import type { Context } from '../settings/connection.ts';
import { customer, customerPost, type Customer, type CustomerPost } from '../shapes/customer.ts';
import { asSent, integer, unsent } from '../shapes/numbers.ts';
import { defineStep } from './handler.ts';

/** `ehf`: whether its invoices go by EHF; told only where that was wished for. */
export const customerResult = z.object({ id: integer, ehf: z.boolean().optional() });
export type CustomerResult = z.infer<typeof customerResult>;

/** Creates the customer. Go refuses our reference a second time and tells whose it is: that customer is the one. */
export const customerCreation = defineStep({
  kind: 'poweroffice.customer.create',
  does: 'shared',
  guard: 'refuses_duplicates',
  object: 'customer',
  input: z.object({ body: unsent(customerPost) }),
  nameOf: ({ body }) => body.ExternalImportReference,
  execute: (client, context, { body }) => createCustomer(client, context, body),
  lookup: (client, context, { body }) => findCustomer(client, context, body),
});

async function createCustomer(client: Client, context: Context, body: CustomerPost): Promise<Outcome> {
  const reference = body.ExternalImportReference;
  const reply = await send(client, context, body);
  if (reply.kind === 'value') return created(context, body, reply.value.Id, reply.value.InvoiceDeliveryType ?? null);
  const taken = takenBy(reply, reference);
  if (!taken) return failed(reply);
  if (taken.id !== null && integer.safeParse(taken.id).success) {
    const delivery = body.InvoiceDeliveryType === 'EHF' ? await readDelivery(client, context, taken.id) : null;
    return created(context, body, taken.id, delivery?.kind === 'read' ? delivery.value : null);
  }
  const search = await findCustomer(client, context, body);
  return search.kind === 'found'
    ? { kind: 'done', result: search.result }
    : { kind: 'doubt', code: 'doubt.duplicate', cause: causeOf(reply) };
}

async function created(
  context: Context,
  { ExternalImportReference, InvoiceDeliveryType }: CustomerPost,
  id: string,
  delivery: string | null,
): Promise<Outcome> {
  await rememberCustomer(context, ExternalImportReference, id);
  return { kind: 'done', result: resultOf(id, InvoiceDeliveryType, delivery) };
}

const resultOf = (
  id: string,
  wanted: CustomerPost['InvoiceDeliveryType'],
  delivery: string | null,
): CustomerResult => ({ id, ...(wanted === 'EHF' && delivery !== null ? { ehf: delivery === 'EHF' } : {}) });

/**
 * Nobody here can know who is registered for EHF: what Go refuses with it, it may take without. Nothing was made by then, so
 * both belong to one intent.
 */
async function send(client: Client, context: Context, body: CustomerPost): Promise<Reply<Customer>> {
  const post = (given: CustomerPost) =>
    client.call(
      context,
      { method: 'POST', path: '/Customers', body: asSent(customerPost, given), effect: 'creates' },
      customer,
    );
  const reply = await post(body);
  const refused =
    reply.kind === 'refused' &&
    (reply.status === 400 || reply.status === 422) &&
    !takenBy(reply, body.ExternalImportReference);
  return refused && body.InvoiceDeliveryType === 'EHF' ? post({ ...body, InvoiceDeliveryType: 'PdfByEmail' }) : reply;
}

async function findCustomer(client: Client, context: Context, body: CustomerPost): Promise<LookupOutcome> {
  const reference = body.ExternalImportReference;
  const reply = await customersOf(client, context, reference);
  if (reply.kind !== 'value') return unanswered(reply);
  const [row, another] = reply.value;
  if (row === undefined) return { kind: 'absent' };
  if (another !== undefined)
    return { kind: 'several', cause: `Go has several customers with the reference ${reference}.` };
  await rememberCustomer(context, reference, row.Id);
  return { kind: 'found', result: resultOf(row.Id, body.InvoiceDeliveryType, row.InvoiceDeliveryType ?? null) };
}
