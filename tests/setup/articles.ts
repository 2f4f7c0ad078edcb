import type { Database } from '../../bridge-server/src/database/database.ts';
import type { ConnectedShop } from './world.ts';

/** Plants so many articles of the shop's office: `S-1` with a stock of 1, `S-2` with a stock of 2, and so on. */
export async function plantArticles(
  { pool }: Pick<Database, 'pool'>,
  { shop, connection }: Pick<ConnectedShop, 'shop' | 'connection'>,
  count: number,
): Promise<void> {
  await pool.query(
    `insert into collectors (shop_id, connection_id, what, due_at, confirmed_at, complete_at)
     values ($1, $2, 'articles', now() + interval '1 day', now(), now())
     on conflict do nothing`,
    [shop, connection.id],
  );
  await pool.query(
    `insert into articles (shop_id, connection_id, id, sku, name, gtin, stock, available, archived, read_at, changed_at)
     select $1, $2, n::text, 'S-' || n, 'Article ' || n, null, n, n, false, now(), now()
       from generate_series(1, $3::integer) as n`,
    [shop, connection.id, count],
  );
  await pool.query('analyze articles');
}
