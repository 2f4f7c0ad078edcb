import type { Reason, Result } from '@kontor/shared/problem';
import type { Database } from '../database/database.ts';
import { readTransfer, storeTransition, withLane } from './store.ts';
import type { Transfer } from './transfer.ts';
import { applyEvent, rowOf, type Timing } from './transition.ts';

/** What a person may say about a transfer. */
export const personEvents = {
  /** Try again; what is in doubt is asked about first, never sent again unguarded. */
  retry: 'retry_asked',
  /** Somebody has dealt with it outside of Kontor. */
  elsewhere: 'elsewhere',
  /** The document in doubt is not at the target: it may be sent. */
  absent: 'said_absent',
  /** The document's total may differ from the order's. */
  accept: 'difference_accepted',
} as const;
export type PersonVerb = keyof typeof personEvents;

/** When each makes sense, for the refusal of one that does not. */
const makesSense: Readonly<Record<PersonVerb, string>> = {
  retry: 'Only what is waiting or blocked can be tried again.',
  elsewhere: 'Only what is not done yet can be handled elsewhere.',
  absent: 'Only what is blocked by a doubt (doubt.*) can be said to be absent.',
  accept: 'Only a document whose total differs (refused.totals_differ) can be accepted.',
};

/** Does what a person says about a transfer, if the state table allows it now. `by` names the person in the journal. */
export async function ask(database: Database, verb: PersonVerb, at: { shopId: string; id: number }, timing: Timing, by: string): Promise<Result<Transfer>> {
  const found = await readTransfer(database.pool, at.shopId, at.id);
  if (!found) return refusal('transfer.unknown', `There is no transfer ${at.id} in shop ${at.shopId}.`, 'List them with: kontor transfers.');
  return withLane(database.pool, found, async (client): Promise<Result<Transfer>> => {
    const transfer = (await readTransfer(client, at.shopId, at.id)) ?? found;
    const event = { name: personEvents[verb] };
    if (!rowOf(transfer, event.name)) {
      return refusal('transfer.not_now', `Transfer ${at.id} is ${transfer.state} (${transfer.reason}). ${makesSense[verb]}`, 'Look at it with: kontor show.');
    }
    const transition = applyEvent(transfer, event, timing, 0);
    // A revision that came while it was blocked is looked at now.
    if (await storeTransition(client, transfer, event, transition, by, { review: transition.next.state === 'done' })) return { ok: true, value: transition.next };
    return refusal('transfer.moved', `A worker took transfer ${at.id} in hand at this moment.`, 'Look at it with: kontor show; say it again if it still applies.');
  });
}

function refusal(code: string, cause: string, remedy: string): { ok: false; error: Reason } {
  return { ok: false, error: { code, cause, remedy } };
}
