import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import type { ContentPlace, Contents } from '../database/contents.ts';
import type { Queryable } from '../database/database.ts';
import { keyInCharge } from './key-check.ts';
import { CannotOpen, type Sealer } from './sealing.ts';
import { reason } from '../texts/reason.ts';

/**
 * Contents are sealed with content keys, and content keys with the sealing key (envelope encryption). So a rotation of
 * the sealing key seals the few content keys again, however many orders there are, and contents are sealed at once, by
 * AES-256-GCM.
 */

const algorithm = 'aes-256-gcm';
const [nonceLength, tagLength, keyLength] = [12, 16, 32] as const;
/** How long a process seals with the newest content key that it knows before it looks for a newer one. */
const freshMs = 60_000;

/** How a sealed content begins: the id of its key, between two points. No JSON and no XML begins like this. */
const prefixOf = (keyId: string): string => `sealed.${keyId}.`;
const prefixPattern = /^sealed\.([\w-]{1,40})\./;
const longestPrefix = 60;

/** The place of a content key's sealed text. */
export const contentKeyOf = (id: string) => ({ shop: 'bridge', connection: 'bridge', field: `content_key ${id}` });

/** The reason why a content cannot be opened, told of contents. */
export const aboutContents = (why: CannotOpen['reason']): CannotOpen['reason'] => ({ ...why, case: 'content' });

const keysStatement = `
select id,
       sealed_key
  from content_keys
 order by made_at desc, id`;

/** A content key, or why this process cannot open it. */
export interface ContentKey {
  id: string;
  key: Uint8Array | CannotOpen;
}

/** Reads the content keys of a database, the newest first. */
export type ReadContentKeys = (database: Queryable) => Promise<readonly ContentKey[]>;

/** The content keys that stand in the database itself, sealed. */
export const contentKeysIn =
  (sealer: Sealer): ReadContentKeys =>
  async (database) => {
    const { rows } = await database.query<{ id: string; sealed_key: string }>({
      name: 'contents.keys',
      text: keysStatement,
    });
    return Promise.all(
      rows.map(async ({ id, sealed_key: sealed }) => ({ id, key: await openKey(sealer, id, sealed) })),
    );
  };

/** The content keys as this process knows them. */
interface ContentKeys {
  /** The key that seals; null: none can be opened. */
  newest: string | null;
  byId: ReadonlyMap<string, Uint8Array>;
  /** Why a key cannot be opened, by its id. */
  lost: ReadonlyMap<string, CannotOpen>;
}

/** The cipher of a database's contents. It reads the content keys when it first needs one, and when it meets a new one. */
export function createContents(read: ReadContentKeys): Contents {
  let keys: ContentKeys = { newest: null, byId: new Map(), lost: new Map() };
  let freshUntil = 0;

  async function readKeys(database: Queryable): Promise<void> {
    // A key that was opened before stays usable, such as when the sealing key was changed meanwhile.
    const byId = new Map(keys.byId);
    const lost = new Map<string, CannotOpen>();
    const stored = await read(database);
    for (const { id, key } of stored)
      if (!(key instanceof CannotOpen)) byId.set(id, key);
      else if (!byId.has(id)) lost.set(id, key);
    keys = { newest: stored.find(({ id }) => byId.has(id))?.id ?? keys.newest, byId, lost };
    freshUntil = performance.now() + freshMs;
  }

  async function newestKey(database: Queryable): Promise<readonly [id: string, key: Uint8Array]> {
    if (performance.now() >= freshUntil) {
      // Whoever else seals meanwhile goes on with the key that is known.
      if (keys.newest !== null) freshUntil = performance.now() + freshMs;
      await readKeys(database);
    }
    const key = keys.newest === null ? undefined : keys.byId.get(keys.newest);
    if (keys.newest === null || !key) throw new Error('the database has no content key that can be opened');
    return [keys.newest, key];
  }

  async function keyOf(database: Queryable, id: string): Promise<Uint8Array> {
    if (!keys.byId.has(id)) await readKeys(database);
    const key = keys.byId.get(id);
    if (key) return key;
    throw keys.lost.get(id) ?? new CannotOpen(aboutContents(reason('key.missing', { key: id })));
  }

  return {
    async sealText(database, text, place) {
      const [id, key] = await newestKey(database);
      return prefixOf(id) + encrypt(Buffer.from(text, 'utf8'), id, key, place).toString('base64');
    },
    async openText(database, stored, place) {
      const id = sealedWithContentKey(stored);
      if (id === null) return stored;
      const sealed = Buffer.from(stored.slice(prefixOf(id).length), 'base64');
      return decrypt(sealed, id, await keyOf(database, id), place).toString('utf8');
    },
    async sealBytes(database, bytes, place) {
      const [id, key] = await newestKey(database);
      return Buffer.concat([Buffer.from(prefixOf(id), 'latin1'), encrypt(bytes, id, key, place)]);
    },
    async openBytes(database, stored, place) {
      const id = sealedWithContentKey(Buffer.from(stored.subarray(0, longestPrefix)).toString('latin1'));
      if (id === null) return stored;
      return decrypt(stored.subarray(prefixOf(id).length), id, await keyOf(database, id), place);
    },
    async lostKeys(database) {
      if (freshUntil === 0) await readKeys(database);
      return [...keys.lost.keys()];
    },
  };
}

/** The id of the content key that sealed a content; null for a content that is not sealed. */
export const sealedWithContentKey = (stored: string): string | null =>
  prefixPattern.exec(stored.slice(0, longestPrefix))?.[1] ?? null;

/** The nonce, what is encrypted, and the tag, in one piece. */
function encrypt(content: Uint8Array, keyId: string, key: Uint8Array, place: ContentPlace): Buffer {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(boundTo(keyId, place));
  return Buffer.concat([nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(sealed: Uint8Array, keyId: string, key: Uint8Array, place: ContentPlace): Buffer {
  try {
    const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, nonceLength), { authTagLength: tagLength });
    decipher.setAAD(boundTo(keyId, place)).setAuthTag(sealed.subarray(-tagLength));
    return Buffer.concat([decipher.update(sealed.subarray(nonceLength, -tagLength)), decipher.final()]);
  } catch {
    throw new CannotOpen(aboutContents(reason('secret.unreadable')));
  }
}

const boundTo = (keyId: string, { shop, column, id }: ContentPlace): Buffer =>
  Buffer.from(JSON.stringify([keyId, shop, column, id]), 'utf8');

async function openKey(sealer: Sealer, id: string, sealed: string): Promise<Uint8Array | CannotOpen> {
  try {
    const key = await sealer.open(sealed, contentKeyOf(id));
    return Buffer.from(String(key), 'base64');
  } catch (fault) {
    if (fault instanceof CannotOpen) return new CannotOpen(aboutContents(fault.reason));
    throw fault;
  }
}

/** Makes the database's first content key, unless there is one that this process can open. */
export async function ensureContentKey(knex: Knex, sealer: Sealer): Promise<void> {
  await knex.transaction(async (transaction) => {
    await transaction.raw('lock table content_keys in share row exclusive mode');
    const rows = await transaction('content_keys').select<{ id: string; sealed_key: string }[]>('id', 'sealed_key');
    for (const { id, sealed_key: sealed } of rows)
      if (!((await openKey(sealer, id, sealed)) instanceof CannotOpen)) return;
    await addContentKey(transaction, sealer, await keyInCharge(transaction));
  });
}

/**
 * Makes a content key, which seals everything that is written from now on. `keyId`: the sealing key in charge. Other
 * processes seal with the former content key for a minute more.
 */
export async function addContentKey(
  transaction: Knex.Transaction,
  sealer: Sealer,
  keyId: string | null,
): Promise<void> {
  const id = randomBytes(9).toString('base64url');
  const key = randomBytes(keyLength).toString('base64');
  await transaction('content_keys').insert({ id, sealed_key: await sealer.seal(key, contentKeyOf(id), keyId) });
}
