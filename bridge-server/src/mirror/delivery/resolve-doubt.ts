import type { LookupOutcome } from '../../systems/contract.ts';
import { reason } from '../../texts/reason.ts';
import { lookupEvent } from '../transfer/decide.ts';
import { planOf } from '../transfer/transfer.ts';
import { moveInHand } from './move.ts';
import { readsDeadline, type Work } from './work.ts';

/** Asks the system about the step in doubt. True: the transfer goes on to be sent. */
export async function resolveDoubt(work: Work): Promise<boolean> {
  const { mirror, connected, transfer } = work;
  const { delivery } = connected.system;
  if (delivery.how === 'pulled' || !transfer.intentOpen || !transfer.intent || !transfer.intentAt) {
    await moveInHand(work, { name: 'nothing_to_ask' });
    return false;
  }
  const { intent, replayedFrom, createdAt, intentAt, correlationId } = transfer;
  // The step of a replay may have been taken before the newest intent.
  const since = replayedFrom === null ? intentAt : createdAt;
  const context = connected.context({ budget: work.budget, correlationId, deadline: readsDeadline(work) });
  const answer = await delivery.lookup(context, intent, since).catch(unanswered);
  const event = lookupEvent(answer, transfer, delivery.steps[intent.kind]?.guard, doubtSeconds(work));
  const next = await moveInHand(work, event);
  const goesOn = next?.state === 'sending' && (await mirror.store.renewLease(next, connected.timing.leaseSeconds));
  if (!goesOn) return false;
  work.transfer = next;
  work.plan = planOf(next);
  return true;
}

const unanswered = (fault: unknown): LookupOutcome => ({
  kind: 'unknown',
  ...reason('found.unanswered:fault', { said: fault instanceof Error ? fault.message : String(fault) }),
});

const doubtSeconds = ({ transfer: { doubtSince } }: Work): number =>
  doubtSince ? (Date.now() - doubtSince.getTime()) / 1000 : 0;
