import { createSharedReads } from '../database/batcher.ts';
import type { Queryable } from '../database/database.ts';

/** The origin at which a shop's pages stand; null for a shop that is not there. Throws when the database cannot be reached. */
export type Origins = (shopId: string) => Promise<string | null>;

/** Reads origins from PostgreSQL: that of the address that proved the shop's key, else of the one that the shop was added with. */
export function createOrigins(database: Queryable): Origins {
  const read = createSharedReads(async (shopId: string) => {
    const { rows } = await database.query<{ address: string }>({
      name: 'shops.origin',
      text: `
        select coalesce(proved_url, url) as address
          from shops
         where id = $1
           and archived_at is null`,
      values: [shopId],
    });
    const address = rows[0]?.address;
    return address !== undefined && URL.canParse(address) ? new URL(address).origin : null;
  });
  return (shopId) => read(shopId, shopId);
}
