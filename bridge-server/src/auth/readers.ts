import { randomBytes } from 'node:crypto';
import { createSharedReads } from '../database/batcher.ts';
import type { Queryable } from '../database/database.ts';
import type { ShopId } from '../ids.ts';
import { hashOf } from '../shops/pairing/code.ts';

/** How long a reader token is valid, in seconds. */
export const readerTokenSeconds = 300;
/** Tells a reader token from the key of an office, which stands in the same header. */
const prefix = 'rt_';
const written = /^Bearer +(rt_[\w-]{43}) *$/i;

/** The reader token of a request; null where it has none. Nothing is verified here. */
export const claimedReaderToken = (authorization: unknown): string | null =>
  typeof authorization === 'string' ? (written.exec(authorization)?.[1] ?? null) : null;

const addStatement = `
with outdated as (
  delete from reader_tokens
   where shop_id = $2
     and expires_at <= now()
)
insert into reader_tokens (hash, shop_id, key_id, expires_at)
values ($1, $2, $3, now() + make_interval(secs => $4))
returning expires_at as "expiresAt"`;

/**
 * Makes a token by which the shop's server reads views for five minutes. It ends sooner with the key that signed for it.
 * The token is available only in this answer.
 */
export async function addReaderToken(
  database: Queryable,
  { shopId, keyId }: { shopId: ShopId; keyId: string },
): Promise<{ token: string; expiresAt: Date }> {
  const token = prefix + randomBytes(32).toString('base64url');
  const { rows } = await database.query<{ expiresAt: Date }>(addStatement, [
    hashOf(token),
    shopId,
    keyId,
    readerTokenSeconds,
  ]);
  const [row] = rows;
  if (!row) throw new Error('a reader token was not stored');
  return { token, expiresAt: row.expiresAt };
}

const revokeStatement = `
delete from reader_tokens
 where shop_id = $1
   and expires_at > now()`;

/** Revokes all reader tokens of the shop; every process refuses them at once. Returns how many were still valid. */
export async function revokeReaderTokens(database: Queryable, shopId: string): Promise<number> {
  return (await database.query(revokeStatement, [shopId])).rowCount ?? 0;
}

const findStatement = `
select token.shop_id as "shopId"
  from reader_tokens token
  join keys
    on keys.issuer = token.shop_id
   and keys.id = token.key_id
   and keys.revoked_at is null
  join shops
    on shops.id = token.shop_id
   and shops.archived_at is null
 where token.hash = $1
   and token.expires_at > now()`;

/** Finds whose reader token it is. */
export interface Readers {
  /** Null: the token is unknown, expired or revoked. Throws when the database cannot be reached. */
  find(token: string): Promise<ShopId | null>;
}

/** Requests that arrive at the same moment with the same token share one read, which begins after they arrived. */
export function createReaders(database: Queryable): Readers {
  const find = createSharedReads(async (token: string): Promise<ShopId | null> => {
    const { rows } = await database.query<{ shopId: ShopId }>({
      name: 'readers.find',
      text: findStatement,
      values: [hashOf(token)],
    });
    return rows[0]?.shopId ?? null;
  });
  return { find: (token) => find(token, token) };
}
