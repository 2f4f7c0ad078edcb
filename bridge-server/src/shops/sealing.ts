import { calculateJwkThumbprint, CompactEncrypt, base64url, compactDecrypt, decodeProtectedHeader, errors } from 'jose';
import type { Reason } from '@kontor/shared/problem';
import type { SealingKeys } from './sealing-keys.ts';
import { reason } from '../texts/reason.ts';

/** The place of a secret. It is bound into the sealed text, so that texts cannot be swapped between rows. */
export interface SecretOf {
  shop: string;
  connection: string;
  field: string;
}

/**
 * Seals secrets at rest with AES-256-GCM (JWE with a direct key). A sealed text names its key (`kid`), so texts of
 * several keys can be read during a rotation.
 */
export interface Sealer {
  /**
   * `keyId`: the key in charge; null if the database has no key yet, and the first key of the process is used. Throws
   * `CannotOpen` if the process does not have the key.
   */
  seal(secret: unknown, of: SecretOf, keyId: string | null): Promise<string>;
  /** Throws `CannotOpen` if the process does not have the key, or if the text is of another place or was changed. */
  open(sealed: string, of: SecretOf): Promise<unknown>;
  /** The ids of the process's keys, as they are now. The one that should be in charge comes first. */
  keyIds(): Promise<readonly string[]>;
  /** Makes a key that should be in charge. Null: the keys come from the operator. */
  makeKey: (() => Promise<void>) | null;
}

type SecretReason = Reason & { code: 'key.missing' | 'secret.unreadable' };

/** This process cannot open a secret. The sealed text stays as it is, so nothing is lost. */
export class CannotOpen extends Error {
  readonly reason: SecretReason;
  constructor(why: SecretReason) {
    super(why.code);
    this.reason = why;
  }
}

const keyMissing = (keyId: string) => new CannotOpen(reason('key.missing', { key: keyId }));
const unreadable = () => new CannotOpen(reason('secret.unreadable'));

/** The most opened secrets that are kept in memory. */
const mostOpened = 1000;

/** The id of a key: the thumbprint (RFC 7638) of its 32 bytes, from which the key cannot be derived. */
export const sealingKeyIdOf = (key: Uint8Array): Promise<string> =>
  calculateJwkThumbprint({ kty: 'oct', k: base64url.encode(key) });

/** The id of the key that sealed a text; null if it is no sealed text. */
export function sealedWith(sealed: string): string | null {
  try {
    return decodeProtectedHeader(sealed).kid ?? null;
  } catch {
    return null;
  }
}

/**
 * `keys`: the source of the process's keys, or a single key of 32 bytes. The source is read again when a text names an
 * unknown key. Opened secrets are kept in memory under their sealed text, which changes whenever a secret is sealed
 * again.
 */
export function createSealer(keys: SealingKeys | Uint8Array): Sealer {
  const source: SealingKeys = keys instanceof Uint8Array ? { read: async () => [keys], make: null } : keys;
  if (keys instanceof Uint8Array) requireLength(keys);
  const opened = new Map<string, unknown>();
  let keysById = new Map<string, Uint8Array>();

  async function readKeys(): Promise<void> {
    const allKeys = await source.read();
    const entries = allKeys.map(async (key) => [await sealingKeyIdOf(requireLength(key)), key] as const);
    keysById = new Map(await Promise.all(entries));
  }
  async function keyIds(): Promise<readonly string[]> {
    await readKeys();
    return [...keysById.keys()];
  }
  async function keyOf(keyId: string): Promise<Uint8Array> {
    if (!keysById.has(keyId)) await readKeys();
    const key = keysById.get(keyId);
    if (!key) throw keyMissing(keyId);
    return key;
  }

  return {
    keyIds,
    makeKey: source.make,
    async seal(secret, of, keyId) {
      const kid = keyId ?? (await keyIds())[0] ?? '';
      return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(secret)))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid, ...of })
        .encrypt(await keyOf(kid));
    },
    async open(sealed, of) {
      const entry = JSON.stringify([sealed, of.shop, of.connection, of.field]);
      if (opened.has(entry)) return opened.get(entry);
      const kid = sealedWith(sealed);
      if (kid === null) throw unreadable();
      const secret = await decrypt(sealed, await keyOf(kid), of);
      if (opened.size >= mostOpened) opened.clear();
      opened.set(entry, secret);
      return secret;
    },
  };
}

async function decrypt(sealed: string, key: Uint8Array, of: SecretOf): Promise<unknown> {
  try {
    const { plaintext, protectedHeader } = await compactDecrypt(sealed, key, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    const place = protectedHeader as Partial<SecretOf>;
    if (place.shop !== of.shop || place.connection !== of.connection || place.field !== of.field) throw unreadable();
    return JSON.parse(new TextDecoder().decode(plaintext)) as unknown;
  } catch (fault) {
    throw fault instanceof errors.JOSEError ? unreadable() : fault;
  }
}

function requireLength(key: Uint8Array): Uint8Array {
  if (key.byteLength !== 32) throw new Error('a sealing key must have 32 bytes');
  return key;
}
