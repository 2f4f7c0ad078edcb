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
 * What is known of the key that a proof names. An archived shop is an unknown one. `name`: whose it is, for people. `since`: proofs
 * that were made before are refused, because the ids of those that were used were lost with the database.
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

/** Why a key ended: its shop gave it up, or took another in its place; the operator revoked it, or let the shop be paired with another. */
export type EndedBy = 'unpaired' | 'rotated' | 'revoked' | 'replaced';

export interface KeyStore extends Keys {
  /** Makes an Ed25519 key. This is the only time that the private part can be had. */
  add(issuer: Issuer, name?: string): Promise<Result<NewKey, Refusal>>;
  /** The revoked ones too, oldest first. */
  list(issuer: Issuer): Promise<ListedKey[]>;
  /** At once, in every process, and for good: also one that its shop gave up. False when there is none to be revoked. */
  revoke(issuer: Issuer, keyId: string): Promise<boolean>;
  /** The shop gives its own key up; it comes back when the shop is paired again. False when the shop has no such key in use. */
  giveUp(issuer: Issuer, keyId: string): Promise<boolean>;
  /** Takes the public key in place of the one named, which is revoked in the same commit. `used`: the issuer has, or had, that key already. */
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

/** Who may have keys: the operator, and shops that are there. */
const issuers = `(select id from shops where archived_at is null union all select '${operator}')`;

// A key that was revoked must not come back, and one in use is no new one: then the former one stays in use.
const replaceStatement = `
  with former as (select name from keys where issuer = ? and id = ? and revoked_at is null for update),
  added as (
    insert into keys (issuer, id, name, public_jwk) select ?, ?, name, ?::jsonb from former on conflict (issuer, id) do nothing returning id
  ), revoked as (update keys set revoked_at = now(), ended_by = 'rotated' where issuer = ? and id = ? and exists (select from added))
  select exists (select from former) as in_use, exists (select from added) as added`;

/**
 * Keys in PostgreSQL. Each request is judged by what is stored after it came, so that a revoked key is refused at once by every
 * process; those that come at one moment share one question.
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
      const { rowCount } = await knex.raw<{ rowCount: number }>(
        `insert into keys (issuer, id, name, public_jwk) select id, ?, ?, ?::jsonb from ${issuers} as i where id = ?`,
        [keyId, name, JSON.stringify(publicJwk), issuer],
      );
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
        rows: [found],
      } = await knex.raw<{ rows: { in_use: boolean; added: boolean }[] }>(replaceStatement, [
        issuer,
        keyId,
        issuer,
        newId,
        JSON.stringify(publicJwk),
        issuer,
        keyId,
      ]);
      if (!found?.in_use) return { kind: 'not_in_use' };
      return found.added ? { kind: 'replaced', keyId: newId } : { kind: 'used' };
    },
  };
}

async function readKey(database: Queryable, issuer: Issuer, keyId: string): Promise<KeyLookup> {
  const { rows } = await database.query<KeyRow>({
    name: 'keys.find',
    text: `select k.id is not null as has_key, k.name, k.public_jwk, k.revoked_at is not null as revoked, (select restored_at from bridge) as restored_at
             from ${issuers} as i left join keys k on k.issuer = i.id and k.id = $2 where i.id = $1`,
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

/** A key's id is the thumbprint of what it is made from, so that it is made once. */
async function imported(keyId: string, publicJwk: JWK): Promise<CryptoKey> {
  const known = importedKeys.get(keyId);
  if (known) return known;
  const key = await importJWK(publicJwk, 'EdDSA');
  if (key instanceof Uint8Array) throw new TypeError('a stored key is no public key');
  if (importedKeys.size >= mostImported) importedKeys.clear();
  importedKeys.set(keyId, key);
  return key;
}
