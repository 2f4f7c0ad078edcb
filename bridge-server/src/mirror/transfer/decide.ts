import type { Reason } from '@kontor/shared/problem';
import { questionTask } from '../../desk/tasks.ts';
import type { CannotOpen } from '../../shops/sealing.ts';
import type { About, DocumentKind, Gap, Guard, LookupOutcome, Outcome, Step } from '../../systems/contract.ts';
import type { Difference, RemoteDocument } from '../../systems/contract-document.ts';
import { reason, word } from '../../texts/reason.ts';
import { reasonOf } from '../../texts/say.ts';
import { codeIn, type EventOf, type TransferEvent } from './event.ts';
import type { Transfer } from './transfer.ts';
import { doubtDaySeconds, isReopenable, type Timing } from './transition.ts';
import { isRouted, type Wanted } from './wanted.ts';

/**
 * Which event follows for a transfer: from a system's answer, from a plan that could not be made, from a change in the
 * shop. Pure: nothing here reads or writes, so a test of any wrong answer is one line.
 */

/**
 * The event of an outcome other than `done`. `does`: the kind of step; reading facts counts as a read. `secondsLeft`:
 * what is left of the call's time. A call that broke off early may still take effect until that time is over.
 */
export function outcomeEvent(
  outcome: Exclude<Outcome, { kind: 'done' }>,
  does: Step['does'],
  timing: Timing,
  secondsLeft = 0,
): TransferEvent {
  const detail = { why: reasonOf(outcome) };
  switch (outcome.kind) {
    case 'refused':
      return { name: 'refused', reason: codeIn('refused.', outcome.code), detail, anew: outcome.anew ?? false };
    case 'held':
      return {
        name: 'held',
        reason: codeIn('held.', outcome.code),
        detail,
        afterSeconds: outcome.retryAfterSeconds || null,
      };
    case 'postponed':
      return { name: 'postponed', reason: 'retry.postponed', detail, afterSeconds: outcome.retryAfterSeconds };
    case 'doubt':
      return doubtEvent(outcome, does, timing, Math.max(0, secondsLeft));
  }
}

function doubtEvent(
  outcome: Extract<Outcome, { kind: 'doubt' }>,
  does: Step['does'],
  timing: Timing,
  secondsLeft: number,
): TransferEvent {
  const detail = { why: reasonOf(outcome) };
  const code = codeIn('doubt.', outcome.code);
  switch (does) {
    // The target is asked once the call is over and its lists have settled. The janitor waits as long for a lost
    // worker's call.
    case 'document':
      return { name: 'doubt', reason: code, detail, afterSeconds: secondsLeft + timing.settleSeconds };
    // A read may be repeated at any time.
    case 'read':
      return { name: 'retry', reason: `retry.${code.slice('doubt.'.length)}`, detail };
    // The shared object keeps its own doubt, so the transfer only tries again later.
    case 'shared':
      return { name: 'postponed', reason: 'retry.shared_in_doubt', detail, afterSeconds: timing.settleSeconds };
  }
}

/**
 * The event of a step that may have been done before a restore. The target is asked, as in every doubt, once the last
 * call of the bridge before the restore is over and the target's lists have settled.
 */
export function lookFirstEvent(timing: Timing): EventOf<'look_first'> {
  return {
    name: 'look_first',
    afterSeconds: timing.callTimeoutSeconds + timing.settleSeconds,
    detail: { why: reason('doubt.restored') },
  };
}

/**
 * The event of an answer about a step in doubt. `doubtSeconds`: how long the transfer has been in doubt. A replay
 * leaves a document that was whole as it is, and has it made anew if it is gone.
 */
export function lookupEvent(
  answer: LookupOutcome,
  transfer: Pick<Transfer, 'absences' | 'replayedFrom'> & Partial<Pick<Transfer, 'looked'>>,
  guard: Guard | undefined,
  doubtSeconds: number,
): TransferEvent {
  switch (answer.kind) {
    case 'found':
      return transfer.replayedFrom === 'done'
        ? { name: 'found_again', result: answer.result, document: answer.document ?? null }
        : { name: 'found', result: answer.result };
    case 'several':
      return { name: 'several', detail: { why: reason('doubt.several:because', becauseOf(answer)) } };
    case 'absent':
      return absentEvent(transfer, guard);
    case 'unknown':
      return unknownEvent(answer, doubtSeconds);
  }
}

function absentEvent(
  transfer: Pick<Transfer, 'absences' | 'replayedFrom'> & Partial<Pick<Transfer, 'looked'>>,
  guard: Guard | undefined,
): TransferEvent {
  // A list may lag behind what was just made, so one empty answer is not believed. After a restore the list has long
  // settled, and a vendor that refuses our key gives its second answer when the call itself is made.
  const isBelievedAtOnce = isAskedForRestore(transfer) && guard === 'refuses_duplicates';
  if (transfer.absences === 0 && !isBelievedAtOnce) return { name: 'absent_first' };
  if (guard === undefined || guard === 'unguarded')
    return { name: 'absent_unguarded', detail: { why: reason('doubt.ask') } };
  return { name: transfer.replayedFrom === null ? 'absent_guarded' : 'gone' };
}

const isAskedForRestore = ({ looked }: Partial<Pick<Transfer, 'looked'>>): boolean =>
  looked === 'asking' || looked === 'found';

function unknownEvent(answer: Extract<LookupOutcome, { kind: 'unknown' }>, doubtSeconds: number): TransferEvent {
  const { retryAfterSeconds } = answer;
  if (retryAfterSeconds !== undefined)
    return {
      name: 'postponed',
      reason: 'doubt.postponed',
      detail: { why: reason('doubt.postponed:because', becauseOf(answer)) },
      afterSeconds: retryAfterSeconds,
    };
  return doubtSeconds >= doubtDaySeconds
    ? { name: 'unanswered', detail: { why: reason('doubt.unanswered:because', becauseOf(answer)) } }
    : { name: 'lookup_failed', detail: { why: reason('doubt.lookup_failed:because', becauseOf(answer)) } };
}

const becauseOf = (answer: Reason) => ({ because: { because: reasonOf(answer) } });

/**
 * The event of credentials that this process cannot open. Another process may have the key that is missing here, so
 * only the transfer is put off. A secret that was changed cannot be opened anywhere, so the whole connection is held.
 */
export function cannotOpenEvent({ reason: why }: CannotOpen, { state }: Pick<Transfer, 'state'>): TransferEvent {
  const detail = { why };
  return why.code === 'secret.unreadable' && state === 'sending'
    ? { name: 'held', reason: 'held.secret_unreadable', detail, afterSeconds: null }
    : {
        name: 'postponed',
        reason: why.code === 'secret.unreadable' ? 'retry.secret_unreadable' : 'retry.key_missing',
        detail,
        afterSeconds: 60,
      };
}

export function gapsEvent(gaps: readonly [Gap, ...Gap[]]): EventOf<'gaps'> {
  const [first] = gaps;
  return {
    name: 'gaps',
    reason: codeIn('gap.', first.code),
    detail: { why: reasonOf(first), gaps: [...gaps] },
    tasks: gaps.flatMap((gap) => questionTask(gap) ?? []),
  };
}

/** Why a document is left to people. */
export type ByHand = Reason & { code: `rule.${string}` };

/**
 * The event of a document that neither the system nor the bridge makes, so that a person must. Nothing waits for it.
 */
export function byHandEvent(
  transfer: Pick<Transfer, 'subjectKind' | 'subjectId' | 'kind'>,
  about: About,
  why: ByHand,
): EventOf<'by_hand'> {
  const name = [transfer.kind, transfer.subjectKind, transfer.subjectId, about.kind, about.reference].join(' ');
  return {
    name: 'by_hand',
    reason: why.code,
    detail: { why },
    tasks: [{ kind: 'by_hand', name, reason: why, form: null }],
  };
}

/** The event of an order that should not be sent, or not any more; null when it should be sent. */
export function unwantedEvent(decision: Wanted): EventOf<'not_wanted'> | EventOf<'cancelled'> | null {
  switch (decision.kind) {
    case 'wanted':
      return null;
    case 'not_wanted':
      return { name: 'not_wanted', reason: decision.reason };
    case 'cancelled':
      return { name: 'cancelled' };
  }
}

/** The event of a cancellation that was not begun and whose order is back in the shop: the order keeps its document. */
export const orderBackEvent = (kind: DocumentKind, decision: Wanted): EventOf<'not_wanted'> | null =>
  kind === 'cancellation' && decision.kind === 'wanted' ? { name: 'not_wanted', reason: 'rule.order_back' } : null;

/** The event of a document that is there and does not say what was planned. */
export function differsEvent(document: RemoteDocument, differences: readonly Difference[]): EventOf<'differs'> {
  const words = differences.map(({ what, treatment, planned, found }) =>
    treatment === undefined
      ? word('difference', { what, planned, found })
      : word('difference.of_treatment', { what, treatment, planned, found }),
  );
  return {
    name: 'differs',
    document,
    detail: { why: reason('refused.document_differs:compared', { number: document.number, differences: words }) },
  };
}

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
