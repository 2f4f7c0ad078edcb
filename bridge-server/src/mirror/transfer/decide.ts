import type { Reason } from '@kontor/shared/problem';
import type { CannotOpen } from '../../shops/sealing.ts';
import type { Guard, LookupOutcome, Outcome, Step } from '../../systems/contract.ts';
import { reason } from '../../texts/reason.ts';
import { reasonOf } from '../../texts/say.ts';
import type { EventOf, TransferEvent } from './event.ts';
import type { Transfer } from './transfer.ts';
import { doubtDaySeconds, type Timing } from './transition.ts';

/**
 * Which event follows for a transfer from a system's answer. Pure: nothing here reads or writes, so a test of any wrong
 * answer is one line.
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
      return { name: 'refused', reason: outcome.code, detail, anew: outcome.anew ?? false };
    case 'held':
      return {
        name: 'held',
        reason: outcome.code,
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
  const code = outcome.code;
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
