import { z } from 'zod';
import { path } from '../../../vendor/client.ts';
import { isNotFound, refused, vendorWordsOf } from '../../../vendor/reply.ts';
import type { Outcome } from '../../contract.ts';
import type { Go } from '../client.ts';
import { goReason } from '../texts/texts.ts';
import type { OutgoingInvoice } from './shapes.ts';
import { whereabouts } from './whereabouts.ts';

/** Steps that change a draft. The office may have confirmed, sent or deleted it meanwhile. */

/** The order's draft: by its id, and by the key that it has at Go. */
export const draftInput = z.object({ orderId: z.string(), reference: z.string() });
/** `credit`: Go makes a credit note of it; left out: no. */
export type DraftInput = z.infer<typeof draftInput> & { credit?: boolean };

export const orderPath = (orderId: string) => path`/SalesOrders/${orderId}`;
export const whereaboutsOf = (go: Go, { orderId, reference, credit = false }: DraftInput) =>
  whereabouts(go, { id: orderId, reference, credit });

/** What a change that the draft did not take means for a step, by what the office has done with the draft meanwhile. */
export interface DraftReactions {
  /** `said`: Go's own words. */
  locked(words: string): Outcome;
  sent(row: OutgoingInvoice): Outcome;
  gone(words: string): Outcome;
}

/** The refusal says what was done: the next attempt finds the document as it is by then. */
export const whenMending: DraftReactions = {
  locked: (words) => refused(goReason('refused.conflict:locked', { said: words })),
  sent: (row) => refused(goReason('refused.invoiced_meanwhile', { number: row.InvoiceNo ?? row.Id })),
  gone: (words) => refused(goReason('refused.not_found:draft', { said: words })),
};

/** What became of a change that Go may not have taken. */
export async function withDraftState(
  go: Go,
  draft: DraftInput,
  outcome: Outcome,
  reactions = whenMending,
): Promise<Outcome> {
  if (outcome.kind !== 'refused') return outcome;
  if (outcome.code === 'refused.conflict') return reactions.locked(vendorWordsOf(outcome));
  if (!isNotFound(outcome)) return outcome;
  const location = await whereaboutsOf(go, draft);
  if (location.kind !== 'value') return location;
  switch (location.value.state) {
    case 'invoiced':
      return reactions.sent(location.value.row);
    case 'gone':
      return reactions.gone(location.value.words);
    case 'draft':
      return outcome;
  }
}
