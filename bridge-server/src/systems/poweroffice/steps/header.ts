import { z } from 'zod';
import type { LookupOutcome, Outcome } from '../../contract.ts';
import type { Client } from '../client.ts';
import { whereabouts } from '../facts/whereabouts.ts';
import type { Context } from '../settings/connection.ts';
import { headerFields, headerPatch, heldHeader } from '../shapes/held.ts';
import { asSent, unsent } from '../shapes/numbers.ts';
import { defineStep } from './handler.ts';
import { draftInput, findInDraft, notTaken, type DraftInput } from './meanwhile.ts';

const patchInput = draftInput.extend({ fields: unsent(headerPatch) });
type PatchInput = z.infer<typeof patchInput>;

const changed = { changed: true };
const pathOf = ({ orderId }: DraftInput) => `/SalesOrders/${encodeURIComponent(orderId)}`;

/** Mends fields of the draft's header. */
export const headerPatching = defineStep({
  kind: 'poweroffice.order.patch',
  does: 'document',
  guard: 'exact_lookup',
  input: patchInput,
  async execute(client, context, input): Promise<Outcome> {
    const reply = await client.patch(context, pathOf(input), asSent(headerPatch, input.fields), heldHeader);
    return reply.kind === 'value' ? { kind: 'done', result: changed } : notTaken(client, context, input, reply);
  },
  lookup: (client, context, input) => findInDraft(client, context, input, (draft) => says(draft, input), changed),
});

const says = (draft: z.infer<typeof heldHeader>, { fields }: PatchInput): boolean =>
  headerFields.every((field) => fields[field] === undefined || fields[field] === draft[field]);

/** Unlocks a confirmed order, so that it can be changed or deleted. */
export const orderUnlocking = defineStep({
  kind: 'poweroffice.order.unlock',
  does: 'document',
  guard: 'exact_lookup',
  input: draftInput,
  async execute(client, context, input): Promise<Outcome> {
    const reply = await setStatus(client, context, input, 'Draft');
    return reply.kind === 'value' ? { kind: 'done', result: changed } : notTaken(client, context, input, reply);
  },
  lookup: (client, context, input) =>
    findInDraft(client, context, input, ({ SalesOrderStatus }) => SalesOrderStatus === 'Draft', changed),
});

/** Confirms the order, which locks it and reserves stock. One that the office has sent meanwhile needs no confirming. */
export const orderConfirmation = defineStep({
  kind: 'poweroffice.order.confirm',
  does: 'document',
  guard: 'exact_lookup',
  input: draftInput,
  async execute(client, context, input): Promise<Outcome> {
    const reply = await setStatus(client, context, input, 'Confirmed');
    if (reply.kind === 'value' || (await isSent(client, context, input, reply)))
      return { kind: 'done', result: changed };
    return notTaken(client, context, input, reply);
  },
  async lookup(client, context, input): Promise<LookupOutcome> {
    return findInDraft(client, context, input, ({ SalesOrderStatus }) => SalesOrderStatus === 'Confirmed', changed);
  },
});

const setStatus = (client: Client, context: Context, input: DraftInput, SalesOrderStatus: 'Draft' | 'Confirmed') =>
  client.patch(context, pathOf(input), { SalesOrderStatus }, heldHeader);

async function isSent(
  client: Client,
  context: Context,
  { orderId, reference }: DraftInput,
  reply: Awaited<ReturnType<typeof setStatus>>,
): Promise<boolean> {
  if (reply.kind !== 'refused' || reply.status !== 404) return false;
  const found = await whereabouts(client, context, { id: orderId, reference, credit: false });
  return found.kind === 'value' && found.value.state === 'invoiced';
}
