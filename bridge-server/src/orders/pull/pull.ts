import type { Reason } from '@kontor/shared/problem';
import { isCart } from '@kontor/shared/woocommerce';
import type { Queryable } from '../../database/database.ts';
import { unanswered, type Send } from '../../egress/request.ts';
import type { Egress } from '../../egress/send.ts';
import type { ShopId } from '../../ids.ts';
import { shopWay } from '../../shops/pairing/reach.ts';
import { reason, word } from '../../texts/reason.ts';
import { reasonOf } from '../../texts/say.ts';
import { z } from 'zod';
import { createShopClient, type RestAccess, type ShopClient } from '../../woocommerce/client.ts';
import {
  restOrder,
  readChangedOrders,
  secondOf,
  shifted,
  withRefunds,
  type RestOrder,
  type Position,
} from '../../woocommerce/orders.ts';
import { readOrderList } from '../../woocommerce/list.ts';
import { isShopWide, otherShape, type ShopFailure } from '../../woocommerce/reply.ts';
import { knownOrderIds } from '../known.ts';
import type { FetchedIntake } from '../receive.ts';

/**
 * WooCommerce sets the time of a change before it stores the change. A slow change may thus appear in the list behind
 * the place that was read, so each pull begins this many seconds earlier.
 */
export const overlapSeconds = 120;
/** A shop on a slow server needs a long time to list a hundred orders. */
const requestTimeoutMs = 60_000;
/** The most characters of all answers for one page: a hundred orders and their refunds have less than a tenth. */
const mostBytes = 32 * 1024 * 1024;

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
  /** The time after which the shop is asked nothing more, in milliseconds since 1970. */
  deadline?: number;
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

/** An order as an event for the intake, or that the order is gone. `problem`: why the order cannot be used. */
export type FetchedEvent = { order: RestOrder; refunds: unknown[]; problem?: Reason } | { id: string; tombstone: true };

/** Orders that were read one by one, and those that could not be read. */
export interface OrderFetch {
  events: FetchedEvent[];
  refused: PullSum['refused'];
}

/** The database could not take the orders; nothing was written. */
export type Unavailable = Extract<Awaited<ReturnType<FetchedIntake['take']>>, { kind: 'unavailable' }>;

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
  /** When the page was read: a second in UTC, by the database's clock. */
  readAt: string;
}

/** Where a pull begins if the shop has been read until this second (UTC). */
export const positionAfter = (readUntil: string): Position => ({ after: shifted(readUntil, -overlapSeconds) });

/** The client that reads a shop with its key, by the egress of the bridge. */
export function clientOf(
  { egress }: Pick<PullParts, 'egress'>,
  { access, correlationId, deadline }: Omit<PulledShop, 'shopId'>,
): ShopClient {
  const send = egress.forCall({
    budget: null,
    correlationId,
    system: shopWay,
    timeoutMs: requestTimeoutMs,
    ...(deadline === undefined ? {} : { deadline: () => deadline }),
  });
  return createShopClient(access, withinBytes(send, mostBytes));
}

/**
 * Sends until the answers have this many characters together. Each of them may be megabytes, and a page has hundreds of
 * them: a broken shop could use up the memory of the process, and with it stop the reading of all other shops.
 */
function withinBytes(send: Send, most: number): Send {
  let received = 0;
  return async (request) => {
    if (received >= most)
      return unanswered('too_large', word('sent.too_large', { host: new URL(request.url).host, bytes: most }));
    const sent = await send(request);
    if (sent.kind === 'answer') received += sent.body.length;
    return sent;
  };
}

/**
 * Reads one page of the orders that the shop has changed, with their refunds, and takes them in. A failure changes
 * nothing, so the same page can be pulled again.
 */
export async function pullPage(
  parts: PullParts,
  shop: PulledShop,
  at: Position,
): Promise<PulledPage | ShopFailure | Unavailable> {
  const client = clientOf(parts, shop);
  const readAt = await databaseTime(parts.database);
  const read = await readChangedOrders(client, at);
  if (read.kind === 'failed') return read;
  const fetched = read.isHeads
    ? await fetchOrders(
        client,
        read.orders.map(({ id }) => String(id)),
      )
    : await withAllRefunds(client, read.orders);
  if ('kind' in fetched) return fetched;
  const taken = await takeIn(parts, shop, readAt, fetched);
  if ('kind' in taken) return taken;
  // A shop whose clock is ahead, or an order with a date in the future, must not carry the place beyond what can change yet.
  const present = secondOf(readAt);
  return {
    kind: 'page',
    looked: read.orders.length,
    ...taken,
    remaining: Math.max(0, (read.total ?? 0) - read.orders.length),
    next: read.next,
    readUntil: read.readUntil < present ? read.readUntil : present,
    readAt: present,
  };
}

/** The orders of a list as events, with their refunds. */
async function withAllRefunds(client: ShopClient, orders: readonly RestOrder[]): Promise<OrderFetch | ShopFailure> {
  const events: FetchedEvent[] = [];
  for (const order of orders) {
    const event = await eventOf(client, order);
    if ('kind' in event) return event;
    events.push(event);
  }
  return { events, refused: [] };
}

/** Reads the orders with these ids and takes them in. An order that the shop does not have any more becomes a tombstone. */
export async function pullChosen(
  parts: PullParts,
  shop: PulledShop,
  ids: readonly string[],
): Promise<({ kind: 'page'; looked: number } & PullSum) | ShopFailure | Unavailable> {
  const readAt = await databaseTime(parts.database);
  const fetched = await fetchOrders(clientOf(parts, shop), ids);
  if ('kind' in fetched) return fetched;
  const taken = await takeIn(parts, shop, readAt, fetched);
  return 'kind' in taken ? taken : { kind: 'page', looked: ids.length, ...taken };
}

/** The present time of the database's clock, by which the bridge orders what it has read. */
export async function databaseTime(database: Queryable): Promise<Date> {
  const { rows } = await database.query<{ now: Date }>('select now()');
  return rows[0]?.now ?? new Date();
}

/**
 * Takes orders in that were read from the database's time `readAt` on, and sums up what became of all. An order that is gone
 * and that the bridge never had is refused. A cart that nobody has ordered yet is left out, unless the bridge has its order.
 */
export async function takeIn(
  { intake, database }: Pick<PullParts, 'intake' | 'database'>,
  { shopId, correlationId }: PulledShop,
  readAt: Date,
  { events, refused }: OrderFetch,
): Promise<PullSum | Unavailable> {
  const gone = events.flatMap((event) => ('tombstone' in event ? [event.id] : []));
  const carts = events.flatMap((event) =>
    'order' in event && isCart(event.order['status']) ? [String(event.order.id)] : [],
  );
  const known = await knownOrderIds(database, shopId, [...gone, ...carts]);
  const unknown = gone.filter((id) => !known.has(id));
  const leftOut = new Set([...gone, ...carts].filter((id) => !known.has(id)));
  const usable = events.filter((event) => !leftOut.has('order' in event ? String(event.order.id) : event.id));
  const taken = await intake.take({ shop: shopId, readAt, events: usable, correlationId });
  if (taken.kind === 'unavailable') return taken;
  const { outcomes } = taken;
  const revisions = outcomes.flatMap((event) => (event.outcome === 'accepted' ? [event.revision] : []));
  return {
    missing: revisions.filter((revision) => revision === 1).length,
    repaired: revisions.filter((revision) => revision > 1).length,
    refused: [
      ...refused,
      ...unknown.map((order) => ({ order, why: reason('shop_read.no_order', { order }) })),
      ...outcomes.flatMap((event) => (event.outcome === 'refused' ? [{ order: event.id, why: event.why }] : [])),
    ],
  };
}

/**
 * The order as an event for the intake. If the shop cannot show the refunds, the event says that the order is
 * unreadable, so that the other orders are still taken in.
 */
async function eventOf(client: ShopClient, order: RestOrder): Promise<FetchedEvent | ShopFailure> {
  const read = await withRefunds(client, order);
  if (read.kind === 'event') return read.event;
  if (read.kind === 'failed') return (await isOfShop(client, read)) ? read : unreadable(order, reasonOf(read));
  // The order changed while it was read, so it is read once more.
  const reply = await client.get(`orders/${order.id}`);
  if (reply.kind === 'absent') return { id: String(order.id), tombstone: true };
  const present = restOrder.safeParse(reply.kind === 'value' ? reply.value : null).data;
  const again = present ? await withRefunds(client, present) : read;
  if (again.kind === 'event') return again.event;
  return again.kind === 'failed' && (await isOfShop(client, again))
    ? again
    : unreadable(order, reasonOf(otherShape('refunds')));
}

/** The event of an order that cannot be used because of its refunds. */
const unreadable = (order: RestOrder, why: Reason): FetchedEvent => ({
  order,
  refunds: [],
  problem: reason('order.refunds_unread', { cause: { because: why } }),
});

/** The failures by which nobody can tell whether the whole shop or one order is to blame. */
const doubtfulFailures: ReadonlySet<string> = new Set(['shop_read.slow', 'shop_read.unreachable']);

/**
 * Whether a failure over one order concerns the whole shop. WooCommerce may take minutes over one order, or break off. If
 * the shop answers otherwise, that order must not keep back all others.
 */
async function isOfShop(client: ShopClient, failure: ShopFailure): Promise<boolean> {
  if (!isShopWide(failure) || !doubtfulFailures.has(failure.code)) return isShopWide(failure);
  const read = await readOrderList(client, { per_page: 1, _fields: 'id' }, z.unknown());
  return read.kind === 'failed';
}

/** Reads the orders with these ids. A failure of one order refuses that order, and leaves the others as they are. */
export async function fetchOrders(client: ShopClient, ids: readonly string[]): Promise<OrderFetch | ShopFailure> {
  const fetched: OrderFetch = { events: [], refused: [] };
  for (const id of ids) {
    const event = await fetchOrder(client, id);
    if (!('kind' in event)) fetched.events.push(event);
    else if (await isOfShop(client, event)) return event;
    else fetched.refused.push({ order: id, why: reasonOf(event) });
  }
  return fetched;
}

/**
 * Reads one order as an event for the intake: with its refunds, or as a tombstone if the order is gone or in the trash.
 */
async function fetchOrder(client: ShopClient, id: string): Promise<FetchedEvent | ShopFailure> {
  const reply = await client.get(`orders/${id}`);
  if (reply.kind === 'failed') return reply;
  if (reply.kind === 'absent') return { id, tombstone: true };
  const order = restOrder.extend({ status: z.string() }).safeParse(reply.value);
  if (!order.success || String(order.data.id) !== id) return otherShape('orders');
  return order.data.status === 'trash' ? { id, tombstone: true } : eventOf(client, order.data);
}
