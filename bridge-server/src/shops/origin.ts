import { createSharedReads } from '../database/batcher.ts';
import type { Queryable } from '../database/database.ts';

/**
 * Finds the web origin of a shop's pages; null if there is no such shop. Throws when the database cannot be reached.
 */
export type Origins = (shopId: string) => Promise<string | null>;

const addressStatement = `
  select coalesce(proved_url, url) as address
    from shops
   where id = $1 and archived_at is null`;

/**
 * Reads origins from PostgreSQL: of the address that proved the shop's key, or else of the address that the shop
 * stated.
 */
export function createOrigins(database: Queryable): Origins {
  const read = createSharedReads(async (shopId: string) => {
    const { rows } = await database.query<{ address: string }>({
      name: 'shops.origin',
      text: addressStatement,
      values: [shopId],
    });
    const address = rows[0]?.address;
    return address !== undefined && URL.canParse(address) ? new URL(address).origin : null;
  });
  return (shopId) => read(shopId, shopId);
}
