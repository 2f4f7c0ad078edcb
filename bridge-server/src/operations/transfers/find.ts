import type { TransferId } from '../../ids.ts';
import { listTransfers, type ListedTransfer } from '../../mirror/transfer/list.ts';
import { failure, type Parts } from '../operation.ts';
import { reason } from '../../texts/reason.ts';

/** The transfer, if it belongs to the shop; otherwise null, as if it did not exist. */
export async function findTransfer(
  { database }: Pick<Parts, 'database'>,
  { shop, transfer }: { shop: string; transfer: TransferId },
): Promise<ListedTransfer | null> {
  const [listed] = await listTransfers(database.knex, { shopId: shop, transferId: transfer, limit: 1 });
  return listed ?? null;
}

/** The refusal for a transfer that the shop does not have. */
export const unknownTransfer = (id: TransferId) => failure(404, reason('transfer.unknown', { id }));
