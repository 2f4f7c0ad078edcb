import { connectionOperations } from './connections.ts';
import { journalOperations } from './journal.ts';
import { keyOperations } from './keys.ts';
import type { Operation } from './operation.ts';
import { sealingOperations } from './sealing.ts';
import { shopOperations } from './shops.ts';
import { transferOperations } from './transfers.ts';
import { verifyOperations } from './verify.ts';

/** Everything that can be asked of the bridge, besides its intake. */
export const operations: readonly Operation[] = [...keyOperations, ...shopOperations, ...connectionOperations, ...transferOperations, ...journalOperations, ...sealingOperations, ...verifyOperations];
