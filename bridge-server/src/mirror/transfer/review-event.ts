import type { TransferEvent } from './event.ts';
import { orderBackEvent, unwantedEvent } from './plan-events.ts';
import type { Transfer } from './transfer.ts';
import { isReopenable } from './transition.ts';
import { isRouted, type Wanted } from './wanted.ts';

/** What a review has learnt about a transfer. */
export interface Review {
  decision: Wanted;
  begun: boolean;
  /** The order, as it is now, says something else than its newest document, and the transfer is that document's. */
  relevant: boolean;
  /** A document that this one needs and that is not at the target. */
  missing: 'order' | 'refund' | null;
}

/** The event that a newer revision, or changed settings, mean for a transfer that exists; null when nothing follows. */
export function reviewEvent(
  transfer: Pick<Transfer, 'state' | 'kind' | 'reason' | 'fetched' | 'aboutKind'>,
  review: Review,
): TransferEvent | null {
  const { decision, relevant, missing } = review;
  const unwanted = unwantedInReview(transfer, review);
  switch (transfer.state) {
    case 'closed':
      if (transfer.kind === 'cancellation') return closedCancellationEvent(transfer, decision, missing);
      return isRouted(transfer.kind) && decision.kind === 'wanted' && isReopenable(transfer.reason)
        ? { name: 'wanted', reason: decision.reason }
        : null;
    case 'waiting':
      return unwanted;
    case 'blocked':
      return unwanted ?? (relevant ? { name: 'changed' } : null);
    case 'handed_over':
      // A document that the office has fetched counts as made. Until then it can still be made anew.
      if (transfer.fetched) return madeEvent(transfer, decision, relevant);
      if (missing) return { name: 'not_wanted', reason: `rule.${missing}_not_sent` };
      return unwanted ?? (relevant ? { name: 'revised' } : null);
    case 'done':
      return madeEvent(transfer, decision, relevant);
    default:
      return null;
  }
}

/**
 * The event that drops a transfer which was not begun. An order, a refund and a payment follow the decision. An
 * amendment of the order gives way to the cancellation of its document. An amendment of a payment or of a credit note
 * stays: their documents stay at the target, and so does the task about them. A cancellation is dropped when its order
 * is back.
 */
function unwantedInReview(
  { kind, aboutKind }: Pick<Transfer, 'kind' | 'aboutKind'>,
  { decision, begun }: Review,
): TransferEvent | null {
  if (begun) return null;
  const isAmendmentOfOrder = kind === 'amendment' && aboutKind === 'order';
  const follows = isRouted(kind) || (isAmendmentOfOrder && decision.kind === 'cancelled');
  return follows ? unwantedEvent(decision) : orderBackEvent(kind, decision);
}

/** The event that a change in the shop means for a cancellation that was closed. */
function closedCancellationEvent(
  { kind, reason }: Pick<Transfer, 'kind' | 'reason'>,
  decision: Wanted,
  missing: 'order' | 'refund' | null,
): TransferEvent | null {
  // It was closed because its order was not sent, or was back in the shop; now the order is called off again.
  if (/^rule\.order_/.test(reason))
    return decision.kind === 'cancelled' && !missing ? { name: 'wanted', reason: 'wanted.cancellation' } : null;
  // It was left to a person, who must not cancel the document any more if the order is back.
  return reason === 'rule.not_supported' || reason === 'rule.function_off' ? orderBackEvent(kind, decision) : null;
}

/** The event that a change in the shop means for a document that is at the target. */
function madeEvent(
  transfer: Pick<Transfer, 'kind' | 'reason'>,
  decision: Wanted,
  relevant: boolean,
): TransferEvent | null {
  const calledOff = decision.kind === 'cancelled';
  const wasCalledOff = /^cancelled\.after_/.test(transfer.reason);
  const wasChanged = /^changed\.after_/.test(transfer.reason);
  switch (transfer.kind) {
    case 'order':
      if (calledOff) return wasCalledOff ? null : { name: 'cancelled_later' };
      // An order that is back after its document was cancelled needs a person.
      return relevant || (wasCalledOff && decision.kind === 'wanted') ? { name: 'revised' } : null;
    // A credit note of a refund that the shop has deleted is given to a person, once.
    case 'refund':
      return calledOff && !wasChanged ? { name: 'revised' } : null;
    // Nobody can edit a booked payment, so one that does not agree with the shop's order is given to a person, once.
    case 'payment':
      return (calledOff || relevant) && !wasChanged ? { name: 'revised' } : null;
    // An amendment is amended again. Everything else follows from the order's own transfer.
    case 'amendment':
      return relevant && !calledOff ? { name: 'revised' } : null;
    default:
      return null;
  }
}
