import { randomUUID } from 'node:crypto';
import type { Log } from '../../log.ts';
import { createRecurring } from '../../mirror/recurring.ts';
import { CannotOpen, type Sealer } from '../../shops/sealing.ts';
import type { ShopId } from '../../ids.ts';
import { reasonOf } from '../../texts/say.ts';
import type { Position } from '../../woocommerce/orders.ts';
import { positionAfter, pullPage, type PullParts } from './pull.ts';
import { claimDue, endReading, failReading, noteRead, openReading } from './readings.ts';

/** Longer than a page takes with all its refunds; renewed after each page. */
const leaseSeconds = 600;
/** How often a shop is read. */
const everySeconds = 300;
/** How soon a page is tried again that the database could not take. */
const databaseSeconds = 30;

/** Reads every shop that the bridge has access to, over and over. */
export interface Puller {
  start(): void;
  /** Begins no further page, and returns when the page that runs is over. */
  stop(): Promise<void>;
}

/** Many processes may pull at once: each shop is read by one of them at a time. */
export function createPuller(parts: PullParts & { sealer: Sealer; log: Log }, pollSeconds: number): Puller {
  const recurring = createRecurring(parts);
  return {
    start() {
      recurring.every('pull', pollSeconds, async () => {
        const shopId = await claimDue(parts.database, leaseSeconds);
        if (shopId === null) return false;
        await pullShop(parts, shopId, recurring.stopping);
        return true;
      });
    },
    stop: () => recurring.stop(),
  };
}

/** Reads a shop on from where it was read until, to its end; a failure is kept with the shop, and the place stays. */
async function pullShop(
  parts: PullParts & { sealer: Sealer; log: Log },
  shopId: ShopId,
  stopping: () => boolean,
): Promise<void> {
  const { database, sealer, log } = parts;
  const correlationId = randomUUID();
  const reading = await openReading(database, sealer, shopId).catch((fault: unknown) => {
    if (fault instanceof CannotOpen) return fault;
    throw fault;
  });
  if (reading === null) return;
  if (reading instanceof CannotOpen) return failReading(database, shopId, { why: reading.reason });
  const shop = { shopId, access: reading.access, correlationId };
  const sums = { looked: 0, missing: 0, repaired: 0, refused: 0 };
  for (let at: Position | null = positionAfter(reading.readUntil); at && !stopping();) {
    const page = await pullPage(parts, shop, at);
    if (page.kind === 'unavailable') return endReading(database, shopId, databaseSeconds);
    if (page.kind === 'failed') {
      log.warn({ shop: shopId, code: page.code, correlationId }, 'a shop cannot be read');
      const { retryAfterSeconds = 0 } = page;
      return failReading(database, shopId, { why: reasonOf(page), retryAfterSeconds });
    }
    await noteRead(database, shopId, { readUntil: page.readUntil, leaseSeconds });
    sums.looked += page.looked;
    sums.missing += page.missing;
    sums.repaired += page.repaired;
    sums.refused += page.refused.length;
    at = page.next;
  }
  await endReading(database, shopId, stopping() ? 0 : everySeconds);
  log.info({ shop: shopId, ...sums, correlationId }, 'a shop was read');
}
