import { z } from 'zod';
import type { LookupOutcome, Outcome } from '../../contract.ts';
import type { Client, Reply } from '../client.ts';
import { whereabouts } from '../facts/whereabouts.ts';
import { failed, unanswered } from '../refusal.ts';
import type { Context } from '../settings/connection.ts';
import { heldHeader } from '../shapes/held.ts';

/** The order's draft: by its id, and by the key that it has at Go. */
export const draftInput = z.object({ orderId: z.string(), reference: z.string() });
export type DraftInput = z.infer<typeof draftInput>;

const soughtBy = ({ orderId, reference }: DraftInput) => ({ id: orderId, reference, credit: false });

/**
 * What became of a change that Go did not take. Where the office has sent or deleted the draft meanwhile, or has confirmed it,
 * the refusal says so: the next attempt finds the document as it is by then.
 */
export async function notTaken(
  client: Client,
  context: Context,
  at: DraftInput,
  reply: Exclude<Reply<unknown>, { kind: 'value' }>,
): Promise<Exclude<Outcome, { kind: 'done' }>> {
  if (reply.kind === 'refused' && reply.status === 409) {
    return {
      kind: 'refused',
      code: 'refused.conflict',
      cause: reply.words,
      remedy: 'Try again: the order is then unlocked first.',
    };
  }
  if (reply.kind !== 'refused' || reply.status !== 404) return failed(reply);
  const found = await whereabouts(client, context, soughtBy(at));
  if (found.kind !== 'value') return failed(found);
  switch (found.value.state) {
    case 'invoiced':
      return {
        kind: 'refused',
        code: 'refused.invoiced_meanwhile',
        cause: `The office sent the order as invoice ${found.value.row.InvoiceNo ?? found.value.row.Id} before its draft was mended.`,
        remedy: 'Try again: the invoice is then compared with the order.',
      };
    case 'gone':
      return {
        kind: 'refused',
        code: 'refused.not_found',
        cause: `Somebody deleted the draft in Go: ${found.value.words}`,
        remedy: 'Look in Go whether the order was booked otherwise, then try again.',
      };
    case 'draft':
      return failed(reply);
  }
}

/**
 * Asks Go whether its draft is as the step makes it. A draft that is none any more was not changed: doing it again brings Go's
 * own word.
 */
export async function findInDraft(
  client: Client,
  context: Context,
  at: DraftInput,
  isSo: (draft: z.infer<typeof heldHeader>) => boolean,
  result: unknown,
): Promise<LookupOutcome> {
  const found = await whereabouts(client, context, soughtBy(at));
  if (found.kind !== 'value') return unanswered(found);
  if (found.value.state !== 'draft') return { kind: 'absent' };
  const draft = heldHeader.safeParse(found.value.row).data;
  if (!draft) return { kind: 'unknown', cause: "Go's answer about the draft is not as PowerOffice describes it." };
  return isSo(draft) ? { kind: 'found', result } : { kind: 'absent' };
}
