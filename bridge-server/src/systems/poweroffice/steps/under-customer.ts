import type { z } from 'zod';
import type { LookupOutcome, Outcome } from '../../contract.ts';
import type { Client } from '../client.ts';
import { customerGone } from '../facts/customer.ts';
import { causeOf, failed, takenBy, unanswered } from '../refusal.ts';
import type { Context } from '../settings/connection.ts';
import { underContact } from '../shapes/contact.ts';
import { asSent, integer } from '../shapes/numbers.ts';

/** Something that is kept under a customer: where the vendor keeps it, by which customer and with what. */
interface Kept<Body extends { ExternalCode: string }> {
  path: '/ContactDeliveryAddresses' | '/ContactPersons';
  schema: z.ZodType<unknown, Body>;
  body: Body;
  customerId: string;
  /** The customer's key: its remembered id is forgotten when Go does not know it any more. */
  customerName: string | null;
}

/** Creates it, unless Go says that our code is taken: then what has the code is the one. */
export async function createUnderCustomer<Body extends { ExternalCode: string }>(
  client: Client,
  context: Context,
  kept: Kept<Body>,
): Promise<Outcome> {
  const { path, schema, body, customerId, customerName } = kept;
  const reply = await client.call(
    context,
    {
      method: 'POST',
      path: `${path}/${encodeURIComponent(customerId)}`,
      body: asSent(schema, body),
      effect: 'creates',
    },
    underContact,
  );
  if (reply.kind === 'value') return { kind: 'done', result: { id: reply.value.Id } };
  const taken = takenBy(reply, body.ExternalCode);
  if (taken) {
    if (taken.id !== null && integer.safeParse(taken.id).success) return { kind: 'done', result: { id: taken.id } };
    const found = await findUnderCustomer(client, context, kept);
    return found.kind === 'found'
      ? { kind: 'done', result: found.result }
      : { kind: 'doubt', code: 'doubt.duplicate', cause: causeOf(reply) };
  }
  // All that the request names is its customer.
  if (reply.kind === 'refused' && reply.status === 404)
    return customerGone(context, failed(reply), { name: customerName, id: customerId });
  return failed(reply);
}

/** Asks Go for what has our code. */
export async function findUnderCustomer<Body extends { ExternalCode: string }>(
  client: Client,
  context: Context,
  { path, body }: Pick<Kept<Body>, 'path' | 'body'>,
): Promise<LookupOutcome> {
  const code = body.ExternalCode;
  const reply = await client.list(context, path, { externalCodes: code }, underContact);
  if (reply.kind !== 'value') return unanswered(reply);
  // One of the two filters is documented to ignore case.
  const [match, another] = reply.value.filter(({ ExternalCode }) => ExternalCode?.toLowerCase() === code.toLowerCase());
  if (!match) return { kind: 'absent' };
  if (another) return { kind: 'several', cause: `Go has ${path.slice(1)} with the code ${code} several times.` };
  return { kind: 'found', result: { id: match.Id } };
}
