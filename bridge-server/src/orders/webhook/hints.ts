import type { Queryable } from '../../database/database.ts';
import type { ShopId } from '../../ids.ts';

/** That something of an order has changed. `hint`: distinguishes it from a later hint about the same order. */
export interface Hint {
  orderId: string;
  hint: number;
}

/** The most hints of a shop. The regular reading and the nightly comparison find what further hints would tell of. */
export const mostHints = 2000;

/** Stores that something of the order has changed, so that the bridge reads the order next. */
export async function storeHint(database: Queryable, shopId: ShopId, orderId: string): Promise<void> {
  await database.query({
    name: 'hints.store',
    text: `
      insert into order_hints (shop_id, order_id)
      select $1,
             $2
       where not exists (select from order_hints where shop_id = $1 and order_id <> $2 offset $3)
          on conflict (shop_id, order_id) do update
         set hint = excluded.hint,
             due_at = excluded.due_at,
             tries = excluded.tries`,
    values: [shopId, orderId, mostHints - 1],
  });
}

/** The oldest hints of the shop that are due, at most `limit`. */
export async function oldestHints(database: Queryable, shopId: ShopId, limit: number): Promise<Hint[]> {
  const { rows } = await database.query<Hint>({
    name: 'hints.oldest',
    text: `
      select order_id as "orderId",
             hint
        from order_hints
       where shop_id = $1
         and due_at <= now()
       order by order_hints.hint
       limit $2`,
    values: [shopId, limit],
  });
  return rows;
}

/** Ends these hints. An order that was hinted at again meanwhile keeps its later hint. */
export async function endHints(database: Queryable, shopId: ShopId, hints: readonly Hint[]): Promise<void> {
  await database.query({
    name: 'hints.end',
    text: `
      delete from order_hints
       where shop_id = $1
         and (order_id, hint) in (select * from unnest($2::text[], $3::bigint[]))`,
    values: [shopId, hints.map(({ orderId }) => orderId), hints.map(({ hint }) => hint)],
  });
}

/** How often an order is tried that the shop cannot show: for about an hour. */
const mostTries = 9;

/**
 * Puts off hints whose orders the shop could not show. The pause doubles with each try, from ten seconds on. After the last
 * try the hint ends: the regular reading and the nightly comparison are left.
 */
export async function postponeHints(database: Queryable, shopId: ShopId, hints: readonly Hint[]): Promise<void> {
  if (hints.length === 0) return;
  await database.query({
    name: 'hints.postpone',
    text: `
      with failed as (
        select *
          from unnest($2::text[], $3::bigint[]) as failed (order_id, hint)
      ), ended as (
        delete from order_hints
         where shop_id = $1
           and (order_id, hint) in (select * from failed)
           and tries + 1 >= $4::integer
      )
      update order_hints
         set tries = tries + 1,
             due_at = now() + make_interval(secs => 10 * power(2, tries))
       where shop_id = $1
         and (order_id, hint) in (select * from failed)
         and tries + 1 < $4::integer`,
    values: [shopId, hints.map(({ orderId }) => orderId), hints.map(({ hint }) => hint), mostTries],
  });
}
