import { z } from 'zod';
import type { LookupOutcome, Outcome } from '../../contract.ts';
import type { Client } from '../client.ts';
import { whereabouts } from '../facts/whereabouts.ts';
import { causeOf, takenBy, unanswered } from '../refusal.ts';
import type { Context } from '../settings/connection.ts';
import { heldLine, linePatch, sameNumber } from '../shapes/held.ts';
import { asSent, unsent } from '../shapes/numbers.ts';
import { documentLine, salesOrderLinePost } from '../shapes/sales-order.ts';
import { defineStep } from './handler.ts';
import { draftInput, notTaken, type DraftInput } from './meanwhile.ts';

const addingInput = draftInput.extend({ line: unsent(salesOrderLinePost) });
const lineInput = draftInput.extend({ lineId: z.string() });
const changingInput = lineInput.extend({ fields: unsent(linePatch) });

type AddingInput = z.infer<typeof addingInput>;
type LineInput = z.infer<typeof lineInput>;
type ChangingInput = z.infer<typeof changingInput>;

const linesOf = ({ orderId }: DraftInput) => `/SalesOrders/${encodeURIComponent(orderId)}/Lines`;
const pathOf = (input: LineInput) => `${linesOf(input)}/${encodeURIComponent(input.lineId)}`;

/** Adds a line to the draft. Go refuses its reference a second time within an order. */
export const lineAdding = defineStep({
  kind: 'poweroffice.line.add',
  does: 'document',
  guard: 'refuses_duplicates',
  input: addingInput,
  execute: addLine,
  lookup: findAdded,
});

/** Changes fields of a line of the draft. */
export const lineChanging = defineStep({
  kind: 'poweroffice.line.change',
  does: 'document',
  guard: 'exact_lookup',
  input: changingInput,
  execute: changeLine,
  lookup: findChanged,
});

/** Takes a line out of the draft. One that is gone already needs no removing. */
export const lineRemoving = defineStep({
  kind: 'poweroffice.line.remove',
  does: 'document',
  guard: 'exact_lookup',
  input: lineInput,
  execute: removeLine,
  lookup: findRemoved,
});

async function addLine(client: Client, context: Context, input: AddingInput): Promise<Outcome> {
  const reply = await client.call(
    context,
    { method: 'POST', path: linesOf(input), body: asSent(salesOrderLinePost, input.line), effect: 'creates' },
    documentLine,
  );
  if (reply.kind === 'value') return { kind: 'done', result: { lineId: reply.value.Id } };
  if (!takenBy(reply, input.line.ExternalImportReference)) return notTaken(client, context, input, reply);
  const found = await findAdded(client, context, input);
  return found.kind === 'found'
    ? { kind: 'done', result: found.result }
    : { kind: 'doubt', code: 'doubt.duplicate', cause: causeOf(reply) };
}

/** Asks the draft for the line with our reference. Sent meanwhile, the draft was not changed: adding again brings Go's own word. */
async function findAdded(client: Client, context: Context, input: AddingInput): Promise<LookupOutcome> {
  const reply = await client.list(context, linesOf(input), {}, documentLine);
  if (reply.kind !== 'value')
    return reply.kind === 'refused' && reply.status === 404 ? { kind: 'absent' } : unanswered(reply);
  const [match, another] = reply.value.filter(
    (line) => line.ExternalImportReference === input.line.ExternalImportReference,
  );
  if (!match) return { kind: 'absent' };
  if (another)
    return {
      kind: 'several',
      cause: `The order has several lines with the reference ${input.line.ExternalImportReference}.`,
    };
  return { kind: 'found', result: { lineId: match.Id } };
}

async function changeLine(client: Client, context: Context, input: ChangingInput): Promise<Outcome> {
  const reply = await client.patch(context, pathOf(input), asSent(linePatch, input.fields), documentLine);
  return reply.kind === 'value'
    ? { kind: 'done', result: { lineId: input.lineId } }
    : notTaken(client, context, input, reply);
}

async function findChanged(client: Client, context: Context, input: ChangingInput): Promise<LookupOutcome> {
  const line = await lineAtGo(client, context, input);
  if (line.kind === 'refused' && line.status === 404) return { kind: 'absent' };
  if (line.kind !== 'value') return unanswered(line);
  return says(line.value, input) ? { kind: 'found', result: { lineId: input.lineId } } : { kind: 'absent' };
}

function says(line: z.infer<typeof heldLine>, { fields }: ChangingInput): boolean {
  const same = (wanted: string | undefined, held: string | null | undefined) =>
    wanted === undefined || sameNumber(wanted, held);
  return (
    (fields.ProductId === undefined || fields.ProductId === line.ProductId) &&
    (fields.Description === undefined || fields.Description === line.Description) &&
    same(fields.Quantity, line.Quantity) &&
    same(fields.ProductUnitPrice, line.ProductUnitPrice) &&
    same(fields.SortOrder, line.SortOrder)
  );
}

async function removeLine(client: Client, context: Context, input: LineInput): Promise<Outcome> {
  const reply = await client.remove(context, pathOf(input));
  if (reply.kind === 'empty') return { kind: 'done', result: { removed: true } };
  if (reply.kind === 'refused' && reply.status === 404 && (await findRemoved(client, context, input)).kind === 'found')
    return { kind: 'done', result: { removed: true } };
  return notTaken(client, context, input, reply);
}

/** The line is removed when Go has the draft without it; a draft that is none any more was not changed. */
async function findRemoved(client: Client, context: Context, input: LineInput): Promise<LookupOutcome> {
  const line = await lineAtGo(client, context, input);
  if (line.kind === 'value') return { kind: 'absent' };
  if (line.kind !== 'refused' || line.status !== 404) return unanswered(line);
  const found = await whereabouts(client, context, { id: input.orderId, reference: input.reference, credit: false });
  if (found.kind !== 'value') return unanswered(found);
  return found.value.state === 'draft' ? { kind: 'found', result: { removed: true } } : { kind: 'absent' };
}

const lineAtGo = (client: Client, context: Context, input: LineInput) =>
  client.call(context, { method: 'GET', path: pathOf(input), effect: 'reads' }, heldLine);
