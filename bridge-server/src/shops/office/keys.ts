import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { ConnectionId, ShopId } from '../../ids.ts';
import { hashOf, isSecret } from '../pairing/code.ts';

/** The connection whose documents a key fetches. */
export interface OfficeConnection {
  shopId: ShopId;
  connectionId: ConnectionId;
  /** The key of the connection's system. */
  system: string;
  /** The connection's settings. */
  settings: unknown;
}

/** A key as the office gets it: the id by which it is found, a dot, and the secret. */
const writtenKey = /^(ok[\w-]{16})\.([\w-]{43})$/;

const addKeyStatement = `
insert into office_keys (
         id,
         shop_id,
         connection_id,
         secret_hash,
         name
       )
values ($1, $2, $3, $4, $5)`;

/** Makes a key for the office of a connection. The whole key is available only in this answer. */
export async function addOfficeKey(
  pool: pg.Pool,
  at: { shopId: string; connectionId: string },
  name: string,
): Promise<{ keyId: string; key: string }> {
  const keyId = `ok${randomBytes(12).toString('base64url')}`;
  const secret = randomBytes(32).toString('base64url');
  await pool.query(addKeyStatement, [keyId, at.shopId, at.connectionId, hashOf(secret), name]);
  return { keyId, key: `${keyId}.${secret}` };
}

export interface ListedOfficeKey {
  keyId: string;
  name: string;
  createdAt: Date;
  revokedAt: Date | null;
}

const listKeysStatement = `
select id as "keyId",
       name,
       created_at as "createdAt",
       revoked_at as "revokedAt"
  from office_keys
 where shop_id = $1
   and connection_id = $2
 order by created_at, id`;

/** All keys of the connection's office, also the revoked ones, oldest first. */
export async function listOfficeKeys(
  pool: pg.Pool,
  at: { shopId: string; connectionId: string },
): Promise<ListedOfficeKey[]> {
  const { rows } = await pool.query<ListedOfficeKey>(listKeysStatement, [at.shopId, at.connectionId]);
  return rows;
}

const revokeKeyStatement = `
update office_keys
   set revoked_at = now()
 where shop_id = $1
   and connection_id = $2
   and id = $3
   and revoked_at is null`;

/** Revokes the key for good; every process refuses it at once. False: the connection has no such key in use. */
export async function revokeOfficeKey(
  pool: pg.Pool,
  at: { shopId: string; connectionId: string },
  keyId: string,
): Promise<boolean> {
  return (await pool.query(revokeKeyStatement, [at.shopId, at.connectionId, keyId])).rowCount === 1;
}

const findKeyStatement = `
select office_keys.secret_hash,
       connections.shop_id as "shopId",
       connections.id as "connectionId",
       connections.system,
       connections.settings
  from office_keys
  join connections
    on connections.shop_id = office_keys.shop_id
   and connections.id = office_keys.connection_id
  join shops
    on shops.id = connections.shop_id
 where office_keys.id = $1
   and office_keys.revoked_at is null
   and connections.archived_at is null
   and shops.archived_at is null`;

/** The connection that a key is for; null for a wrong or revoked key, or one whose connection or shop is gone. */
export async function officeConnectionOf(pool: pg.Pool, key: string): Promise<OfficeConnection | null> {
  const [, keyId, secret] = writtenKey.exec(key) ?? [];
  if (keyId === undefined || secret === undefined) return null;
  const { rows } = await pool.query<OfficeConnection & { secret_hash: Buffer }>({
    name: 'office-keys.find',
    text: findKeyStatement,
    values: [keyId],
  });
  const [row] = rows;
  if (!row || !isSecret(secret, row.secret_hash)) return null;
  const { shopId, connectionId, system, settings } = row;
  return { shopId, connectionId, system, settings };
}
