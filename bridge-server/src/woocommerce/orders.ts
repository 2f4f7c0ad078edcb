import { z } from 'zod';
import type { ShopClient } from './client.ts';
import type { ShopFailure } from './reply.ts';
import { reason } from '../texts/reason.ts';

/** As many orders as WooCommerce puts on one page. */
export const ordersPerPage = 100;

/** A shop that is too weak for a hundred orders at once is asked for fewer. */
const pageSizes = [ordersPerPage, 10, 1] as const;
const failuresOfSize: ReadonlySet<string> = new Set([
  'shop_read.broken',
  'shop_read.not_json',
  'shop_read.slow',
  'shop_read.too_large',
]);

/** What reading changes needs to know of each order; the rest of the body is left as it came. */
export const listedOrder = z.looseObject({
  id: z.int().positive(),
  /** Seconds without a zone, in UTC. */
  date_modified_gmt: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
  refunds: z.array(z.looseObject({ id: z.int() })).catch([]),
});
export type ListedOrder = z.infer<typeof listedOrder>;

/** Where the reading of changes goes on. */
export const position = z.strictObject({
  /** Everything that was changed up to this second (UTC) has been read. */
  after: z.string(),
  /** More orders were changed in the second that follows than one page holds: that second is read by the ids of its orders. */
  crowded: z.strictObject({ page: z.int().positive(), total: z.int().nullable() }).optional(),
});
export type Position = z.infer<typeof position>;

/** A page of orders as they were read. `next`: null after the last page. `total`: how many entries the list has. */
export interface ReadOrders {
  kind: 'orders';
  orders: readonly ListedOrder[];
  total: number | null;
  next: Position | null;
  /** Everything that the shop changed up to this second has been read. */
  readUntil: string;
}

/**
 * Reads one page of the orders that the shop has changed, oldest change first.
 *
 * An order that changes between two pages moves to the end of the list, and by page numbers another order would slip by unseen. So
 * each page begins at the second in which the last one ended; an order of that second is read twice. Where more orders share
 * one second than a page holds, as after an import, that second is read by the orders' ids.
 */
export async function readChanges(client: ShopClient, at: Position): Promise<ReadOrders | ShopFailure> {
  const { after, crowded } = at;
  if (crowded) return readCrowdedSecond(client, after, crowded);
  const page = await readFirstPage(client, { modified_after: after, orderby: 'modified', order: 'asc' });
  if (page.kind === 'failed') return page;
  const { orders, total, size } = page;
  if (!keepsTo(orders, after)) return { kind: 'failed', ...reason('shop_read.other_list', { after }) };
  const last = orders.at(-1)?.date_modified_gmt;
  if (last === undefined || orders.length < size)
    return { kind: 'orders', orders, total, next: null, readUntil: last ?? after };
  const before = shifted(last, -1);
  if (before > after) return { kind: 'orders', orders, total, next: { after: before }, readUntil: before };
  return { kind: 'orders', orders, total, next: { after, crowded: { page: 1, total: null } }, readUntil: after };
}

/** One page of the second after `after`. An order that changes meanwhile leaves the second, and its pages are read anew. */
async function readCrowdedSecond(
  client: ShopClient,
  after: string,
  { page, total }: NonNullable<Position['crowded']>,
): Promise<ReadOrders | ShopFailure> {
  const query = { modified_after: after, modified_before: shifted(after, 2), orderby: 'id', order: 'asc', page };
  const read = await readPage(client, query);
  if (read.kind === 'failed') return read;
  const { orders } = read;
  const hasChanged = total !== null && read.total !== total;
  const isLast = orders.length < ordersPerPage && !hasChanged;
  const next = isLast
    ? { after: shifted(after, 1) }
    : { after, crowded: { page: hasChanged ? 1 : page + 1, total: read.total } };
  return { kind: 'orders', orders, total: null, next, readUntil: isLast ? next.after : after };
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

type Query = Readonly<Record<string, string | number>>;
type Page = { kind: 'page'; orders: ListedOrder[]; total: number | null };

/** The first page, of as many orders as the shop can show at once. */
async function readFirstPage(client: ShopClient, query: Query): Promise<(Page & { size: number }) | ShopFailure> {
  let page: Page | ShopFailure | null = null;
  for (const size of pageSizes) {
    page = await readPage(client, { ...query, page: 1, per_page: size });
    if (page.kind === 'page') return { ...page, size };
    if (!failuresOfSize.has(page.code)) return page;
  }
  return page ?? { kind: 'failed', ...reason('shop_read.other_shape', { list: 'orders' }) };
}

async function readPage(client: ShopClient, query: Query): Promise<Page | ShopFailure> {
  const reply = await client.get('orders', { per_page: ordersPerPage, dates_are_gmt: true, ...query });
  if (reply.kind === 'failed') return reply;
  const orders = z.array(listedOrder).safeParse(reply.kind === 'value' ? reply.value : null);
  if (reply.kind === 'absent' || !orders.success)
    return { kind: 'failed', ...reason('shop_read.other_shape', { list: 'orders' }) };
  return { kind: 'page', orders: orders.data, total: reply.total };
}

/** The second so many seconds later. */
export const shifted = (second: string, seconds: number): string =>
  new Date(Date.parse(`${second}Z`) + seconds * 1000).toISOString().slice(0, 19);

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
