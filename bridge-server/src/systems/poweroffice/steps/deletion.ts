import { z } from 'zod';
import type { LookupOutcome, Outcome } from '../../contract.ts';
import type { Client } from '../client.ts';
import { whereabouts } from '../facts/whereabouts.ts';
import { failed, unanswered } from '../refusal.ts';
import type { Context } from '../settings/connection.ts';
import { defineStep } from './handler.ts';

const input = z.object({ orderId: z.string(), reference: z.string() });
type Input = z.infer<typeof input>;

const deleted = { deleted: true };

/** Deletes the draft. One that is gone already needs no deleting; one that the office has sent must be credited. */
export const orderDeletion = defineStep({
  kind: 'poweroffice.order.delete',
  does: 'document',
  guard: 'exact_lookup',
  makes: true,
  input,
  execute: deleteOrder,
  lookup: findDeletion,
});

async function deleteOrder(client: Client, context: Context, input: Input): Promise<Outcome> {
  const reply = await client.remove(context, `/SalesOrders/${encodeURIComponent(input.orderId)}`);
  if (reply.kind === 'empty') return { kind: 'done', result: deleted };
  if (reply.kind !== 'refused') return failed(reply);
  if (reply.status === 409) return { kind: 'refused', code: 'refused.conflict', cause: reply.words, remedy: inUse };
  if (reply.status !== 404) return failed(reply);

  const found = await whereabouts(client, context, soughtBy(input));
  if (found.kind !== 'value') return failed(found);
  switch (found.value.state) {
    case 'gone':
      return { kind: 'done', result: deleted };
    case 'invoiced':
      return {
        kind: 'refused',
        code: 'refused.invoiced_meanwhile',
        cause: `The office sent the order as invoice ${found.value.row.InvoiceNo ?? found.value.row.Id} before it could be deleted.`,
        remedy: 'Try again: the invoice is then credited.',
        anew: true,
      };
    case 'draft':
      return {
        kind: 'doubt',
        code: 'doubt.contradicted',
        cause: `Go does not know the draft that it still shows: ${reply.words}`,
      };
  }
}

/**
 * Asks Go whether the draft was deleted. One that the office has sent was not: deleting it again brings Go's own word, by
 * which the next attempt credits the invoice.
 */
async function findDeletion(client: Client, context: Context, input: Input): Promise<LookupOutcome> {
  const found = await whereabouts(client, context, soughtBy(input));
  if (found.kind !== 'value') return unanswered(found);
  return found.value.state === 'gone' ? { kind: 'found', result: deleted } : { kind: 'absent' };
}

const soughtBy = ({ orderId, reference }: Input) => ({ id: orderId, reference, credit: false });

const inUse =
  'Set the order back to a draft in Go if it is confirmed there, then try again; or delete it there by hand and try again.';
