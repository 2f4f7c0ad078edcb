import { storeTransition, withLane, readTransfer } from './store.ts';
import type { Database } from '../database/database.ts';
import type { Result } from '@kontor/shared/problem';
import { rowOf, applyEvent, type Timing } from './transition.ts';
import type { Transfer } from './transfer.ts';

/**
 * A person asks for a transfer to be tried again. What is in doubt is asked about first, never sent again unguarded.
 * `by` names the person in the journal.
 */
export async function askRetry(database: Database, shopId: string, id: number, timing: Timing, by: string): Promise<Result<Transfer>> {
  const found = await readTransfer(database.pool, shopId, id);
  if (!found) {
    return { ok: false, error: { code: 'transfer.unknown', cause: `There is no transfer ${id} in shop ${shopId}.`, remedy: 'List them with: kontor transfers.' } };
  }
  return withLane(database.pool, found, async (client): Promise<Result<Transfer>> => {
    const transfer = (await readTransfer(client, shopId, id)) ?? found;
    const event = { name: 'retry_asked' as const };
    if (!rowOf(transfer, event.name)) {
      return {
        ok: false,
        error: {
          code: 'transfer.not_retryable',
          cause: `Transfer ${id} is ${transfer.state} (${transfer.reason}).`,
          remedy: transfer.state === 'done' || transfer.state === 'closed'
            ? 'There is nothing left to send.' : 'A worker has it in hand: look again in a moment.',
        },
      };
    }
    const transition = applyEvent(transfer, event, timing, 0);
    await storeTransition(client, transfer, event, transition, by);
    return { ok: true, value: transition.next };
  });
}
