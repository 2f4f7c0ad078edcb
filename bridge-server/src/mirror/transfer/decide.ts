import type { Reason } from '@kontor/shared/problem';
import { questionTask } from '../../desk/tasks.ts';
import type { CannotOpen } from '../../shops/sealing.ts';
import type { About, DocumentKind, Gap, Guard, LookupOutcome, Outcome, Step } from '../../systems/contract.ts';
import type { Difference, RemoteDocument } from '../../systems/contract-document.ts';
import { reason, word } from '../../texts/reason.ts';
import { reasonOf } from '../../texts/say.ts';
import type { Transfer } from './transfer.ts';
import { doubtDaySeconds, isReopenable, type Timing, type TransferEvent } from './transition.ts';
import { isRouted, type Wanted } from './wanted.ts';

/**
 * What the answers of a system mean for a transfer. Pure: nothing here reads or writes, so that every way an answer can go
 * wrong is one line to test.
 */

/**
 * For an outcome other than `done`. `on`: reading facts counts as a read. `secondsLeft`: how much of the call's time is left;
 * a call that broke off early may still take effect until it is over.
 */
export function outcomeEvent(
  outcome: Exclude<Outcome, { kind: 'done' }>,
  on: Step['does'],
  timing: Timing,
  secondsLeft = 0,
): TransferEvent {
  switch (outcome.kind) {
    case 'refused':
      return {
        name: 'refused',
        reason: outcome.code,
        detail: { why: reasonOf(outcome) },
        ...(outcome.anew ? { anew: true } : {}),
      };
    case 'held':
      return {
        name: 'held',
        reason: outcome.code,
        detail: { why: reasonOf(outcome) },
        afterSeconds: outcome.retryAfterSeconds ?? 0,
      };
    case 'postponed':
      return {
        name: 'postponed',
        reason: 'retry.postponed',
        detail: { why: reasonOf(outcome) },
        afterSeconds: outcome.retryAfterSeconds,
      };
    case 'doubt':
      return doubtEvent(outcome, on, timing, Math.max(0, secondsLeft));
  }
}

function doubtEvent(
  outcome: Extract<Outcome, { kind: 'doubt' }>,
  on: Step['does'],
  timing: Timing,
  secondsLeft: number,
): TransferEvent {
  const detail = { why: reasonOf(outcome) };
  switch (on) {
    // Asked about once the call is over and the target's lists have settled, as the janitor does.
    case 'document':
      return { name: 'doubt', reason: outcome.code, detail, afterSeconds: secondsLeft + timing.settleSeconds };
    // Asking again does no harm.
    case 'read':
      return { name: 'retry', reason: outcome.code.replace(/^doubt\./, 'retry.'), detail };
    // The shared object keeps its own doubt; this transfer only comes again.
    case 'shared':
      return { name: 'postponed', reason: 'retry.shared_in_doubt', detail, afterSeconds: timing.settleSeconds };
  }
}

/**
 * For a step that may have been done before a restore. It is asked about when the last call of the bridge that was restored is
 * over and the target's lists have settled, as every doubt is.
 */
export function lookFirstEvent(timing: Timing): TransferEvent {
  return {
    name: 'look_first',
    afterSeconds: timing.callTimeoutSeconds + timing.settleSeconds,
    detail: { why: reason('doubt.restored') },
  };
}

/**
 * For the answer to a question about a step in doubt. `doubtSeconds`: how long the transfer has been in doubt. What a person asked
 * for again is left as it is where it was whole, and made anew, in its turn, where it is gone.
 */
export function lookupEvent(
  answer: LookupOutcome,
  transfer: Pick<Transfer, 'absences' | 'replayedFrom'> & Partial<Pick<Transfer, 'looked'>>,
  guard: Guard | undefined,
  doubtSeconds: number,
): TransferEvent {
  switch (answer.kind) {
    case 'found':
      if (transfer.replayedFrom !== 'done') return { name: 'found', result: answer.result };
      return { name: 'found_again', result: answer.result, ...(answer.document ? { document: answer.document } : {}) };
    case 'several':
      return {
        name: 'several',
        detail: { why: reason('doubt.several:because', { because: { because: reasonOf(answer) } }) },
      };
    case 'absent':
      // A list may lag behind what was just made: one empty answer is not believed.
      // After a restore what is not there for the list is long settled, and a vendor that refuses our key is asked once more by the call itself.
      if (transfer.absences === 0 && !(isAskedForRestore(transfer) && guard === 'refuses_duplicates'))
        return { name: 'absent_first' };
      if (guard !== undefined && guard !== 'unguarded')
        return { name: transfer.replayedFrom === null ? 'absent_guarded' : 'gone' };
      return {
        name: 'absent_unguarded',
        detail: { why: reason('doubt.ask') },
      };
    case 'unknown': {
      const because = { because: { because: reasonOf(answer) } };
      if (answer.retryAfterSeconds !== undefined)
        return {
          name: 'postponed',
          detail: { why: reason('doubt.postponed:because', because) },
          afterSeconds: answer.retryAfterSeconds,
        };
      return doubtSeconds >= doubtDaySeconds
        ? { name: 'unanswered', detail: { why: reason('doubt.unanswered:because', because) } }
        : { name: 'lookup_failed', detail: { why: reason('doubt.lookup_failed:because', because) } };
    }
  }
}

/**
 * For credentials that this process cannot open. A key that is missing here may be at hand in another process, so that only the
 * transfer is put off; a secret that was changed concerns the connection, wherever it is read.
 */
export function cannotOpenEvent({ reason: why }: CannotOpen, { state }: Pick<Transfer, 'state'>): TransferEvent {
  const detail = { why };
  return why.code === 'secret.unreadable' && state === 'sending'
    ? { name: 'held', reason: 'held.secret_unreadable', detail }
    : { name: 'postponed', reason: `retry.${why.code.replace('.', '_')}`, detail, afterSeconds: 60 };
}
const isAskedForRestore = ({ looked }: Partial<Pick<Transfer, 'looked'>>): boolean =>
  looked === 'asking' || looked === 'found';

export function gapsEvent(gaps: readonly [Gap, ...Gap[]]): TransferEvent {
  return {
    name: 'gaps',
    reason: gaps[0].code,
    detail: { why: reasonOf(gaps[0]), gaps: [...gaps] },
    tasks: gaps.flatMap((gap) => questionTask(gap) ?? []),
  };
}

/** Why a document is left to people. */
export type ByHand = Reason & { code: `rule.${string}` };

/** For what neither the system nor the mirror does, so that a person must; nothing waits for it. */
export function byHandEvent(
  transfer: Pick<Transfer, 'subjectKind' | 'subjectId' | 'kind'>,
  about: About,
  why: ByHand,
): TransferEvent {
  const name = [transfer.kind, transfer.subjectKind, transfer.subjectId, about.kind, about.reference].join(' ');
  return {
    name: 'by_hand',
    reason: why.code,
    detail: { why },
    tasks: [{ kind: 'by_hand', name, reason: why, form: null }],
  };
}

/** For an order that should not, or no longer, be sent; null when it should. */
export function unwantedEvent(decision: Wanted): TransferEvent | null {
  switch (decision.kind) {
    case 'wanted':
      return null;
    case 'not_wanted':
      return { name: 'not_wanted', reason: decision.reason };
    case 'cancelled':
      return { name: 'cancelled' };
  }
}

/** For a cancellation that was not begun, and whose order is back in the shop: its document stays. */
export const orderBackEvent = (kind: DocumentKind, decision: Wanted): TransferEvent | null =>
  kind === 'cancellation' && decision.kind === 'wanted' ? { name: 'not_wanted', reason: 'rule.order_back' } : null;

/** For a document that is there and does not say what was planned. */
export function differsEvent(document: RemoteDocument, differences: readonly Difference[]): TransferEvent {
  const told = differences.map(({ what, treatment, planned, found }) =>
    treatment === undefined
      ? word('difference', { what, planned, found })
      : word('difference.of_treatment', { what, treatment, planned, found }),
  );
  return {
    name: 'differs',
    document,
    detail: { why: reason('refused.document_differs:compared', { number: document.number, differences: told }) },
  };
}

/**
 * What a newer revision, or changed settings, mean for a transfer that exists. Null: nothing.
 * `relevant`: the order, as it is now, says other than its newest document, and the transfer is that document's.
 * `missing`: a document that this one needs is not at the target.
 */
export function reviewEvent(
  transfer: Pick<Transfer, 'state' | 'kind' | 'reason' | 'fetched' | 'aboutKind'>,
  given: { decision: Wanted; begun: boolean; relevant: boolean; missing: 'order' | 'refund' | null },
): TransferEvent | null {
  const { decision, begun, relevant, missing } = given;
  const routed = isRouted(transfer.kind);
  // Amendments and cancellations follow from the order's own transfer; here they are only planned anew, except that
  // an amendment of the order that was not begun gives way to the cancellation of its document. A payment that was booked, and a
  // credit note, stay there, and so does the task about them.
  const isOfOrder = transfer.kind === 'amendment' && transfer.aboutKind === 'order';
  const own = routed || (isOfOrder && decision.kind === 'cancelled');
  const unwanted = begun ? null : own ? unwantedEvent(decision) : orderBackEvent(transfer.kind, decision);
  switch (transfer.state) {
    case 'closed':
      if (transfer.kind === 'cancellation') return closedCancellationEvent(transfer, decision, missing);
      return routed && decision.kind === 'wanted' && isReopenable(transfer.reason)
        ? { name: 'wanted', reason: decision.reason }
        : null;
    case 'waiting':
      return unwanted;
    case 'blocked':
      return unwanted ?? (relevant ? { name: 'changed' } : null);
    case 'handed_over':
      // Until the office fetches it, what is handed over can still be made anew; from then on it is a document that is there.
      if (transfer.fetched) return doneEvent(transfer, decision, relevant);
      if (missing) return { name: 'not_wanted', reason: `rule.${missing}_not_sent` };
      return unwanted ?? (relevant ? { name: 'revised' } : null);
    case 'done':
      return doneEvent(transfer, decision, relevant);
    default:
      return null;
  }
}

/** What a change in the shop means for a cancellation that was closed. */
function closedCancellationEvent(
  { kind, reason }: Pick<Transfer, 'kind' | 'reason'>,
  decision: Wanted,
  missing: 'order' | 'refund' | null,
): TransferEvent | null {
  // Its order was not there, or back in the shop, and is called off once more.
  if (/^rule\.order_/.test(reason))
    return decision.kind === 'cancelled' && !missing ? { name: 'wanted', reason: 'wanted.cancellation' } : null;
  // A person who is still to take the document back by hand must not do so any more.
  return reason === 'rule.not_supported' || reason === 'rule.function_off' ? orderBackEvent(kind, decision) : null;
}

/** What a change in the shop means for a document that is at the target. */
function doneEvent(
  transfer: Pick<Transfer, 'kind' | 'reason'>,
  decision: Wanted,
  relevant: boolean,
): TransferEvent | null {
  const calledOff = decision.kind === 'cancelled';
  const wasCalledOff = /^cancelled\.after_/.test(transfer.reason);
  const wasChanged = /^changed\.after_/.test(transfer.reason);
  // A credit note for a refund that the shop has deleted is for a person, once.
  if (transfer.kind === 'refund') return calledOff && !wasChanged ? { name: 'revised' } : null;
  // So is a payment that was booked, which nobody can edit, once it is not what the shop's order says any more.
  if (transfer.kind === 'payment') return (calledOff || relevant) && !wasChanged ? { name: 'revised' } : null;
  // What was mended is mended again; whatever else follows is told from the order's own transfer.
  if (transfer.kind === 'amendment') return relevant && !calledOff ? { name: 'revised' } : null;
  if (transfer.kind !== 'order') return null;
  if (calledOff) return wasCalledOff ? null : { name: 'cancelled_later' };
  // An order that is back after its document was cancelled needs a person too.
  if (wasCalledOff && decision.kind === 'wanted') return { name: 'revised' };
  return relevant ? { name: 'revised' } : null;
}
