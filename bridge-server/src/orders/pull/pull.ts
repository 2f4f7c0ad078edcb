import type { Reason } from '@kontor/shared/problem';
import type { Queryable } from '../../database/database.ts';
import type { Egress } from '../../egress/send.ts';
import type { ShopId } from '../../ids.ts';
import { shopWay } from '../../shops/pairing/reach.ts';
import { reason } from '../../texts/reason.ts';
import { reasonOf } from '../../texts/say.ts';
import { z } from 'zod';
import { createShopClient, type RestAccess, type ShopClient } from '../../woocommerce/client.ts';
import {
  listedOrder,
  readChanges,
  shifted,
  withRefunds,
  type ListedOrder,
  type Position,
} from '../../woocommerce/orders.ts';
import type { ShopFailure } from '../../woocommerce/reply.ts';
import type { FetchedIntake, ReceivedEvent } from '../receive.ts';

/** WooCommerce chooses the time of a change before it stores the change: orders of so many seconds before are read once more. */
const overlapSeconds = 120;
/** A shop on a slow host takes long for a hundred orders. */
const requestTimeoutMs = 60_000;

/** What pulling works with. */
export interface PullParts {
  database: Queryable;
  egress: Egress;
  intake: FetchedIntake;
}

/** Which shop is pulled, and by which access. */
export interface PulledShop {
  shopId: ShopId;
  access: RestAccess;
  correlationId: string;
}

/** What became of orders that were read. */
export interface Sum {
  /** Orders that the bridge did not have, and orders of which it had another content. */
  missing: number;
  repaired: number;
  /** Orders that were not taken in, or only as orders that cannot be read. */
  refused: { order: string | null; why: Reason }[];
}

/** What one page of a pull came to. */
export interface PulledPage extends Sum {
  kind: 'page';
  /** How many orders the page has; some of them stand on the page before as well. */
  looked: number;
  /** How many more orders the shop has behind this page, as far as it tells. */
  remaining: number;
  next: Position | null;
  readUntil: string;
}

/** Where a pull begins that goes on from a second (UTC) that was read. */
export const positionAfter = (readUntil: string): Position => ({ after: shifted(readUntil, -overlapSeconds) });

/** Reads with the shop's key by the bridge's one way out. */
export function clientOf(
  { egress }: Pick<PullParts, 'egress'>,
  { access, correlationId }: Omit<PulledShop, 'shopId'>,
): ShopClient {
  return createShopClient(
    access,
    egress.forCall({ budget: null, correlationId, system: shopWay, timeoutMs: requestTimeoutMs }),
  );
}

/**
 * Reads one page of the orders that the shop has changed, with their refunds, and takes them in. A failure leaves everything as it
 * was: the page can be asked for again.
 */
export async function pullPage(
  parts: PullParts,
  shop: PulledShop,
  at: Position,
): Promise<PulledPage | ShopFailure | { kind: 'unavailable'; cause: string }> {
  const client = clientOf(parts, shop);
  const { rows } = await parts.database.query<{ now: Date }>('select now()');
  const read = await readChanges(client, at);
  if (read.kind === 'failed') return read;
  const events: unknown[] = [];
  for (const order of read.orders) {
    const event = await eventOf(client, order);
    if (event === 'moved') continue;
    if ('kind' in event) return event;
    events.push(event);
  }
  const { shopId, correlationId } = shop;
  const readAt = rows[0]?.now ?? new Date();
  const taken = await parts.intake.take({ shop: shopId, readAt, events, correlationId });
  if (taken.kind === 'unavailable') return taken;
  // A shop whose clock is ahead, or an order with a date in the future, must not carry the place beyond what can change yet.
  const present = readAt.toISOString().slice(0, 19);
  return {
    kind: 'page',
    looked: read.orders.length,
    ...sumOf(taken.outcomes),
    remaining: Math.max(0, (read.total ?? 0) - read.orders.length),
    next: read.next,
    readUntil: read.readUntil < present ? read.readUntil : present,
  };
}

/** Reads chosen orders by their ids and takes them in; an order that the shop does not have is taken in as gone. */
export async function pullChosen(
  parts: PullParts,
  shop: PulledShop,
  ids: readonly string[],
): Promise<({ kind: 'page'; looked: number } & Sum) | ShopFailure | { kind: 'unavailable'; cause: string }> {
  const client = clientOf(parts, shop);
  const { rows } = await parts.database.query<{ now: Date }>('select now()');
  const events: unknown[] = [];
  for (const id of ids) {
    const event = await readOrder(client, id);
    if (event === 'moved') continue;
    if ('kind' in event) return event;
    events.push(event);
  }
  const { shopId, correlationId } = shop;
  const taken = await parts.intake.take({ shop: shopId, readAt: rows[0]?.now ?? new Date(), events, correlationId });
  return taken.kind === 'unavailable' ? taken : { kind: 'page', looked: ids.length, ...sumOf(taken.outcomes) };
}

/** Counts outcomes of the intake. */
export function sumOf(outcomes: readonly ReceivedEvent[]): Sum {
  const revisions = outcomes.flatMap((event) => (event.outcome === 'accepted' ? [event.revision] : []));
  return {
    missing: revisions.filter((revision) => revision === 1).length,
    repaired: revisions.filter((revision) => revision > 1).length,
    refused: outcomes.flatMap((event) => (event.outcome === 'refused' ? [{ order: event.id, why: event.why }] : [])),
  };
}

/** Failures of the whole shop; any other failure is that of one order. */
const ofTheShop: ReadonlySet<string> = new Set([
  'shop_read.unreachable',
  'shop_read.slow',
  'shop_read.address_refused',
  'shop_read.redirected',
  'shop_read.rate_limited',
  'shop_read.maintenance',
  'shop_read.wrong_key',
  'shop_read.no_right',
  'shop_read.clock',
  'shop_read.locked',
]);

/** The order as an event. One whose refunds the shop cannot show is taken in as an order that cannot be read, and stops no other. */
async function eventOf(client: ShopClient, order: ListedOrder): Promise<object | 'moved' | ShopFailure> {
  const read = await withRefunds(client, order);
  if (read.kind === 'moved') return 'moved';
  if (read.kind === 'event') return read.event;
  if (ofTheShop.has(read.code)) return read;
  return { order, refunds: [], problem: reason('order.refunds_unread', { cause: { because: reasonOf(read) } }) };
}

/** The order as it is now: an event with its refunds, or the event of an order that is gone. */
export async function readOrder(client: ShopClient, id: string): Promise<object | 'moved' | ShopFailure> {
  const reply = await client.get(`orders/${id}`);
  if (reply.kind === 'failed') return reply;
  if (reply.kind === 'absent') return { id, tombstone: true };
  const order = listedOrder.extend({ status: z.string() }).safeParse(reply.value);
  if (!order.success) return { kind: 'failed', ...reason('shop_read.other_shape', { list: 'orders' }) };
  return order.data.status === 'trash' ? { id, tombstone: true } : eventOf(client, order.data);
}
