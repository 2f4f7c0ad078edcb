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
  restOrder,
  readChangedOrders,
  shifted,
  withRefunds,
  type RestOrder,
  type Position,
} from '../../woocommerce/orders.ts';
import type { ShopFailure } from '../../woocommerce/reply.ts';
import type { FetchedIntake, ReceivedEvent } from '../receive.ts';

/**
 * WooCommerce sets the time of a change before it stores the change. A slow change may thus appear in the list behind
 * the place that was read, so each pull begins this many seconds earlier.
 */
const overlapSeconds = 120;
/** A shop on a slow server needs a long time to list a hundred orders. */
const requestTimeoutMs = 60_000;

/** What a pull needs from the bridge. */
export interface PullParts {
  database: Queryable;
  egress: Egress;
  intake: FetchedIntake;
}

/** The shop that is pulled, and the access to it. */
export interface PulledShop {
  shopId: ShopId;
  access: RestAccess;
  correlationId: string;
}

/** What became of the orders that were read, in numbers. */
export interface PullSum {
  /** How many orders the bridge did not have. */
  missing: number;
  /** How many orders the bridge had with another content. */
  repaired: number;
  /** The orders that were not taken in, and those that were taken in only as unreadable. */
  refused: { order: string | null; why: Reason }[];
}

/** The result of pulling one page. */
export interface PulledPage extends PullSum {
  kind: 'page';
  /** How many orders the page has. Some of them were on the page before, too. */
  looked: number;
  /** How many more orders the shop lists after this page; 0 if the shop does not say. */
  remaining: number;
  /** Where the next page begins; null after the last page. */
  next: Position | null;
  /** Everything that the shop changed up to this second (UTC) has been read. */
  readUntil: string;
}

/** Where a pull begins if the shop has been read until this second (UTC). */
export const positionAfter = (readUntil: string): Position => ({ after: shifted(readUntil, -overlapSeconds) });

/** The client that reads a shop with its key, by the egress of the bridge. */
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
 * Reads one page of the orders that the shop has changed, with their refunds, and takes them in. A failure changes
 * nothing, so the same page can be pulled again.
 */
export async function pullPage(
  parts: PullParts,
  shop: PulledShop,
  at: Position,
): Promise<PulledPage | ShopFailure | { kind: 'unavailable'; cause: string }> {
  const client = clientOf(parts, shop);
  const { rows } = await parts.database.query<{ now: Date }>('select now()');
  const read = await readChangedOrders(client, at);
  if (read.kind === 'failed') return read;
  const events: unknown[] = [];
  for (const order of read.orders) {
    const event = await eventOf(client, order);
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
    ...pullSumOf(taken.outcomes),
    remaining: Math.max(0, (read.total ?? 0) - read.orders.length),
    next: read.next,
    readUntil: read.readUntil < present ? read.readUntil : present,
  };
}

/** Reads the orders with these ids and takes them in. An order that the shop does not have becomes a tombstone. */
export async function pullChosen(
  parts: PullParts,
  shop: PulledShop,
  ids: readonly string[],
): Promise<({ kind: 'page'; looked: number } & PullSum) | ShopFailure | { kind: 'unavailable'; cause: string }> {
  const client = clientOf(parts, shop);
  const { rows } = await parts.database.query<{ now: Date }>('select now()');
  const events: unknown[] = [];
  const refused: PullSum['refused'] = [];
  for (const id of ids) {
    const event = await fetchOrder(client, id);
    if (!('kind' in event)) events.push(event);
    else if (isShopWide(event)) return event;
    else refused.push({ order: id, why: reasonOf(event) });
  }
  const { shopId, correlationId } = shop;
  const taken = await parts.intake.take({ shop: shopId, readAt: rows[0]?.now ?? new Date(), events, correlationId });
  if (taken.kind === 'unavailable') return taken;
  const sum = pullSumOf(taken.outcomes);
  return { kind: 'page', looked: ids.length, ...sum, refused: [...refused, ...sum.refused] };
}

/** Sums up the outcomes of the intake. */
export function pullSumOf(outcomes: readonly ReceivedEvent[]): PullSum {
  const revisions = outcomes.flatMap((event) => (event.outcome === 'accepted' ? [event.revision] : []));
  return {
    missing: revisions.filter((revision) => revision === 1).length,
    repaired: revisions.filter((revision) => revision > 1).length,
    refused: outcomes.flatMap((event) => (event.outcome === 'refused' ? [{ order: event.id, why: event.why }] : [])),
  };
}

/** The failures that concern the whole shop. Any other failure concerns one order. */
const shopWideFailures: ReadonlySet<string> = new Set([
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

export const isShopWide = ({ code }: ShopFailure): boolean => shopWideFailures.has(code);

/**
 * The order as an event for the intake. If the shop cannot show the refunds, the event says that the order is
 * unreadable, so that the other orders are still taken in.
 */
async function eventOf(client: ShopClient, order: RestOrder): Promise<object | ShopFailure> {
  const read = await withRefunds(client, order);
  if (read.kind === 'event') return read.event;
  if (read.kind === 'failed') return isShopWide(read) ? read : unreadable(order, reasonOf(read));
  // The order changed while it was read, so it is read once more.
  const reply = await client.get(`orders/${order.id}`);
  const present = restOrder.safeParse(reply.kind === 'value' ? reply.value : null).data;
  const again = present ? await withRefunds(client, present) : read;
  if (again.kind === 'event') return again.event;
  return again.kind === 'failed' && isShopWide(again)
    ? again
    : unreadable(order, reason('shop_read.other_shape', { list: 'refunds' }));
}

/** The event of an order that cannot be used because of its refunds. */
const unreadable = (order: RestOrder, why: Reason): object => ({
  order,
  refunds: [],
  problem: reason('order.refunds_unread', { cause: { because: why } }),
});

/**
 * Reads one order as an event for the intake: with its refunds, or as a tombstone if the order is gone or in the trash.
 */
export async function fetchOrder(client: ShopClient, id: string): Promise<object | ShopFailure> {
  const reply = await client.get(`orders/${id}`);
  if (reply.kind === 'failed') return reply;
  if (reply.kind === 'absent') return { id, tombstone: true };
  const order = restOrder.extend({ status: z.string() }).safeParse(reply.value);
  if (!order.success || String(order.data.id) !== id)
    return { kind: 'failed', ...reason('shop_read.other_shape', { list: 'orders' }) };
  return order.data.status === 'trash' ? { id, tombstone: true } : eventOf(client, order.data);
}
