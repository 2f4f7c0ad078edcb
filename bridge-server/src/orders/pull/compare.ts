import { z } from 'zod';
import type { Queryable } from '../../database/database.ts';
import type { ShopId } from '../../ids.ts';
import { reason } from '../../texts/reason.ts';
import type { ShopClient } from '../../woocommerce/client.ts';
import { readOrderList } from '../../woocommerce/list.ts';
import { restOrder, restPageSize } from '../../woocommerce/orders.ts';
import type { ShopFailure } from '../../woocommerce/reply.ts';
import {
  clientOf,
  fetchOrders,
  takeIn,
  type PulledShop,
  type PullParts,
  type PullSum,
  type Unavailable,
} from './pull.ts';

/** How many days back the comparison of each night goes: it compares the orders that came in since then. */
export const comparedDays = 30;

/**
 * So many orders of one page, and more than half of it, are not taken back by themselves: the address leads to another
 * shop, such as a test copy, or the shop was restored from a backup.
 */
const suspiciousCount = 5;

/** The fields of a stored order that a comparison needs. */
interface KnownOrder {
  id: string;
  /** When the shop last changed the order: a second in UTC. Null if the bridge could never read that time. */
  modifiedGmt: string | null;
  /** The ids of its refunds; null if the content was erased. */
  refunds: string[] | null;
  isUnread: boolean;
}

/** The result of comparing one page. `next`: the id of the last order of the page; null after the last page. */
export interface ComparedPage extends PullSum {
  kind: 'page';
  compared: number;
  remaining: number;
  next: string | null;
}

/**
 * Compares one page of the orders that came in during the last `days` with the shop's own. The comparison finds what a
 * pull cannot find: orders in the trash, and orders and refunds that were deleted for good. WooCommerce's list of
 * changes does not show these. An order that differs, or that the shop does not list, is read again and taken in.
 */
export async function comparePage(
  parts: PullParts,
  shop: PulledShop,
  { days, after }: { days: number; after: string },
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
    next: remaining > 0 ? (known.at(-1)?.id ?? null) : null,
  };
}

/** The fields of an order that the shop is asked for. A few shops have orders without a time of change. */
const comparedOrder = restOrder.pick({ id: true, refunds: true }).extend({ date_modified_gmt: z.string().nullable() });
type ComparedOrder = z.infer<typeof comparedOrder>;

/**
 * Whether the bridge has the shop's content. A deleted refund does not change `date_modified_gmt`, so the refunds' ids
 * are compared too.
 */
function isSame({ modifiedGmt, refunds, isUnread }: KnownOrder, inShop: ComparedOrder): boolean {
  // An order that could not be read is read again each night: the fault may have been the shop's.
  if (isUnread) return false;
  const changed = inShop.date_modified_gmt;
  if (changed !== null && (modifiedGmt === null || modifiedGmt < changed)) return false;
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
      _fields: 'id,date_modified_gmt,refunds',
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
    text: `
      select id,
             case
               when modified_gmt > '-infinity' then to_char(modified_gmt, 'YYYY-MM-DD"T"HH24:MI:SS')
             end as "modifiedGmt",
             case
               when snapshot is not null then (
                 select coalesce(array_agg(refund ->> 'id'), '{}')
                   from jsonb_array_elements(snapshot::jsonb -> 'refunds') as refund
               )
             end as refunds,
             unread is not null as "isUnread",
             count(*) over ()::integer as remaining,
             now() as now
        from subjects
       where shop_id = $1
         and kind = 'order'
         and not tombstone
         and received_at > now() - make_interval(days => $2::integer)
         and id > $3
       order by id
       limit $4`,
    values: [shopId, days, after, restPageSize],
  });
  const known = rows.map(({ id, modifiedGmt, refunds, isUnread }) => ({ id, modifiedGmt, refunds, isUnread }));
  return { known, remaining: (rows[0]?.remaining ?? 0) - known.length, now: rows[0]?.now ?? new Date() };
}
