import { z } from 'zod';
import type { ShopClient } from './client.ts';
import type { ShopFailure } from './reply.ts';
import { reason } from '../texts/reason.ts';

/** As many orders as WooCommerce puts on one page. */
export const ordersPerPage = 100;

/** What reading changes needs to know of each order; the rest of the body is left as it came. */
const listedOrder = z.looseObject({
  id: z.int().positive(),
  /** Seconds without a zone, in UTC. */
  date_modified_gmt: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
  refunds: z.array(z.looseObject({ id: z.int() })).catch([]),
});
export type ListedOrder = z.infer<typeof listedOrder>;

/** A page of orders as they were read. */
export interface ReadOrders {
  kind: 'orders';
  orders: readonly ListedOrder[];
  /** All that the shop changed before this second has been read; the next pull begins there. `null`: not known yet. */
  readUntil: string | null;
}

/**
 * Reads the orders that the shop changed after `since` (seconds in UTC, such as `2026-01-31T12:00:00`), oldest change first.
 *
 * An order that changes while this reads moves to the end of the list, and by page numbers another would slip by unseen. So each
 * request begins at the second in which the last one ended, and an order that stands in that second is read twice. Where more
 * orders share one second than a page holds, as after an import, that second is read by the orders' ids.
 */
export async function* readChangedOrders(
  client: ShopClient,
  since: string,
): AsyncGenerator<ReadOrders | ShopFailure, void, void> {
  let after = since;
  for (;;) {
    const page = await readPage(client, { modified_after: after, orderby: 'modified', order: 'asc', page: 1 });
    if (page.kind === 'failed') return void (yield page);
    if (!keepsTo(page.orders, after))
      return void (yield { kind: 'failed', ...reason('shop_read.other_list', { after }) });
    const last = page.orders.at(-1);
    if (!last || page.orders.length < ordersPerPage)
      return void (yield { kind: 'orders', orders: page.orders, readUntil: last?.date_modified_gmt ?? after });
    const second = last.date_modified_gmt;
    if (secondBefore(second) > after) {
      after = secondBefore(second);
      yield { kind: 'orders', orders: page.orders, readUntil: after };
      continue;
    }
    for await (const ofSecond of readSecond(client, second)) {
      yield ofSecond;
      if (ofSecond.kind === 'failed') return;
    }
    after = second;
  }
}

/** All orders that were changed in one second, by their ids. One that changes meanwhile leaves the second, so the pages are read anew. */
async function* readSecond(client: ShopClient, second: string): AsyncGenerator<ReadOrders | ShopFailure, void, void> {
  const query = {
    modified_after: secondBefore(second),
    modified_before: secondAfter(second),
    orderby: 'id',
    order: 'asc',
  };
  let total: number | null = null;
  for (let page = 1; ; page++) {
    const read = await readPage(client, { ...query, page });
    if (read.kind === 'failed') return void (yield read);
    if (total !== null && read.total !== total) page = 0;
    else yield { kind: 'orders', orders: read.orders, readUntil: null };
    total = read.total;
    if (page > 0 && read.orders.length < ordersPerPage) return;
  }
}

/**
 * Whether a page holds what was asked for: changed after the second, and in the order of the changes. A shop that does not know the
 * filter (WooCommerce before 5.8), or one whose answers come from a cache, would be read for ever or not at all.
 */
const keepsTo = (orders: readonly ListedOrder[], after: string): boolean =>
  orders.every(
    ({ date_modified_gmt: changed }, index) =>
      changed > after && changed >= (orders[index - 1]?.date_modified_gmt ?? ''),
  );

type Page = { kind: 'page'; orders: ListedOrder[]; total: number | null };

async function readPage(
  client: ShopClient,
  query: Readonly<Record<string, string | number>>,
): Promise<Page | ShopFailure> {
  const reply = await client.get('orders', { per_page: ordersPerPage, dates_are_gmt: true, ...query });
  if (reply.kind === 'failed') return reply;
  const orders = z.array(listedOrder).safeParse(reply.kind === 'value' ? reply.value : null);
  if (reply.kind === 'absent' || !orders.success)
    return { kind: 'failed', ...reason('shop_read.other_shape', { list: 'orders' }) };
  return { kind: 'page', orders: orders.data, total: reply.total };
}

const shifted = (second: string, by: number): string =>
  new Date(Date.parse(`${second}Z`) + by * 1000).toISOString().slice(0, 19);
const secondBefore = (second: string): string => shifted(second, -1);
const secondAfter = (second: string): string => shifted(second, 1);

/**
 * An order with its refunds whole, as the event that the bridge takes. A list shows of a refund its id and amount alone.
 * `moved`: the order has other refunds than its list says; it changes just now, and the next pull reads it.
 */
export async function withRefunds(
  client: ShopClient,
  order: ListedOrder,
): Promise<{ kind: 'event'; event: { order: ListedOrder; refunds: unknown[] } } | { kind: 'moved' } | ShopFailure> {
  if (order.refunds.length === 0) return { kind: 'event', event: { order, refunds: [] } };
  const refunds: { id: number }[] = [];
  for (let page = 1; ; page++) {
    const reply = await client.get(`orders/${order.id}/refunds`, { per_page: ordersPerPage, page });
    if (reply.kind === 'failed') return reply;
    if (reply.kind === 'absent') return { kind: 'moved' };
    const read = z.array(z.looseObject({ id: z.int() })).safeParse(reply.value);
    if (!read.success) return { kind: 'failed', ...reason('shop_read.other_shape', { list: 'refunds' }) };
    refunds.push(...read.data);
    if (read.data.length < ordersPerPage) break;
  }
  const listed = new Set(order.refunds.map(({ id }) => id));
  const agrees = refunds.length === listed.size && refunds.every(({ id }) => listed.has(id));
  return agrees ? { kind: 'event', event: { order, refunds } } : { kind: 'moved' };
}
