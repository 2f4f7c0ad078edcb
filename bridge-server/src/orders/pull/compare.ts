import { isCart } from '@kontor/shared/woocommerce';
import { z } from 'zod';
import { contentKeySql, contentsOf } from '../../database/contents.ts';
import type { Queryable } from '../../database/database.ts';
import type { ShopId } from '../../ids.ts';
import { reason } from '../../texts/reason.ts';
import type { ShopClient } from '../../woocommerce/client.ts';
import { readOrderList } from '../../woocommerce/list.ts';
import { restOrder, restPageSize, secondOf } from '../../woocommerce/orders.ts';
import type { ShopFailure } from '../../woocommerce/reply.ts';
import { knownOrderIds } from '../known.ts';
import {
  clientOf,
  databaseTime,
  fetchOrders,
  takeIn,
  type PulledShop,
  type PullParts,
  type PullSum,
  type Unavailable,
} from './pull.ts';
import { secondSql } from './readings.ts';

/** How many days back the comparison of each night goes: it compares the orders that came in since then. */
export const comparedDays = 30;

/**
 * So many orders of one page, and more than half of it, are not taken back by themselves: the address leads to another
 * shop, such as a test copy, or the shop was restored from a backup.
 */
const suspiciousCount = 5;

/** The most pages that are looked through if the shop does not say how many there are. */
const mostPages = 500;

/** The fields of a stored order that a comparison needs. */
interface KnownOrder {
  id: string;
  /** When the shop last changed the order: a second in UTC. Null if the bridge could never read that time. */
  modifiedGmt: string | null;
  status: string | null;
  /** The ids of its refunds; null if the content was erased. */
  refunds: string[] | null;
  /** Its newest content cannot be read, or this process cannot open it. */
  isUnread: boolean;
}

/**
 * Where a comparison goes on. It first compares the orders that the bridge has, behind the id `after`. Then it looks
 * through the pages of the shop's list for orders that the bridge lacks.
 */
export const comparePlace = z.union([
  z.strictObject({ after: z.string() }),
  z.strictObject({ page: z.int().positive() }),
]);
export type ComparePlace = z.infer<typeof comparePlace>;
export const firstComparePlace: ComparePlace = { after: '' };

/** The result of comparing one page. `next`: null after the last page. */
export interface ComparedPage extends PullSum {
  kind: 'page';
  compared: number;
  remaining: number;
  next: ComparePlace | null;
}

/**
 * Which orders are compared: those that came in during the last `days`. `readFrom`: since when the bridge reads the shop. It
 * need not have earlier orders.
 */
interface ComparedSpan {
  days: number;
  readFrom: string;
}

/**
 * Compares one page of the orders of the last days with the shop's own. The comparison finds what a pull cannot find:
 * orders in the trash, orders and refunds that were deleted for good, and orders whose time of change is older than the
 * place that the pull had reached. An order that differs, is missing, or is gone from the shop is read again and taken in.
 */
export async function comparePage(
  parts: PullParts,
  shop: PulledShop,
  span: ComparedSpan,
  place: ComparePlace,
): Promise<ComparedPage | ShopFailure | Unavailable> {
  return 'page' in place ? lookForMissing(parts, shop, span, place.page) : compareKnown(parts, shop, span, place.after);
}

async function compareKnown(
  parts: PullParts,
  shop: PulledShop,
  { days }: ComparedSpan,
  after: string,
): Promise<ComparedPage | ShopFailure | Unavailable> {
  const { known, remaining, now } = await knownOrders(parts.database, shop.shopId, { days, after });
  const client = clientOf(parts, shop);
  const listed = await listByIds(client, known);
  if ('kind' in listed) return listed;
  const differing = known.filter((order) => {
    const inShop = listed.get(order.id);
    return !inShop || !isSame(order, inShop);
  });
  const fetched = await fetchOrders(
    client,
    differing.map(({ id }) => id),
  );
  if ('kind' in fetched) return fetched;
  const gone = fetched.events.filter((event) => 'tombstone' in event).length;
  if (gone >= suspiciousCount && gone > known.length / 2)
    return { kind: 'failed', ...reason('shop_read.many_gone', { gone, compared: known.length }) };
  const taken = await takeIn(parts, shop, now, fetched);
  if ('kind' in taken) return taken;
  return {
    kind: 'page',
    compared: known.length,
    ...taken,
    remaining,
    next: remaining > 0 ? { after: known.at(-1)?.id ?? '' } : { page: 1 },
  };
}

/** Takes in the orders of one page of the shop's list that the bridge lacks. */
async function lookForMissing(
  parts: PullParts,
  shop: PulledShop,
  { days, readFrom }: ComparedSpan,
  page: number,
): Promise<ComparedPage | ShopFailure | Unavailable> {
  const client = clientOf(parts, shop);
  const readAt = await databaseTime(parts.database);
  const since = secondOf(new Date(readAt.getTime() - days * 86_400_000));
  const listed = await readOrderList(
    client,
    {
      after: since > readFrom ? since : readFrom,
      dates_are_gmt: true,
      orderby: 'id',
      order: 'asc',
      per_page: restPageSize,
      page,
      _fields: 'id,status',
    },
    restOrder.pick({ id: true }).extend({ status: z.string() }),
  );
  if (listed.kind === 'failed') return listed;
  const ids = listed.entries.filter(({ status }) => !isCart(status)).map(({ id }) => String(id));
  const known = await knownOrderIds(parts.database, shop.shopId, ids);
  const fetched = await fetchOrders(
    client,
    ids.filter((id) => !known.has(id)),
  );
  if ('kind' in fetched) return fetched;
  const taken = await takeIn(parts, shop, readAt, fetched);
  if ('kind' in taken) return taken;
  // Without the shop's total, such as behind a proxy that removes headers, only an empty page ends the list.
  const isLast =
    listed.entries.length === 0 || page >= (listed.total === null ? mostPages : listed.total / restPageSize);
  return {
    kind: 'page',
    compared: 0,
    ...taken,
    remaining: 0,
    next: isLast ? null : { page: page + 1 },
  };
}

/** The fields of an order that the shop is asked for. A few shops have orders without a time of change. */
const comparedOrder = restOrder
  .pick({ id: true, refunds: true })
  .extend({ date_modified_gmt: z.string().nullable(), status: z.string() });
type ComparedOrder = z.infer<typeof comparedOrder>;

/**
 * Whether the bridge has the shop's content. A deleted refund does not change `date_modified_gmt`, so the refunds' ids
 * are compared too.
 */
function isSame({ modifiedGmt, status, refunds, isUnread }: KnownOrder, inShop: ComparedOrder): boolean {
  // An order that could not be read is read again each night: the fault may have been the shop's.
  if (isUnread) return false;
  const changed = inShop.date_modified_gmt;
  if (changed !== null && (modifiedGmt === null || modifiedGmt < changed)) return false;
  // Some plugins change the status in the database, past WooCommerce, which sets the time of change.
  if (status !== null && status !== inShop.status) return false;
  // The refunds of an order whose content was erased are not known any more.
  if (refunds === null) return true;
  const ids = new Set(refunds);
  return ids.size === inShop.refunds.length && inShop.refunds.every(({ id }) => ids.has(String(id)));
}

/** The shop's orders with these ids. Orders that the shop does not list are left out. */
async function listByIds(
  client: ShopClient,
  known: readonly KnownOrder[],
): Promise<Map<string, ComparedOrder> | ShopFailure> {
  if (known.length === 0) return new Map();
  const listed = await readOrderList(
    client,
    {
      include: known.map(({ id }) => id).join(','),
      per_page: restPageSize,
      _fields: 'id,status,date_modified_gmt,refunds',
    },
    comparedOrder,
  );
  if (listed.kind === 'failed') return listed;
  return new Map(listed.entries.map((order) => [String(order.id), order]));
}

/** The next page of stored orders after the id `after`, how many more follow, and the time of the database. */
async function knownOrders(
  database: Queryable,
  shopId: ShopId,
  { days, after }: { days: number; after: string },
): Promise<{ known: KnownOrder[]; remaining: number; now: Date }> {
  const { rows } = await database.query<KnownOrder & { remaining: number; now: Date }>({
    name: 'orders.compare',
    // The page is chosen first, so that the contents of all other orders are neither read nor sorted.
    text: `
      with page as materialized (
        select id,
               count(*) over ()::integer as remaining
          from subjects
         where shop_id = $1
           and kind = 'order'
           and not tombstone
           and received_at > now() - make_interval(days => $2::integer)
           and id > $3
         order by id
         limit $4
      )
      select page.id,
             status,
             case
               when modified_gmt > '-infinity' then ${secondSql('modified_gmt')}
             end as "modifiedGmt",
             refund_ids as refunds,
             unread is not null
               or ($5::text[] <> '{}' and coalesce(${contentKeySql('snapshot')} = any($5), false)) as "isUnread",
             remaining,
             now() as now
        from page
        join subjects on subjects.shop_id = $1
         and subjects.id = page.id
         and subjects.kind = 'order'
       order by page.id`,
    values: [shopId, days, after, restPageSize, await contentsOf(database).lostKeys(database)],
  });
  const known = rows.map(({ id, modifiedGmt, status, refunds, isUnread }) => ({
    id,
    modifiedGmt,
    status,
    refunds,
    isUnread,
  }));
  return { known, remaining: (rows[0]?.remaining ?? 0) - known.length, now: rows[0]?.now ?? new Date() };
}
