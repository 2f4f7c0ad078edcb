import { z } from 'zod';
import type { Queryable } from '../../database/database.ts';
import type { ShopId } from '../../ids.ts';
import { reason } from '../../texts/reason.ts';
import type { ShopClient } from '../../woocommerce/client.ts';
import { listedOrder, ordersPerPage } from '../../woocommerce/orders.ts';
import type { ShopFailure } from '../../woocommerce/reply.ts';
import { clientOf, readOrder, sumOf, type PulledShop, type PullParts, type Sum } from './pull.ts';

/** How many days back the comparison of each night goes: it compares the orders that came in since then. */
export const comparedDays = 30;

/** The fields of a stored order that a comparison needs. */
interface KnownOrder {
  id: string;
  /** When the shop last changed the order: a second in UTC. Null if the bridge could never read that time. */
  modifiedGmt: string | null;
  /** The ids of its refunds; null if the content was erased. */
  refunds: string[] | null;
}

/** The result of comparing one page. `next`: the id of the last order of the page; null after the last page. */
export interface ComparedPage extends Sum {
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
): Promise<ComparedPage | ShopFailure | { kind: 'unavailable'; cause: string }> {
  const { known, remaining, now } = await knownOrders(parts.database, shop.shopId, { days, after });
  const client = clientOf(parts, shop);
  const listed = await listByIds(client, known);
  if ('kind' in listed) return listed;
  const events: object[] = [];
  for (const order of known) {
    const inShop = listed.get(order.id);
    if (inShop && isSame(order, inShop)) continue;
    const event = await readOrder(client, order.id);
    if (event === 'moved') continue;
    if ('kind' in event) return event;
    events.push(event);
  }
  const { shopId, correlationId } = shop;
  const taken = await parts.intake.take({ shop: shopId, readAt: now, events, correlationId });
  if (taken.kind === 'unavailable') return taken;
  return {
    kind: 'page',
    compared: known.length,
    ...sumOf(taken.outcomes),
    remaining,
    next: remaining > 0 ? (known.at(-1)?.id ?? null) : null,
  };
}

/** The fields of an order that the shop is asked for. */
const comparedOrder = listedOrder.pick({ id: true, date_modified_gmt: true, refunds: true });
type ComparedOrder = z.infer<typeof comparedOrder>;

/**
 * Whether the bridge has the shop's content. A deleted refund does not change `date_modified_gmt`, so the refunds' ids
 * are compared too.
 */
function isSame({ modifiedGmt, refunds }: KnownOrder, inShop: ComparedOrder): boolean {
  if (modifiedGmt === null || modifiedGmt < inShop.date_modified_gmt) return false;
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
  const reply = await client.get('orders', {
    include: known.map(({ id }) => id).join(','),
    per_page: ordersPerPage,
    _fields: 'id,date_modified_gmt,refunds',
  });
  if (reply.kind === 'failed') return reply;
  const listed = z.array(comparedOrder).safeParse(reply.kind === 'value' ? reply.value : null);
  if (!listed.success) return { kind: 'failed', ...reason('shop_read.other_shape', { list: 'orders' }) };
  return new Map(listed.data.map((order) => [String(order.id), order]));
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
    values: [shopId, days, after, ordersPerPage],
  });
  const known = rows.map(({ id, modifiedGmt, refunds }) => ({ id, modifiedGmt, refunds }));
  return { known, remaining: (rows[0]?.remaining ?? 0) - known.length, now: rows[0]?.now ?? new Date() };
}
