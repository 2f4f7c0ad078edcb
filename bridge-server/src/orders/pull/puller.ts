import { randomUUID } from 'node:crypto';
import type { Log } from '../../log.ts';
import { createRecurring } from '../../mirror/recurring.ts';
import { CannotOpen, type Sealer } from '../../shops/sealing.ts';
import type { ShopId } from '../../ids.ts';
import { reasonOf } from '../../texts/say.ts';
import type { Position } from '../../woocommerce/orders.ts';
import type { ShopFailure } from '../../woocommerce/reply.ts';
import { endHints, oldestHints } from '../webhook/hints.ts';
import { comparedDays, comparePage } from './compare.ts';
import {
  positionAfter,
  pullChosen,
  pullPage,
  type PulledShop,
  type PullParts,
  type PullSum,
  type Unavailable,
} from './pull.ts';
import {
  claimDue,
  endComparison,
  endReading,
  failReading,
  noteRead,
  openReading,
  postponeReading,
  releaseReading,
} from './readings.ts';

/** The lease on a shop, renewed after each page. It is longer than one page takes with all its refunds. */
const leaseSeconds = 600;
/** How long after the end of one reading the next one begins. */
export const everySeconds = 300;
/** The most pages of one turn. A shop with more lets the other shops have their turn before it goes on. */
const mostPages = 500;
/** How many orders that webhooks told of are read together. */
const hintsAtOnce = 20;
/** How many shops one process reads at a time, so that a slow shop does not keep all others waiting. */
const lanes = 4;
/** How long after the database was unavailable the shop is read again. */
const databaseSeconds = 30;

/** Reads every shop that the bridge has access to, at regular intervals. */
export interface Puller {
  start(): void;
  /** Begins no further page, and waits until the current page is taken in. */
  stop(): Promise<void>;
}

type PullerParts = PullParts & { sealer: Sealer; log: Log };

/**
 * Several processes may have a puller. The lease lets only one of them read a shop at a time. `pollSeconds`: how often
 * it looks for a due shop.
 */
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

/**
 * Reads the orders that webhooks told of. Then, if its time has come, reads the shop from the place that was reached to its
 * end, and compares its orders if that is due. If that fails, the
 * failure is stored with the shop, and the next reading begins at the place that was reached.
 */
async function pullShop(parts: PullerParts, shopId: ShopId, stopping: () => boolean): Promise<void> {
  const { database, sealer, log } = parts;
  const correlationId = randomUUID();
  const reading = await openReading(database, sealer, shopId).catch((fault: unknown) => {
    if (fault instanceof CannotOpen) return fault;
    throw fault;
  });
  if (reading === null) return;
  if (reading instanceof CannotOpen) return failReading(database, shopId, { why: reading.reason });
  /** Each page has an id of its own, by which the intake tells its new content from that of the page before. */
  const shop = (): PulledShop => ({ shopId, access: reading.access, correlationId: randomUUID() });
  const sums = { looked: 0, missing: 0, repaired: 0, refused: 0 };
  const count = ({ missing, repaired, refused }: PullSum, looked: number): void => {
    sums.looked += looked;
    sums.missing += missing;
    sums.repaired += repaired;
    sums.refused += refused.length;
  };

  for (;;) {
    const hints = await oldestHints(database, shopId, hintsAtOnce);
    if (hints.length === 0 || stopping()) break;
    const page = await pullChosen(
      parts,
      shop(),
      hints.map(({ orderId }) => orderId),
    );
    if (page.kind !== 'page') return giveUp(parts, { shopId, correlationId }, page);
    await endHints(database, shopId, hints);
    await noteRead(database, shopId, { readUntil: reading.readUntil, leaseSeconds });
    count(page, page.looked);
  }
  if (!reading.isDue) {
    log.info({ shop: shopId, ...sums, correlationId }, 'orders that webhooks told of were read');
    return releaseReading(database, shopId);
  }

  let pages = 0;
  const hasTurn = (): boolean => !stopping() && pages++ < mostPages;
  let began: string | null = null;
  for (let place: Position | null = positionAfter(reading.readUntil); place && hasTurn();) {
    const page = await pullPage(parts, shop(), place);
    if (page.kind !== 'page') return giveUp(parts, { shopId, correlationId }, page);
    began ??= page.readAt;
    // A slow change may appear behind a page that was read, and the pages after it may take longer than the next turn begins
    // earlier. So the place does not go beyond the beginning of the turn.
    const readUntil = page.readUntil < began ? page.readUntil : began;
    await noteRead(database, shopId, { readUntil, leaseSeconds });
    count(page, page.looked);
    place = page.next;
  }
  for (let after: string | null = reading.isComparisonDue ? '' : null; after !== null && !stopping();) {
    const page = await comparePage(parts, shop(), { days: comparedDays, after });
    if (page.kind !== 'page') return giveUp(parts, { shopId, correlationId }, page);
    await noteRead(database, shopId, { readUntil: reading.readUntil, leaseSeconds });
    count(page, page.compared);
    after = page.next;
    if (after === null) await endComparison(database, shopId);
  }
  if (stopping() || pages > mostPages) await postponeReading(database, shopId, 0);
  else await endReading(database, shopId, everySeconds);
  log.info({ shop: shopId, ...sums, correlationId }, 'a shop was read');
}

/**
 * Ends a reading that failed. If only the database failed, the shop is not to blame, so no failure is stored with it.
 */
async function giveUp(
  { database, log }: PullerParts,
  { shopId, correlationId }: Pick<PulledShop, 'shopId' | 'correlationId'>,
  failure: ShopFailure | Unavailable,
): Promise<void> {
  if (failure.kind === 'unavailable') return postponeReading(database, shopId, databaseSeconds);
  log.warn({ shop: shopId, code: failure.code, correlationId }, 'a shop cannot be read');
  const { retryAfterSeconds = 0 } = failure;
  await failReading(database, shopId, { why: reasonOf(failure), retryAfterSeconds });
}
