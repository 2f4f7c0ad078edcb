import { randomUUID } from 'node:crypto';
import type { ShopId } from '../../ids.ts';
import type { Log } from '../../log.ts';
import { areFactsDue } from '../../shops/facts.ts';
import { CannotOpen, type Sealer } from '../../shops/sealing.ts';
import { reasonOf } from '../../texts/say.ts';
import type { Position } from '../../woocommerce/orders.ts';
import type { ShopFailure } from '../../woocommerce/reply.ts';
import { endHints, oldestHints, postponeHints } from '../webhook/hints.ts';
import { keepWebhooks } from '../webhook/keep.ts';
import { comparedDays, comparePage, firstComparePlace, type ComparePlace } from './compare.ts';
import { refreshFacts } from './facts.ts';
import {
  clientOf,
  positionAfter,
  pullChosen,
  pullPage,
  type PulledShop,
  type PullParts,
  type PullSum,
  type Unavailable,
} from './pull.ts';
import {
  endComparison,
  endReading,
  failReading,
  noteRead,
  openReading,
  postponeReading,
  releaseReading,
  renewReading,
  type OpenedReading,
} from './readings.ts';

/** The lease on a shop. It is renewed while the shop is read, so only a process that died lets it run out. */
export const readingLeaseSeconds = 600;
/** The longest time of one turn. A shop with more to read lets the other shops have their turn before it goes on. */
const turnSeconds = 1800;
/** How long after the end of one reading the next one begins. */
export const everySeconds = 300;
/** How many orders that webhooks told of are read together. */
const hintsAtOnce = 20;
/** The longest time for which one turn reads them. */
const hintSeconds = 600;
/** How long after the bridge itself failed the shop is read again. */
const againSeconds = 30;

/** What a turn needs from the bridge. `publicUrl`: the address at which shops reach it. */
export type TurnParts = PullParts & { sealer: Sealer; log: Log; publicUrl: string };

/** The turn of one shop: what is read, and what became of it so far. */
interface Turn {
  parts: TurnParts;
  shopId: ShopId;
  reading: OpenedReading;
  /** Whether no further page is to begin: the process stops, or the time of the turn is over. */
  stopping: () => boolean;
  /** When the time of the turn is over, in milliseconds since 1970. */
  end: number;
  sums: { looked: number; missing: number; repaired: number; refused: number };
}

/** Why a turn ends early; null: it goes on. */
type Ending = ShopFailure | Unavailable | null;

/**
 * Reads a shop that was claimed: first the orders that webhooks told of, and then, if its time has come, what has changed
 * since the place that was reached. Once a night it also reads the shop's settings, looks after its webhooks and compares
 * the orders. If the shop fails, the failure is stored with the shop, and the next turn begins at the place that was reached.
 */
export async function readShop(parts: TurnParts, shopId: ShopId, stopping: () => boolean): Promise<void> {
  const { database, sealer, log } = parts;
  const reading = await openReading(database, sealer, shopId).catch((fault: unknown) => {
    if (fault instanceof CannotOpen) return fault;
    throw fault;
  });
  if (reading === null) return;
  if (reading instanceof CannotOpen) return failReading(database, shopId, { why: reading.reason });
  const sums = { looked: 0, missing: 0, repaired: 0, refused: 0 };
  const end = Date.now() + turnSeconds * 1000;
  const turn: Turn = { parts, shopId, reading, stopping: () => stopping() || Date.now() >= end, end, sums };
  const renewal = setInterval(
    () => {
      void renewReading(database, shopId, readingLeaseSeconds).catch((fault: unknown) =>
        log.warn({ err: fault, shop: shopId }, 'the lease on a shop could not be renewed'),
      );
    },
    (readingLeaseSeconds * 1000) / 4,
  );
  try {
    const ending = (await readHinted(turn)) ?? (reading.isDue ? await readDue(turn) : null);
    if (ending) await giveUp(turn, ending);
    else if (!reading.isDue) await releaseReading(database, shopId);
    else if (turn.stopping()) await postponeReading(database, shopId, 0);
    else await endReading(database, shopId, everySeconds);
    if (!ending) log.info({ shop: shopId, ...sums }, 'a shop was read');
  } catch (fault) {
    // Without this, the shop would wait for the end of its lease.
    await postponeReading(database, shopId, againSeconds);
    throw fault;
  } finally {
    clearInterval(renewal);
  }
}

/** How long a page that began in the turn's time may take beyond it. */
const lastPageSeconds = 600;

/** The shop of one page. Each page has an id of its own, by which the intake tells its new content from that of others. */
const shopOf = ({ shopId, reading, end }: Turn): PulledShop => ({
  shopId,
  deadline: end + lastPageSeconds * 1000,
  access: reading.access,
  correlationId: randomUUID(),
});

/** Counts what became of the orders of a page. */
function countPage({ sums }: Turn, looked: number, { missing, repaired, refused }: PullSum): void {
  sums.looked += looked;
  sums.missing += missing;
  sums.repaired += repaired;
  sums.refused += refused.length;
}

/** Whether the shop could not show the order, or its refunds. A later try may succeed. */
const isUnread = ({ why: { code } }: PullSum['refused'][number]): boolean =>
  (code.startsWith('shop_read.') && code !== 'shop_read.no_order') || code === 'order.refunds_unread';

/** Reads the orders that webhooks told of. The regular reading has its turn although they tell of more and more. */
async function readHinted(turn: Turn): Promise<Ending> {
  const { parts, shopId } = turn;
  const end = Date.now() + hintSeconds * 1000;
  while (!turn.stopping() && Date.now() < end) {
    const hints = await oldestHints(parts.database, shopId, hintsAtOnce);
    if (hints.length === 0) break;
    const ids = hints.map(({ orderId }) => orderId);
    const page = await pullChosen(parts, shopOf(turn), ids);
    if (page.kind !== 'page') return page;
    const unread = new Set(page.refused.flatMap((order) => (isUnread(order) ? [order.order] : [])));
    await endHints(
      parts.database,
      shopId,
      hints.filter(({ orderId }) => !unread.has(orderId)),
    );
    await postponeHints(
      parts.database,
      shopId,
      hints.filter(({ orderId }) => unread.has(orderId)),
    );
    countPage(turn, page.looked, page);
  }
  return null;
}

/** Reads what is due by schedule. The settings come before the comparison, which may fail night after night. */
async function readDue(turn: Turn): Promise<Ending> {
  const { parts, shopId, reading, stopping } = turn;
  const ending = await readChanges(turn);
  if (ending || stopping()) return ending;
  if (await areFactsDue(parts.database, shopId, { isNight: reading.isComparisonDue }))
    await refreshFacts(parts, shopOf(turn));
  if (!reading.isComparisonDue || stopping()) return null;
  await keepWebhooks(parts, shopId, clientOf(parts, shopOf(turn)));
  return compareAll(turn);
}

/**
 * Reads the orders that have changed since the place that was reached. A slow change may appear behind a page that was read,
 * and the pages after it may take long. So the place does not go beyond the beginning of the turn.
 */
async function readChanges(turn: Turn): Promise<Ending> {
  let place: Position | null = positionAfter(turn.reading.readUntil);
  let began: string | null = null;
  while (place && !turn.stopping()) {
    const page = await pullPage(turn.parts, shopOf(turn), place);
    if (page.kind !== 'page') return page;
    began ??= page.readAt;
    const readUntil = page.readUntil < began ? page.readUntil : began;
    await noteRead(turn.parts.database, turn.shopId, readUntil);
    countPage(turn, page.looked, page);
    place = page.next;
  }
  return null;
}

/** Compares the orders of the last days with those of the shop. */
async function compareAll(turn: Turn): Promise<Ending> {
  const { parts, shopId, reading } = turn;
  const span = { days: comparedDays, readFrom: reading.readFrom };
  let place: ComparePlace | null = firstComparePlace;
  while (place && !turn.stopping()) {
    const page = await comparePage(parts, shopOf(turn), span, place);
    if (page.kind !== 'page') return page;
    countPage(turn, page.compared, page);
    place = page.next;
  }
  const isTooLong = Date.now() >= turn.end;
  if (place && !isTooLong) return null;
  // A comparison for which the turn is too short would begin again and again, and never end.
  if (place) parts.log.warn({ shop: shopId }, 'a shop has more orders than can be compared in one turn');
  await endComparison(parts.database, shopId);
  return null;
}

/**
 * Ends a turn that failed. If only the database failed, the shop is not to blame, so no failure is stored with it.
 */
async function giveUp({ parts, shopId }: Turn, ending: ShopFailure | Unavailable): Promise<void> {
  if (ending.kind === 'unavailable') return postponeReading(parts.database, shopId, againSeconds);
  parts.log.warn({ shop: shopId, code: ending.code }, 'a shop cannot be read');
  const { retryAfterSeconds = 0 } = ending;
  await failReading(parts.database, shopId, { why: reasonOf(ending), retryAfterSeconds });
}
