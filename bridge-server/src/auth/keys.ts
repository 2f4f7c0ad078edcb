import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose';
import type { Result } from '@kontor/shared/problem';
import type { Database, Queryable } from '../database/database.ts';
import { createSharedReads } from '../database/batcher.ts';
import type { Issuer } from './principal.ts';
import { operator } from '../ids.ts';
import { refusalFrom, type Refusal } from './refusal.ts';
import { proofStatuses } from './refusals.ts';
import { reason } from '../texts/reason.ts';

/**
 * The result of looking up the key that a proof names. An archived shop counts as unknown. `name` says whose key it is,
 * for people. `since` is set after the database was restored from a backup: older proofs are refused, because nobody
 * knows which were used.
 */
export type KeyLookup =
  | { kind: 'usable'; key: CryptoKey; name: string; since?: Date }
  | { kind: 'revoked' }
  | { kind: 'unknown_key' }
  | { kind: 'unknown_issuer' };

/** The public keys that requests are signed with; `issuer` is a shop's id, or `operator`. */
export interface Keys {
  /** Throws when the database cannot be reached. */
  find(issuer: Issuer, keyId: string): Promise<KeyLookup>;
}

/** A key as its issuer holds it; the bridge does not keep the private part. */
export interface NewKey {
  keyId: string;
  privateJwk: JWK;
}
export interface ListedKey {
  keyId: string;
  name: string;
  createdAt: Date;
  revokedAt: Date | null;
}

/**
 * Why a key is no longer in use. `unpaired`: its shop gave the key up. `rotated`: its shop replaced the key. `revoked`:
 * the operator revoked the key. `replaced`: the operator had the shop paired with another key.
 */
export type EndedBy = 'unpaired' | 'rotated' | 'revoked' | 'replaced';

export interface KeyStore extends Keys {
  /** Makes an Ed25519 key. Its private part is available only in this answer. */
  add(issuer: Issuer, name?: string): Promise<Result<NewKey, Refusal>>;
  /** All keys of the issuer, also the revoked ones, oldest first. */
  list(issuer: Issuer): Promise<ListedKey[]>;
  /**
   * Revokes the key for good; every process refuses it at once. A key that its shop gave up can be revoked too. False
   * when the issuer has no such key, or when it was revoked or replaced before.
   */
  revoke(issuer: Issuer, keyId: string): Promise<boolean>;
  /**
   * Ends the key at the wish of its shop; pairing the shop again brings it back. False when the shop has no such key in
   * use.
   */
  giveUp(issuer: Issuer, keyId: string): Promise<boolean>;
  /**
   * Replaces the named key with the public key, in one commit. `used`: the issuer already has, or once had, that public
   * key.
   */
  replace(
    issuer: Issuer,
    keyId: string,
    publicJwk: JWK,
  ): Promise<{ kind: 'replaced'; keyId: string } | { kind: 'not_in_use' } | { kind: 'used' }>;
}

interface KeyRow {
  has_key: boolean;
  name: string;
  public_jwk: JWK;
  revoked: boolean;
  restored_at: Date | null;
}

/** The ids that may have keys: the operator, and every shop that is not archived. */
const issuers = `(
  select id from shops where archived_at is null
  union all
  select '${operator}'
)`;

const addStatement = `
  insert into keys (issuer, id, name, public_jwk)
  select id, ?, ?, ?::jsonb
  from ${issuers} as issuer
  where id = ?`;

// A public key that the issuer had before is not added, so that a revoked key never comes back. The former key then
// stays in use.
const replaceStatement = `
  with former as (
    select name
    from keys
    where issuer = ? and id = ? and revoked_at is null
    for update
  ),
  added as (
    insert into keys (issuer, id, name, public_jwk)
    select ?, ?, name, ?::jsonb
    from former
    on conflict (issuer, id) do nothing
    returning id
  ),
  revoked as (
    update keys
    set revoked_at = now(), ended_by = 'rotated'
    where issuer = ? and id = ? and exists (select from added)
  )
  select
    exists (select from former) as in_use,
    exists (select from added) as added`;

const findStatement = `
  select
    key.id is not null as has_key,
    key.name,
    key.public_jwk,
    key.revoked_at is not null as revoked,
    (select restored_at from bridge) as restored_at
  from ${issuers} as issuer
  left join keys as key on key.issuer = issuer.id and key.id = $2
  where issuer.id = $1`;

/**
 * Keys in PostgreSQL. Every request reads its key after it arrived, so that all processes refuse a revoked key at once.
 * Requests that arrive at the same moment share one read.
 */
export function createKeys({ pool, knex }: Pick<Database, 'pool' | 'knex'>): KeyStore {
  const find = createSharedReads(({ issuer, keyId }: { issuer: Issuer; keyId: string }) =>
    readKey(pool, issuer, keyId),
  );
  return {
    find: (issuer, keyId) => find(JSON.stringify([issuer, keyId]), { issuer, keyId }),

    async add(issuer, name = '') {
      const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
      const publicJwk = await exportJWK(publicKey);
      const keyId = await calculateJwkThumbprint(publicJwk);
      const { rowCount } = await knex.raw<{ rowCount: number }>(addStatement, [
        keyId,
        name,
        JSON.stringify(publicJwk),
        issuer,
      ]);
      return rowCount === 1
        ? { ok: true, value: { keyId, privateJwk: await exportJWK(privateKey) } }
        : { ok: false, error: refusalFrom(proofStatuses, reason('shop.unknown')) };
    },

    list: (issuer) =>
      knex('keys')
        .where({ issuer })
        .orderBy('created_at')
        .select<ListedKey[]>('id as keyId', 'name', 'created_at as createdAt', 'revoked_at as revokedAt'),

    async revoke(issuer, keyId) {
      const changed = await knex('keys')
        .where({ issuer, id: keyId })
        .whereRaw(`(ended_by is null or ended_by = 'unpaired')`)
        .update({ revoked_at: knex.raw('coalesce(revoked_at, now())'), ended_by: 'revoked' satisfies EndedBy });
      return changed === 1;
    },

    async giveUp(issuer, keyId) {
      const changed = await knex('keys')
        .where({ issuer, id: keyId })
        .whereNull('revoked_at')
        .update({ revoked_at: knex.fn.now(), ended_by: 'unpaired' satisfies EndedBy });
      return changed === 1;
    },

    async replace(issuer, keyId, publicJwk) {
      const newId = await calculateJwkThumbprint(publicJwk);
      const {
        rows: [replacement],
      } = await knex.raw<{ rows: { in_use: boolean; added: boolean }[] }>(replaceStatement, [
        issuer,
        keyId,
        issuer,
        newId,
        JSON.stringify(publicJwk),
        issuer,
        keyId,
      ]);
      if (!replacement?.in_use) return { kind: 'not_in_use' };
      return replacement.added ? { kind: 'replaced', keyId: newId } : { kind: 'used' };
    },
  };
}

async function readKey(database: Queryable, issuer: Issuer, keyId: string): Promise<KeyLookup> {
  const { rows } = await database.query<KeyRow>({
    name: 'keys.find',
    text: findStatement,
    values: [issuer, keyId],
  });
  const row = rows[0];
  if (!row) return { kind: 'unknown_issuer' };
  if (!row.has_key) return { kind: 'unknown_key' };
  if (row.revoked) return { kind: 'revoked' };
  return {
    kind: 'usable',
    key: await imported(keyId, row.public_jwk),
    name: row.name,
    ...(row.restored_at ? { since: row.restored_at } : {}),
  };
}

const mostImported = 1000;
const importedKeys = new Map<string, CryptoKey>();

/** The key of a JWK. Its id is the thumbprint of the JWK, so each key is imported once and then taken from memory. */
async function imported(keyId: string, publicJwk: JWK): Promise<CryptoKey> {
  const known = importedKeys.get(keyId);
  if (known) return known;
  const key = await importJWK(publicJwk, 'EdDSA');
  if (key instanceof Uint8Array) throw new TypeError('a stored key is no public key');
  if (importedKeys.size >= mostImported) importedKeys.clear();
  importedKeys.set(keyId, key);
  return key;
}
