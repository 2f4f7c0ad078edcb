import { z } from 'zod';
import { path } from '../../../vendor/client.ts';
import { isUnknown, refused, vendorWordsOf } from '../../../vendor/reply.ts';
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
export interface Meanwhile {
  /** `said`: Go's own words. */
  locked(said: string): Outcome;
  sent(row: OutgoingInvoice): Outcome;
  gone(said: string): Outcome;
}

/** The refusal says what was done: the next attempt finds the document as it is by then. */
export const whileMended: Meanwhile = {
  locked: (said) => refused(goReason('refused.conflict:locked', { said })),
  sent: (row) => refused(goReason('refused.invoiced_meanwhile', { number: row.InvoiceNo ?? row.Id })),
  gone: (said) => refused(goReason('refused.not_found:draft', { said })),
};

/** What became of a change that Go may not have taken. */
export async function meanwhile(go: Go, at: DraftInput, outcome: Outcome, told = whileMended): Promise<Outcome> {
  if (outcome.kind !== 'refused') return outcome;
  if (outcome.code === 'refused.conflict') return told.locked(vendorWordsOf(outcome));
  if (!isUnknown(outcome)) return outcome;
  const found = await whereaboutsOf(go, at);
  if (found.kind !== 'value') return found;
  switch (found.value.state) {
    case 'invoiced':
      return told.sent(found.value.row);
    case 'gone':
      return told.gone(found.value.words);
    case 'draft':
      return outcome;
  }
}
