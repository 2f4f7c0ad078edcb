import type { Database } from '../../bridge-server/src/database/database.ts';
import { listTransfers, type ListedTransfer } from '../../bridge-server/src/mirror/transfer/list.ts';
import { holdsUp, type TransferState } from '../../bridge-server/src/mirror/transfer/states.ts';

/** Where all transfers of a shop stand at one moment. */
export interface Standing {
  /** Oldest first. */
  transfers: readonly ListedTransfer[];
  /** Those that are not settled. */
  open: readonly ListedTransfer[];
}

const most = 1_000_000;
const settledStates: readonly TransferState[] = ['done', 'closed', 'blocked'];

/** Whether only a person would move the transfer further; one behind a blocked one of its order waits for that person too. */
const isAtRest = (
  { state, reason, subjectId, connectionId }: ListedTransfer,
  all: readonly ListedTransfer[],
): boolean =>
  settledStates.includes(state) ||
  (reason === 'behind.lane' &&
    all.some(
      (other) =>
        other.subjectId === subjectId &&
        other.connectionId === connectionId &&
        other.state === 'blocked' &&
        holdsUp(other),
    ));

/**
 * Reads where a shop's transfers stand. A transfer is settled when it is at rest and no review of its order is to come: a newer
 * body that nobody has looked at yet may open it again, or have others follow it, whatever its state is now.
 */
export async function readStanding(knex: Database['knex'], shopId: string): Promise<Standing> {
  // Of one moment: a review that ends between two readings would be in neither.
  const { transfers, reviewed } = await knex.transaction(
    async (moment) => ({
      transfers: (await listTransfers(moment, { shopId, limit: most })).reverse(),
      reviewed: await moment('transfers')
        .where({ shop_id: shopId })
        .whereNotNull('review_at')
        .pluck<string[]>('subject_id'),
    }),
    { isolationLevel: 'repeatable read', readOnly: true },
  );
  const orders = new Set(reviewed);
  return {
    transfers,
    open: transfers.filter((transfer) => orders.has(transfer.subjectId) || !isAtRest(transfer, transfers)),
  };
}
