import { createHmac, randomBytes } from 'node:crypto';
import { contentsOf, type ContentPlace } from '../database/contents.ts';
import type { Queryable } from '../database/database.ts';
import { CannotOpen } from '../shops/sealing.ts';

/**
 * The key by which a shop's look-ups of addresses are hashed. Whoever reads the database without it cannot tell whose
 * e-mail address a hash is, not even by trying names.
 */
export interface AddressKey {
  /** The hash of a mark, as addresses are found by it. */
  hash(mark: string): string;
}

/** The bytes of a hash that are kept: enough that two marks of a shop never share one. */
const hashBytes = 12;
const keyBytes = 32;

const placeOf = (shopId: string): ContentPlace => ({ shop: shopId, column: 'address_keys.sealed_key', id: shopId });

const readStatement = `
select sealed_key as "sealedKey"
  from address_keys
 where shop_id = $1`;

/** The shop's key; null: no address was collected so far. */
export async function addressKey(database: Queryable, shopId: string): Promise<AddressKey | null> {
  const { rows } = await database.query<{ sealedKey: string }>({
    name: 'address_keys.read',
    text: readStatement,
    values: [shopId],
  });
  const sealed = rows[0]?.sealedKey;
  if (sealed === undefined) return null;
  const key = Buffer.from(await contentsOf(database).openText(database, sealed, placeOf(shopId)), 'base64');
  return {
    hash: (mark) => createHmac('sha256', key).update(mark).digest().subarray(0, hashBytes).toString('base64url'),
  };
}

const addStatement = `
insert into address_keys (shop_id, sealed_key)
values ($1, $2)
on conflict do nothing`;

/** The statements that begin a shop's addresses anew. Each run then reads everything. */
const beginAnewStatements = [
  `delete from address_keys where shop_id = $1`,
  `delete from addresses where shop_id = $1`,
  `delete from collected_addresses where shop_id = $1`,
  `update collectors set complete_at = null, mark = null where shop_id = $1 and what = 'addresses'`,
];

/**
 * The shop's key for writing, in the caller's transaction. It is made where there is none. Where it cannot be opened any
 * more, nothing of what was collected can: it is dropped, and collected again.
 */
export async function ensureAddressKey(client: Queryable, shopId: string): Promise<AddressKey> {
  try {
    const known = await addressKey(client, shopId);
    if (known) return known;
  } catch (fault) {
    if (!(fault instanceof CannotOpen)) throw fault;
    for (const statement of beginAnewStatements) await client.query(statement, [shopId]);
  }
  const made = randomBytes(keyBytes).toString('base64');
  await client.query(addStatement, [shopId, await contentsOf(client).sealText(client, made, placeOf(shopId))]);
  const added = await addressKey(client, shopId);
  if (!added) throw new Error('the key of the addresses was not stored');
  return added;
}
