import { z } from 'zod';
import type { LookupOutcome, Outcome } from '../../contract.ts';
import type { Client } from '../client.ts';
import { productsOf } from '../facts/products.ts';
import { causeOf, failed, takenBy, unanswered } from '../refusal.ts';
import type { Context } from '../settings/connection.ts';
import { asSent, integer, unsent } from '../shapes/numbers.ts';
import { product, productPost } from '../shapes/product.ts';
import { defineStep } from './handler.ts';

const input = z.object({ body: unsent(productPost) });
type Input = z.infer<typeof input>;

/**
 * Creates a product of the settings. The specification does not say that Go refuses a code that is taken, so Go is asked by
 * the code after a lost answer; where it does refuse it, the product that has the code is the one.
 */
export const productCreation = defineStep({
  kind: 'poweroffice.product.create',
  does: 'shared',
  guard: 'exact_lookup',
  object: 'product',
  input,
  nameOf: ({ body }) => body.Code,
  execute: createProduct,
  lookup: findProduct,
});

async function createProduct(client: Client, context: Context, given: Input): Promise<Outcome> {
  const reply = await client.call(
    context,
    { method: 'POST', path: '/Products', body: asSent(productPost, given.body), effect: 'creates' },
    product,
  );
  if (reply.kind === 'value') return { kind: 'done', result: { id: reply.value.Id } };
  const taken = takenBy(reply, given.body.Code);
  if (!taken) return failed(reply);
  if (taken.id !== null && integer.safeParse(taken.id).success) return { kind: 'done', result: { id: taken.id } };
  const found = await findProduct(client, context, given);
  return found.kind === 'found'
    ? { kind: 'done', result: found.result }
    : { kind: 'doubt', code: 'doubt.duplicate', cause: causeOf(reply) };
}

async function findProduct(client: Client, context: Context, { body }: Input): Promise<LookupOutcome> {
  const reply = await productsOf(client, context, [body.Code]);
  if (reply.kind !== 'value') return unanswered(reply);
  const [found, another] = reply.value;
  if (!found) return { kind: 'absent' };
  if (another) return { kind: 'several', cause: `Go has several products with the code ${body.Code}.` };
  return { kind: 'found', result: { id: found.Id } };
}
