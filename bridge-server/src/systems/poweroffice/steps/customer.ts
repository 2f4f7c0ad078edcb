import { z } from 'zod';
import type { Outcome } from '../../contract.ts';
import { customersOf, rememberCustomer } from '../facts/customer.ts';
import { causeOf, failed, takenBy } from '../refusal.ts';
import type { Context } from '../settings/connection.ts';
import { customer, customerPost } from '../shapes/customer.ts';
import { integer, unsent } from '../shapes/numbers.ts';
import { defineStep } from './handler.ts';

export const customerResult = z.object({ id: integer });

/** Creates the customer. Go refuses our reference a second time and tells whose it is: that customer is the one. */
export const customerCreation = defineStep({
  kind: 'poweroffice.customer.create', does: 'shared', guard: 'refuses_duplicates', object: 'customer',
  input: z.object({ body: unsent(customerPost) }),
  nameOf: ({ body }) => body.ExternalImportReference,

  async execute(client, context, { body }): Promise<Outcome> {
    const reference = body.ExternalImportReference;
    const reply = await client.call(context, { method: 'POST', path: '/Customers', body: customerPost.parse(body), effect: 'creates' }, customer);
    if (reply.kind === 'value') return created(context, reference, reply.value.Id);
    const taken = takenBy(reply, reference);
    if (!taken) return failed(reply);
    if (taken.id !== null && integer.safeParse(taken.id).success) return created(context, reference, taken.id);
    const search = await customersOf(client, context, reference);
    const [id] = search.kind === 'value' ? search.value : [];
    return id === undefined ? { kind: 'doubt', code: 'doubt.duplicate', cause: causeOf(reply) } : created(context, reference, id);
  },

  async lookup(client, context, { body }) {
    const reference = body.ExternalImportReference;
    const reply = await customersOf(client, context, reference);
    if (reply.kind !== 'value') return { kind: 'unknown', cause: causeOf(reply) };
    const [id, another] = reply.value;
    if (id === undefined) return { kind: 'absent' };
    if (another !== undefined) return { kind: 'several', cause: `Go has several customers with the reference ${reference}.` };
    await rememberCustomer(context, reference, id);
    return { kind: 'found', result: { id } };
  },
});

async function created(context: Context, reference: string, id: string): Promise<Outcome> {
  await rememberCustomer(context, reference, id);
  return { kind: 'done', result: { id } };
}
