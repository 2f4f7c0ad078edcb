import { z } from 'zod';
import type { Queryable } from '../../database/database.ts';
import type { ShopId } from '../../ids.ts';
import { reason } from '../../texts/reason.ts';
import type { ShopClient } from '../../woocommerce/client.ts';
import { listedOrder, ordersPerPage } from '../../woocommerce/orders.ts';
import type { ShopFailure } from '../../woocommerce/reply.ts';
import { clientOf, readOrder, sumOf, type PulledShop, type PullParts, type Sum } from './pull.ts';

/** Orders that came in during so many days are compared each night. */
export const comparedDays = 30;

/**
 * So many orders of one page, and more than half of it, do not go by themselves: the address leads to another shop, such as a test
 * copy, or the shop was restored from a backup. Their documents are not taken back for that.
 */
const suspiciousCount = 5;

/** An order as the bridge has it, as far as a comparison needs to know. */
interface KnownOrder {
  id: string;
  /** Seconds in UTC; null where the bridge never could read it. */
  modifiedGmt: string | null;
  refunds: string[] | null;
}

/** What one page of a comparison came to. `next`: the id of the last order that was compared; null after the last page. */
export interface ComparedPage extends Sum {
  kind: 'page';
  compared: number;
  remaining: number;
  next: string | null;
}

/**
 * Compares a page of the orders that came in during the last `days` with those that the shop has. No list and no hook of
 * WooCommerce tells of an order or refund that was deleted for good, nor of an order in the trash: such an order is missing in
 * the shop's answer here. What differs is read anew and taken in.
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
    const present = listed.get(order.id);
    if (present && isSame(order, present)) continue;
    const event = await readOrder(client, order.id);
    if (event === 'moved') continue;
    if ('kind' in event) return event;
    events.push(event);
  }
  const gone = events.filter((event) => 'tombstone' in event).length;
  if (gone >= suspiciousCount && gone > known.length / 2)
    return { kind: 'failed', ...reason('shop_read.many_gone', { gone, compared: known.length }) };
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

/** What a list shows of an order when it is asked for no more. */
const presentOrder = listedOrder.pick({ id: true, refunds: true }).extend({ date_modified_gmt: z.string().nullable() });
type PresentOrder = z.infer<typeof presentOrder>;

/** A shop that changes a refund moves no time of change, so the ids of the refunds are compared as well. */
function isSame({ modifiedGmt, refunds }: KnownOrder, present: PresentOrder): boolean {
  if (present.date_modified_gmt !== null && (modifiedGmt === null || modifiedGmt < present.date_modified_gmt))
    return false;
  // An erased content no longer tells its refunds.
  if (refunds === null) return true;
  const ids = new Set(refunds);
  return ids.size === present.refunds.length && present.refunds.every(({ id }) => ids.has(String(id)));
}

async function listByIds(
  client: ShopClient,
  known: readonly KnownOrder[],
): Promise<Map<string, PresentOrder> | ShopFailure> {
  if (known.length === 0) return new Map();
  const reply = await client.get('orders', {
    include: known.map(({ id }) => id).join(','),
    per_page: ordersPerPage,
    _fields: 'id,date_modified_gmt,refunds',
  });
  if (reply.kind === 'failed') return reply;
  const listed = z.array(presentOrder).safeParse(reply.kind === 'value' ? reply.value : null);
  if (!listed.success) return { kind: 'failed', ...reason('shop_read.other_shape', { list: 'orders' }) };
  return new Map(listed.data.map((order) => [String(order.id), order]));
}

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
