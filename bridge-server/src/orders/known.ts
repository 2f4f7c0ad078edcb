import type { Queryable } from '../database/database.ts';
import type { ShopId } from '../ids.ts';

/** Which of these orders the bridge has, by their ids. */
export async function knownOrderIds(
  database: Queryable,
  shopId: ShopId,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await database.query<{ id: string }>({
    name: 'orders.known',
    text: `
      select id
        from subjects
       where shop_id = $1
         and kind = 'order'
         and id = any($2::text[])`,
    values: [shopId, ids],
  });
  return new Set(rows.map(({ id }) => id));
}
