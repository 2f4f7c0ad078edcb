import { z } from 'zod';
import type { LookupOutcome, Outcome } from '../../contract.ts';
import type { Client } from '../client.ts';
import { causeOf, failed, takenBy, unanswered } from '../refusal.ts';
import type { Context } from '../settings/connection.ts';
import { asSent, unsent } from '../shapes/numbers.ts';
import { documentLine, salesOrderLinePost } from '../shapes/sales-order.ts';
import { defineStep } from './handler.ts';

const input = z.object({ orderId: z.string(), line: unsent(salesOrderLinePost) });
type Input = z.infer<typeof input>;

/** Adds the line for rounding to the draft. Go refuses its reference a second time within an order. */
export const rounding = defineStep({
  kind: 'poweroffice.order.round',
  does: 'document',
  guard: 'refuses_duplicates',
  input,
  execute: addRounding,
  lookup: findRounding,
});

async function addRounding(client: Client, context: Context, input: Input): Promise<Outcome> {
  const path = `/SalesOrders/${encodeURIComponent(input.orderId)}/Lines`;
  const reply = await client.call(
    context,
    { method: 'POST', path, body: asSent(salesOrderLinePost, input.line), effect: 'creates' },
    documentLine,
  );
  if (reply.kind === 'value') return { kind: 'done', result: { lineId: reply.value.Id } };
  if (!takenBy(reply, input.line.ExternalImportReference)) return failed(reply);
  const found = await findRounding(client, context, input);
  return found.kind === 'found'
    ? { kind: 'done', result: found.result }
    : { kind: 'doubt', code: 'doubt.duplicate', cause: causeOf(reply) };
}

/** Looks for the line in the draft or, where the office has sent it meanwhile, in the invoice. */
async function findRounding(client: Client, context: Context, input: Input): Promise<LookupOutcome> {
  const id = encodeURIComponent(input.orderId);
  const draft = await client.list(context, `/SalesOrders/${id}/Lines`, {}, documentLine);
  const gone = draft.kind === 'refused' && draft.status === 404;
  const reply = gone ? await client.list(context, `/OutgoingInvoices/${id}/Lines`, {}, documentLine) : draft;
  if (reply.kind !== 'value') return unanswered(reply);
  const [match, another] = reply.value.filter(
    (line) => line.ExternalImportReference === input.line.ExternalImportReference,
  );
  if (!match) return { kind: 'absent' };
  if (another) return { kind: 'several', cause: 'The order has several lines for rounding.' };
  return { kind: 'found', result: { lineId: match.Id } };
}
