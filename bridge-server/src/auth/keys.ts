import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose';
import type { Knex } from 'knex';
import type { Result } from '@kontor/shared/problem';
import { refusalFrom, type Refusal } from './refusal.ts';
import { proofRefusals } from './refusals.ts';

/** What is known of the key that a proof names. An archived shop is an unknown one. */
export type FoundKey =
  | { kind: 'usable'; key: CryptoKey }
  | { kind: 'revoked' }
  | { kind: 'unknown_key' }
  | { kind: 'unknown_shop' };

/** The public keys that shops sign their requests with. */
export interface ShopKeys {
  /** Throws when the database cannot be reached. */
  find(shop: string, keyId: string): Promise<FoundKey>;
}

/** A key as its shop holds it; the bridge does not keep the private part. */
export interface NewKey { keyId: string; privateJwk: JWK }

export interface ShopKeyStore extends ShopKeys {
  /** Makes an Ed25519 key for the shop. This is the only time that the private part can be had. */
  add(shop: string): Promise<Result<NewKey, Refusal>>;
  /** At once in this process, within `cacheSeconds` in every other. False when the shop has no such key in use. */
  revoke(shop: string, keyId: string): Promise<boolean>;
}

interface KeyRow { has_key: boolean; public_jwk: JWK; revoked: boolean }

/**
 * Shop keys in PostgreSQL. What was found, also that nothing was, is kept for `cacheSeconds` (5): the longest that a key
 * revoked by another process is still taken. `now`: milliseconds since 1970.
 */
export function createShopKeys(knex: Knex, options: { cacheSeconds?: number; now?: () => number } = {}): ShopKeyStore {
  const { cacheSeconds = 5, now = Date.now } = options;
  const kept = new Map<string, { until: number; found: Promise<FoundKey> }>();
  // Callers choose shop and key id freely, so what is kept must be bounded.
  const mostKept = 10_000;
  const entryOf = (shop: string, keyId: string): string => JSON.stringify([shop, keyId]);

  return {
    find(shop, keyId) {
      const entry = entryOf(shop, keyId);
      const known = kept.get(entry);
      if (known && known.until > now()) return known.found;
      if (kept.size >= mostKept) kept.clear();
      const found = readKey(knex, shop, keyId);
      kept.set(entry, { until: now() + cacheSeconds * 1000, found });
      found.catch(() => kept.delete(entry));
      return found;
    },

    async add(shop) {
      const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
      const publicJwk = await exportJWK(publicKey);
      const keyId = await calculateJwkThumbprint(publicJwk);
      const { rowCount } = await knex.raw<{ rowCount: number }>(
        'insert into shop_keys (shop_id, id, public_jwk) select id, ?, ?::jsonb from shops where id = ? and archived_at is null',
        [keyId, JSON.stringify(publicJwk), shop],
      );
      kept.delete(entryOf(shop, keyId));
      return rowCount === 1
        ? { ok: true, value: { keyId, privateJwk: await exportJWK(privateKey) } }
        : { ok: false, error: refusalFrom(proofRefusals, 'shop.unknown') };
    },

    async revoke(shop, keyId) {
      const changed = await knex('shop_keys').where({ shop_id: shop, id: keyId }).whereNull('revoked_at').update({ revoked_at: knex.fn.now() });
      kept.delete(entryOf(shop, keyId));
      return changed === 1;
    },
  };
}

async function readKey(knex: Knex, shop: string, keyId: string): Promise<FoundKey> {
  const { rows } = await knex.raw<{ rows: KeyRow[] }>(
    `select k.id is not null as has_key, k.public_jwk, k.revoked_at is not null as revoked
       from shops s left join shop_keys k on k.shop_id = s.id and k.id = ? where s.id = ? and s.archived_at is null`,
    [keyId, shop],
  );
  const row = rows[0];
  if (!row) return { kind: 'unknown_shop' };
  if (!row.has_key) return { kind: 'unknown_key' };
  if (row.revoked) return { kind: 'revoked' };
  const key = await importJWK(row.public_jwk, 'EdDSA');
  if (key instanceof Uint8Array) throw new TypeError('a stored key is no public key');
  return { kind: 'usable', key };
}
