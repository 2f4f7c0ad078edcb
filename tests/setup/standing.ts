import type { Database } from '../../bridge-server/src/database/database.ts';
import { listTransfers, type ListedTransfer } from '../../bridge-server/src/mirror/transfer/list.ts';
import { holdsUp, type TransferState } from '../../bridge-server/src/mirror/transfer/states.ts';

/** How all transfers of a shop stand at one moment. */
export interface Standing {
  /** Oldest first. */
  transfers: readonly ListedTransfer[];
  /** The transfers that are not settled. */
  open: readonly ListedTransfer[];
}

const mostTransfers = 1_000_000;
const settledStates: readonly TransferState[] = ['done', 'closed', 'blocked'];

/**
 * Whether only a person would move the transfer further. A transfer behind a blocked one of its order waits for that
 * person, too.
 */
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
 * Reads how a shop's transfers stand. A transfer is settled when it is at rest and no review of its order is to come. A
 * review of a newer content may open the transfer again or add others, whatever its state is now.
 */
export async function readStanding(knex: Database['knex'], shopId: string): Promise<Standing> {
  // Both are read at one moment: a review that ends between two readings would be in neither.
  const { transfers, reviewed } = await knex.transaction(
    async (moment) => ({
      transfers: (await listTransfers(moment, { shopId, limit: mostTransfers })).reverse(),
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
