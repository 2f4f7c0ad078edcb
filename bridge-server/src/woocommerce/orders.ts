import { z } from 'zod';
import type { ShopClient } from './client.ts';
import type { ShopFailure } from './reply.ts';
import { reason } from '../texts/reason.ts';

/** The most orders that WooCommerce puts on one page. */
export const ordersPerPage = 100;

/** The fields of an order that the reading of changes uses. All other fields stay as the shop sent them. */
export const listedOrder = z.looseObject({
  id: z.int().positive(),
  /** Seconds without a zone, in UTC. */
  date_modified_gmt: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
  refunds: z.array(z.looseObject({ id: z.int() })).catch([]),
});
export type ListedOrder = z.infer<typeof listedOrder>;

/** The place at which the reading of changes continues. */
export const position = z.strictObject({
  /** Everything that was changed up to this second (UTC) has been read. */
  after: z.string(),
  /**
   * Set when more orders changed in the second after `after` than one page holds. That second is read by the ids of its
   * orders. `page`: the page to read next. `total`: how many orders the second had at the page before; null at first.
   */
  crowded: z.strictObject({ page: z.int().positive(), total: z.int().nullable() }).optional(),
});
export type Position = z.infer<typeof position>;

/**
 * A page of changed orders. `next`: null after the last page. `total`: how many orders the whole list has, if known.
 */
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
 * An order that changes between two pages moves to the end of the list, and every order behind it moves up one place.
 * With page numbers, the first order of the next page would then be missed. So each page begins at the second in which
 * the page before ended, and the orders of that second are read twice. After an import, one second may have more orders
 * than a page holds. Such a second is read by the ids of its orders.
 */
export async function readChanges(client: ShopClient, at: Position): Promise<ReadOrders | ShopFailure> {
  const { after, crowded } = at;
  if (crowded) return readCrowdedSecond(client, after, crowded);
  const page = await readPage(client, { modified_after: after, orderby: 'modified', order: 'asc', page: 1 });
  if (page.kind === 'failed') return page;
  const { orders, total } = page;
  if (!isListAskedFor(orders, after)) return { kind: 'failed', ...reason('shop_read.other_list', { after }) };
  const last = orders.at(-1)?.date_modified_gmt;
  if (last === undefined || orders.length < ordersPerPage)
    return { kind: 'orders', orders, total, next: null, readUntil: last ?? after };
  const before = shifted(last, -1);
  if (before > after) return { kind: 'orders', orders, total, next: { after: before }, readUntil: before };
  return { kind: 'orders', orders, total, next: { after, crowded: { page: 1, total: null } }, readUntil: after };
}

/**
 * Reads one page of the second after `after`. An order that changes meanwhile leaves that second and shifts its pages.
 * The shop's total then differs, and the reading of the second begins again at its first page.
 */
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
 * Whether the shop sent the list that was asked for: orders that changed after the second, oldest change first.
 * WooCommerce before 5.8 does not know the filter, and a cache may answer with an older list. Without this check, the
 * bridge would read the same page for ever, or would skip orders.
 */
const isListAskedFor = (orders: readonly ListedOrder[], after: string): boolean =>
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

/** The time that is this many seconds later, written in the same way. */
export const shifted = (second: string, seconds: number): string =>
  new Date(Date.parse(`${second}Z`) + seconds * 1000).toISOString().slice(0, 19);

/**
 * Reads the complete refunds of an order, because a list of orders shows only the id and amount of each refund. Returns
 * the order with its refunds as an event for the intake. `moved`: the order changed while it was read, because its
 * refunds are not those that it lists. The next pull reads it again.
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
  const isComplete = refunds.length === listed.size && refunds.every(({ id }) => listed.has(id));
  return isComplete ? { kind: 'event', event: { order, refunds } } : { kind: 'moved' };
}
