import { connectionOperations } from './connections.ts';
import { journalOperations } from './journal.ts';
import { keyOperations } from './keys.ts';
import type { Operation } from './operation.ts';
import { orderOperations } from './orders.ts';
import { retentionOperations } from './retention.ts';
import { sealingOperations } from './sealing.ts';
import { shopOperations } from './shops.ts';
import { transferOperations } from './transfers.ts';
import { verifyOperations } from './verify.ts';

/** Everything that can be asked of the bridge, besides its intake. */
export const operations: readonly Operation[] = [
  ...keyOperations,
  ...shopOperations,
  ...connectionOperations,
  ...orderOperations,
  ...transferOperations,
  ...journalOperations,
  ...retentionOperations,
  ...sealingOperations,
  ...verifyOperations,
];
