import { randomUUID } from 'node:crypto';
import type { Log } from '../../log.ts';
import { createRecurring } from '../../mirror/recurring.ts';
import { CannotOpen, type Sealer } from '../../shops/sealing.ts';
import type { ShopId } from '../../ids.ts';
import { reasonOf } from '../../texts/say.ts';
import type { Position } from '../../woocommerce/orders.ts';
import type { ShopFailure } from '../../woocommerce/reply.ts';
import { comparedDays, comparePage } from './compare.ts';
import { positionAfter, pullPage, type PulledShop, type PullParts, type Sum } from './pull.ts';
import { claimDue, endComparison, endReading, failReading, noteRead, openReading } from './readings.ts';

/** Longer than a page takes with all its refunds; renewed after each page. */
const leaseSeconds = 600;
/** How often a shop is read. */
const everySeconds = 300;
/** A shop with more pages than this lets the others have their turn before it goes on. */
const mostPages = 500;
/** So many shops are read at a time: one that is slow keeps no other waiting. */
const lanes = 4;
/** How soon a page is tried again that the database could not take. */
const databaseSeconds = 30;

/** Reads every shop that the bridge has access to, over and over. */
export interface Puller {
  start(): void;
  /** Begins no further page, and returns when the page that runs is over. */
  stop(): Promise<void>;
}

type PullerParts = PullParts & { sealer: Sealer; log: Log };

/** Many processes may pull at once: each shop is read by one of them at a time. */
export function createPuller(parts: PullerParts, pollSeconds: number): Puller {
  const recurring = createRecurring(parts);
  return {
    start() {
      for (let lane = 0; lane < lanes; lane++)
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
async function pullShop(parts: PullerParts, shopId: ShopId, stopping: () => boolean): Promise<void> {
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
  const count = ({ missing, repaired, refused }: Sum, looked: number): void => {
    sums.looked += looked;
    sums.missing += missing;
    sums.repaired += repaired;
    sums.refused += refused.length;
  };

  let pages = 0;
  const hasTurn = (): boolean => !stopping() && pages++ < mostPages;
  for (let at: Position | null = positionAfter(reading.readUntil); at && hasTurn();) {
    const page = await pullPage(parts, shop, at);
    if (page.kind !== 'page') return giveUp(parts, shop, page);
    await noteRead(database, shopId, { readUntil: page.readUntil, leaseSeconds });
    count(page, page.looked);
    at = page.next;
  }
  for (let after: string | null = reading.isToCompare ? '' : null; after !== null && !stopping();) {
    const page = await comparePage(parts, shop, { days: comparedDays, after });
    if (page.kind !== 'page') return giveUp(parts, shop, page);
    await noteRead(database, shopId, { readUntil: reading.readUntil, leaseSeconds });
    count(page, page.compared);
    after = page.next;
    if (after === null) await endComparison(database, shopId);
  }
  await endReading(database, shopId, stopping() || pages > mostPages ? 0 : everySeconds);
  log.info({ shop: shopId, ...sums, correlationId }, 'a shop was read');
}

async function giveUp(
  { database, log }: PullerParts,
  { shopId, correlationId }: PulledShop,
  failure: ShopFailure | { kind: 'unavailable'; cause: string },
): Promise<void> {
  if (failure.kind === 'unavailable') return endReading(database, shopId, databaseSeconds);
  log.warn({ shop: shopId, code: failure.code, correlationId }, 'a shop cannot be read');
  const { retryAfterSeconds = 0 } = failure;
  await failReading(database, shopId, { why: reasonOf(failure), retryAfterSeconds });
}
