import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose';
import type { Knex } from 'knex';
import type { Result } from '@kontor/shared/problem';
import { refusalFrom, type Refusal } from './refusal.ts';
import { proofRefusals } from './refusals.ts';

/** Whoever runs the bridge, as the issuer of a proof; no shop's id is so short. */
export const operator = 'operator';

/**
 * What is known of the key that a proof names. An archived shop is an unknown one. `name`: whose it is, for people. `since`: proofs
 * that were made before are refused, because the ids of those that were used were lost with the database.
 */
export type FoundKey =
  | { kind: 'usable'; key: CryptoKey; name: string; since?: Date }
  | { kind: 'revoked' }
  | { kind: 'unknown_key' }
  | { kind: 'unknown_issuer' };

/** The public keys that requests are signed with; `issuer` is a shop's id, or `operator`. */
export interface Keys {
  /** Throws when the database cannot be reached. */
  find(issuer: string, keyId: string): Promise<FoundKey>;
}

/** A key as its issuer holds it; the bridge does not keep the private part. */
export interface NewKey { keyId: string; privateJwk: JWK }
export interface ListedKey { keyId: string; name: string; createdAt: Date; revokedAt: Date | null }

export interface KeyStore extends Keys {
  /** Makes an Ed25519 key. This is the only time that the private part can be had. */
  add(issuer: string, name?: string): Promise<Result<NewKey, Refusal>>;
  /** The revoked ones too, oldest first. */
  list(issuer: string): Promise<ListedKey[]>;
  /** At once in this process, within `cacheSeconds` in every other. False when the issuer has no such key in use. */
  revoke(issuer: string, keyId: string): Promise<boolean>;
}

interface KeyRow { has_key: boolean; name: string; public_jwk: JWK; revoked: boolean; restored_at: Date | null }

/** Who may have keys: the operator, and shops that are there. */
const issuers = `(select id from shops where archived_at is null union all select '${operator}')`;

/**
 * Keys in PostgreSQL. What was found, also that nothing was, is kept for `cacheSeconds` (5): the longest that a key
 * revoked by another process is still taken. `now`: milliseconds since 1970.
 */
export function createKeys(knex: Knex, options: { cacheSeconds?: number; now?: () => number } = {}): KeyStore {
  const { cacheSeconds = 5, now = Date.now } = options;
  const kept = new Map<string, { until: number; found: Promise<FoundKey> }>();
  // Callers choose issuer and key id freely, so what is kept must be bounded.
  const mostKept = 10_000;
  const entryOf = (issuer: string, keyId: string): string => JSON.stringify([issuer, keyId]);

  return {
    find(issuer, keyId) {
      const entry = entryOf(issuer, keyId);
      const known = kept.get(entry);
      if (known && known.until > now()) return known.found;
      if (kept.size >= mostKept) kept.clear();
      const found = readKey(knex, issuer, keyId);
      kept.set(entry, { until: now() + cacheSeconds * 1000, found });
      found.catch(() => kept.delete(entry));
      return found;
    },

    async add(issuer, name = '') {
      const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
      const publicJwk = await exportJWK(publicKey);
      const keyId = await calculateJwkThumbprint(publicJwk);
      const { rowCount } = await knex.raw<{ rowCount: number }>(
        `insert into keys (issuer, id, name, public_jwk) select id, ?, ?, ?::jsonb from ${issuers} as i where id = ?`,
        [keyId, name, JSON.stringify(publicJwk), issuer],
      );
      kept.delete(entryOf(issuer, keyId));
      return rowCount === 1
        ? { ok: true, value: { keyId, privateJwk: await exportJWK(privateKey) } }
        : { ok: false, error: refusalFrom(proofRefusals, 'shop.unknown') };
    },

    list: (issuer) => knex('keys').where({ issuer }).orderBy('created_at')
      .select<ListedKey[]>('id as keyId', 'name', 'created_at as createdAt', 'revoked_at as revokedAt'),

    async revoke(issuer, keyId) {
      const changed = await knex('keys').where({ issuer, id: keyId }).whereNull('revoked_at').update({ revoked_at: knex.fn.now() });
      kept.delete(entryOf(issuer, keyId));
      return changed === 1;
    },
  };
}

async function readKey(knex: Knex, issuer: string, keyId: string): Promise<FoundKey> {
  const { rows } = await knex.raw<{ rows: KeyRow[] }>(
    `select k.id is not null as has_key, k.name, k.public_jwk, k.revoked_at is not null as revoked, (select restored_at from bridge) as restored_at
       from ${issuers} as i left join keys k on k.issuer = i.id and k.id = ? where i.id = ?`,
    [keyId, issuer],
  );
  const row = rows[0];
  if (!row) return { kind: 'unknown_issuer' };
  if (!row.has_key) return { kind: 'unknown_key' };
  if (row.revoked) return { kind: 'revoked' };
  const key = await importJWK(row.public_jwk, 'EdDSA');
  if (key instanceof Uint8Array) throw new TypeError('a stored key is no public key');
  return { kind: 'usable', key, name: row.name, ...(row.restored_at ? { since: row.restored_at } : {}) };
}
