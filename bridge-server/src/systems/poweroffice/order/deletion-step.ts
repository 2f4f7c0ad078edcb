import { lookupChange } from '../../../vendor/creation.ts';
import { completed, doubt, isNotFound, refused, vendorWordsOf } from '../../../vendor/reply.ts';
import type { Outcome } from '../../contract.ts';
import { defineStep, type Go } from '../client.ts';
import { goReason } from '../texts/texts.ts';
import { draftInput, orderPath, whereaboutsOf, type DraftInput } from './draft.ts';

const deleted = { deleted: true };

/**
 * Deletes the draft. A draft that is already gone counts as deleted; one that the office has sent must be credited. For
 * a sent one, the look-up says that it was not deleted; the repeated step then gets Go's refusal, and the next plan
 * credits the invoice.
 */
export const orderDeletion = defineStep({
  kind: 'poweroffice.order.delete',
  does: 'document',
  guard: 'exact_lookup',
  makes: true,
  input: draftInput,
  execute: deleteOrder,
  lookup: async (go, input) => lookupChange(await whereaboutsOf(go, input), ({ state }) => state === 'gone', deleted),
});

async function deleteOrder(go: Go, input: DraftInput): Promise<Outcome> {
  const reply = await go.remove(orderPath(input.orderId));
  if (reply.kind === 'value') return completed(deleted);
  if (reply.kind !== 'refused') return reply;
  if (reply.code === 'refused.conflict')
    return refused(goReason('refused.conflict:not_deleted', { said: vendorWordsOf(reply) }));
  if (!isNotFound(reply)) return reply;

  const location = await whereaboutsOf(go, input);
  if (location.kind !== 'value') return location;
  switch (location.value.state) {
    case 'gone':
      return completed(deleted);
    case 'invoiced': {
      const { row } = location.value;
      const why = goReason('refused.invoiced_meanwhile:not_deleted', { number: row.InvoiceNo ?? row.Id });
      return { ...refused(why), anew: true };
    }
    case 'draft':
      return doubt(goReason('doubt.contradicted', { said: vendorWordsOf(reply) }));
  }
}
