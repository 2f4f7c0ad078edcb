import { z } from 'zod';
import { path } from '../../../vendor/client.ts';
import { isNotFound, refused, vendorWordsOf } from '../../../vendor/reply.ts';
import type { Outcome } from '../../contract.ts';
import type { Go } from '../client.ts';
import { goReason } from '../texts/texts.ts';
import type { OutgoingInvoice } from './shapes.ts';
import { whereabouts } from './whereabouts.ts';

/** What all steps share that change a draft. The office may have confirmed, sent or deleted the draft meanwhile. */

/** The order's draft by its id and by its key at Go. */
export const draftInput = z.object({ orderId: z.string(), reference: z.string() });
/** `credit`: whether Go makes a credit note of the draft; left out means no. */
export type DraftInput = z.infer<typeof draftInput> & { credit?: boolean };

export const orderPath = (orderId: string) => path`/SalesOrders/${orderId}`;
export const whereaboutsOf = (go: Go, { orderId, reference, credit = false }: DraftInput) =>
  whereabouts(go, { id: orderId, reference, credit });

/**
 * The outcomes of a step whose change Go refused, by what the office has done with the draft. `words`: Go's own words.
 */
export interface DraftReactions {
  locked(words: string): Outcome;
  sent(row: OutgoingInvoice): Outcome;
  gone(words: string): Outcome;
}

/** The usual outcomes: a refusal that says what the office did. The next attempt reads the document again. */
export const whenMending: DraftReactions = {
  locked: (words) => refused(goReason('refused.conflict:locked', { said: words })),
  sent: (row) => refused(goReason('refused.invoiced_meanwhile', { number: row.InvoiceNo ?? row.Id })),
  gone: (words) => refused(goReason('refused.not_found:draft', { said: words })),
};

/** The outcome of a change; if Go refused the change, the outcome depends on what has become of the draft. */
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
