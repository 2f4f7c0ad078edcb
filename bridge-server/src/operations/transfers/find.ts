import type { TransferId } from '../../ids.ts';
import { listTransfers, type ListedTransfer } from '../../mirror/transfer/list.ts';
import { failure, type Parts } from '../operation.ts';
import { reason } from '../../texts/reason.ts';

/** A transfer of the shop; null for every other, as if there were none. */
export async function findTransfer(
  { database }: Pick<Parts, 'database'>,
  { shop, transfer }: { shop: string; transfer: TransferId },
): Promise<ListedTransfer | null> {
  const [found] = await listTransfers(database.knex, { shopId: shop, transferId: transfer, limit: 1 });
  return found ?? null;
}

/** For a transfer that the shop does not have. */
export const unknownTransfer = (id: TransferId) => failure(404, reason('transfer.unknown', { id }));
