import { listIn } from '@kontor/shared/woocommerce/limits';
import { z } from 'zod';
import type { ShopClient } from './client.ts';
import { readOrderList, type ReadList } from './list.ts';
import { otherShape, type ShopFailure } from './reply.ts';
import { reason } from '../texts/reason.ts';

/** The most orders that WooCommerce puts on one page. */
export const restPageSize = 100;

/** If a shop breaks down over a hundred orders at once, it is asked for fewer, and then for nothing but their heads. */
const pageSizes = [restPageSize, 10, 1] as const;
const failuresOfSize: ReadonlySet<string> = new Set([
  'shop_read.broken',
  'shop_read.not_json',
  'shop_read.slow',
  'shop_read.too_large',
]);

const second = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/)
  .refine((text) => !Number.isNaN(Date.parse(`${text}Z`)), 'No calendar has this time');

/** The fields of an order that the reading of changes uses. All other fields stay as the shop sent them. */
export const restOrder = z.looseObject({
  id: z.int().positive(),
  /** Seconds without a zone, in UTC. */
  date_modified_gmt: second,
  refunds: z.preprocess(listIn, z.array(z.looseObject({ id: z.int() }))),
});
export type RestOrder = z.infer<typeof restOrder>;

/** The place at which the reading of changes continues. */
export const position = z.strictObject({
  /** Everything that was changed up to this second (UTC) has been read. */
  after: second,
  /**
   * Set while a span of time is read by the ids of its orders: the seconds after `after` and before `until`. `page`: the page
   * to read next. `total`: how many orders the span had at the page before; null at first.
   */
  span: z.strictObject({ until: second, page: z.int().positive(), total: z.int().nullable() }).optional(),
});
export type Position = z.infer<typeof position>;

/** The fields of a head: enough to read the order by itself. */
const headFields = 'id,date_modified_gmt,refunds';

/**
 * A page of changed orders. `isHeads`: the shop breaks down over the orders as a whole, so they have only the fields of a
 * head, and each is to be read by itself. `next`: null after the last page. `total`: how many orders the whole list has, if known.
 */
export interface ReadOrders {
  kind: 'orders';
  orders: readonly RestOrder[];
  isHeads: boolean;
  total: number | null;
  next: Position | null;
  /** Everything that the shop changed up to this second has been read. */
  readUntil: string;
}

/** A shop that keeps orders as posts sorts them by its own time, which runs twice through one hour of autumn. */
const longestDisorderSeconds = 7200;

/**
 * Reads one page of the orders that the shop has changed, oldest change first.
 *
 * An order that changes between two pages moves to the end of the list, and every order behind it moves up one place.
 * With page numbers, the first order of the next page would then be missed. So each page begins at the second in which
 * the page before ended, and the orders of that second are read twice. After an import, one second may have more orders
 * than a page holds. Such a second is read by the ids of its orders.
 *
 * A page may be short though more orders follow: WooCommerce leaves orders out that it cannot load. So only the shop's total,
 * or an empty page, ends the list.
 */
export async function readChangedOrders(client: ShopClient, at: Position): Promise<ReadOrders | ShopFailure> {
  const { after, span } = at;
  if (span) return readSpan(client, after, span);
  const query = { modified_after: after, orderby: 'modified', order: 'asc', page: 1 };
  const page = await readPage(client, query, pageSizes);
  if (page.kind === 'failed') return page;
  const { entries: orders, isHeads, total } = page;
  const changes = orders.map(({ date_modified_gmt: changed }) => changed);
  // WooCommerce before 5.8 does not know the filter, and a cache may answer with an older list: it would be read for ever.
  if (changes.some((changed) => changed <= after))
    return { kind: 'failed', ...reason('shop_read.other_list', { after }) };
  const last = changes.at(-1);
  if (last === undefined) return { kind: 'orders', orders, isHeads, total, next: null, readUntil: after };
  if (total !== null && orders.length >= total)
    return { kind: 'orders', orders, isHeads, total, next: null, readUntil: changes.toSorted().at(-1) ?? after };
  const bySpan = (until: string): ReadOrders => ({
    kind: 'orders',
    orders,
    isHeads,
    total,
    next: { after, span: { until, page: 1, total: null } },
    readUntil: after,
  });
  if (changes.some((changed, index) => changed < (changes[index - 1] ?? '')))
    return bySpan(shifted(after, longestDisorderSeconds + 1));
  const before = shifted(last, -1);
  return before > after
    ? { kind: 'orders', orders, isHeads, total, next: { after: before }, readUntil: before }
    : bySpan(shifted(after, 2));
}

/**
 * Reads one page of a span. An order that changes meanwhile leaves the span and shifts its pages. The shop's total then
 * differs, and the reading of the span begins again at its first page.
 */
async function readSpan(
  client: ShopClient,
  after: string,
  { until, page, total }: NonNullable<Position['span']>,
): Promise<ReadOrders | ShopFailure> {
  const query = { modified_after: after, modified_before: until, orderby: 'id', order: 'asc', page };
  const read = await readPage(client, query, [restPageSize]);
  if (read.kind === 'failed') return read;
  const { entries: orders, isHeads } = read;
  const hasChanged = total !== null && read.total !== total;
  const isLast = !hasChanged && (orders.length === 0 || (read.total !== null && page * restPageSize >= read.total));
  const next = isLast
    ? { after: shifted(until, -1) }
    : { after, span: { until, page: hasChanged ? 1 : page + 1, total: read.total } };
  return { kind: 'orders', orders, isHeads, total: null, next, readUntil: next.after };
}

type Query = Readonly<Record<string, string | number>>;
type Page = ReadList<RestOrder> & { isHeads: boolean };

/** One page, of as many orders as the shop can show at once, or of the heads of a hundred. */
async function readPage(client: ShopClient, query: Query, sizes: readonly number[]): Promise<Page | ShopFailure> {
  const read = (more: Query) => readOrderList(client, { dates_are_gmt: true, ...query, ...more }, restOrder);
  for (const size of sizes) {
    const page = await read({ per_page: size });
    if (page.kind === 'list') return { ...page, isHeads: false };
    if (!failuresOfSize.has(page.code)) return page;
  }
  const heads = await read({ per_page: restPageSize, _fields: headFields });
  return heads.kind === 'list' ? { ...heads, isHeads: true } : heads;
}

/** A moment as the second in UTC that WooCommerce writes, such as `2026-01-31T12:00:00`. */
export const secondOf = (moment: Date): string => moment.toISOString().slice(0, 19);

/** The time that is this many seconds later, written in the same way. */
export const shifted = (second: string, seconds: number): string =>
  secondOf(new Date(Date.parse(`${second}Z`) + seconds * 1000));

/**
 * Reads the complete refunds of an order, because a list of orders shows only the id and amount of each refund. Returns
 * the order with its refunds as an event for the intake. `moved`: the order changed while it was read, because its
 * refunds are not those that it lists.
 */
export async function withRefunds(
  client: ShopClient,
  order: RestOrder,
): Promise<{ kind: 'event'; event: { order: RestOrder; refunds: unknown[] } } | { kind: 'moved' } | ShopFailure> {
  if (order.refunds.length === 0) return { kind: 'event', event: { order, refunds: [] } };
  const refunds: { id: number }[] = [];
  for (let page = 1; ; page++) {
    const reply = await client.get(`orders/${order.id}/refunds`, { per_page: restPageSize, page });
    if (reply.kind === 'failed') return reply;
    if (reply.kind === 'absent') return { kind: 'moved' };
    const read = z.array(z.looseObject({ id: z.int() })).safeParse(reply.value);
    if (!read.success) return otherShape('refunds');
    refunds.push(...read.data);
    // A shop that ignores the page would answer for ever.
    if (read.data.length < restPageSize || refunds.length > order.refunds.length) break;
  }
  const listed = new Set(order.refunds.map(({ id }) => id));
  const isComplete = refunds.length === listed.size && refunds.every(({ id }) => listed.has(id));
  return isComplete ? { kind: 'event', event: { order, refunds } } : { kind: 'moved' };
}
