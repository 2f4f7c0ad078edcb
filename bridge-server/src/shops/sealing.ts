import { calculateJwkThumbprint, CompactEncrypt, base64url, compactDecrypt, decodeProtectedHeader, errors } from 'jose';
import type { Reason } from '@kontor/shared/problem';
import type { SealingKeys } from './sealing-keys.ts';
import { reason } from '../texts/reason.ts';

/** Whose secret it is; bound into the sealed text, so that values cannot be swapped between rows. */
export interface SecretOf {
  shop: string;
  connection: string;
  field: string;
}

/** Seals secrets at rest with AES-256-GCM (JWE, direct key). The text names its key (`kid`), so that keys may change while it is read. */
export interface Sealer {
  /** `keyId`: the key that the database has in charge; `null` before it has any: then the process's own. Throws `CannotOpen` without that key. */
  seal(secret: unknown, of: SecretOf, keyId: string | null): Promise<string>;
  /** Throws `CannotOpen` when the key is not at hand, when the text was sealed for another row, or was tampered with. */
  open(sealed: string, of: SecretOf): Promise<unknown>;
  /** The keys at hand as they are now, the one to be in charge first. */
  keyIds(): Promise<readonly string[]>;
  /** Makes a key that is to be in charge; `null` where whoever runs the bridge gives the keys. */
  makeKey: (() => Promise<void>) | null;
}

type SecretReason = Reason & { code: 'key.missing' | 'secret.unreadable' };

/** A secret that this process cannot open. Nothing is lost by it: the sealed text stays as it is. */
export class CannotOpen extends Error {
  readonly reason: SecretReason;
  constructor(why: SecretReason) {
    super(why.code);
    this.reason = why;
  }
}

const keyMissing = (keyId: string) => new CannotOpen(reason('key.missing', { key: keyId }));
const unreadable = () => new CannotOpen(reason('secret.unreadable'));

const mostKept = 1000;

/** What names a key: the thumbprint (RFC 7638) of its 32 bytes, which tells nothing of them. */
export const sealingKeyIdOf = (key: Uint8Array): Promise<string> =>
  calculateJwkThumbprint({ kty: 'oct', k: base64url.encode(key) });

/** The key that a text was sealed with; `null` when it is no sealed text. */
export function sealedWith(sealed: string): string | null {
  try {
    return decodeProtectedHeader(sealed).kid ?? null;
  } catch {
    return null;
  }
}

/**
 * `keys`: where the process has its keys from, or just one of 32 bytes. They are read again whenever a text names a key that
 * is not known. What was opened is kept in memory under its sealed text, which is another one whenever the secret is sealed anew.
 */
export function createSealer(keys: SealingKeys | Uint8Array): Sealer {
  const source: SealingKeys = keys instanceof Uint8Array ? { read: async () => [keys], make: null } : keys;
  if (keys instanceof Uint8Array) checked(keys);
  const opened = new Map<string, unknown>();
  let known = new Map<string, Uint8Array>();

  async function readKeys(): Promise<void> {
    const read = await source.read();
    known = new Map(await Promise.all(read.map(async (key) => [await sealingKeyIdOf(checked(key)), key] as const)));
  }
  async function keyIds(): Promise<readonly string[]> {
    await readKeys();
    return [...known.keys()];
  }
  async function keyOf(keyId: string): Promise<Uint8Array> {
    if (!known.has(keyId)) await readKeys();
    const key = known.get(keyId);
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
      const secret = await decrypted(sealed, await keyOf(kid), of);
      if (opened.size >= mostKept) opened.clear();
      opened.set(entry, secret);
      return secret;
    },
  };
}

async function decrypted(sealed: string, key: Uint8Array, of: SecretOf): Promise<unknown> {
  try {
    const { plaintext, protectedHeader } = await compactDecrypt(sealed, key, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    const named = protectedHeader as Partial<SecretOf>;
    if (named.shop !== of.shop || named.connection !== of.connection || named.field !== of.field) throw unreadable();
    return JSON.parse(new TextDecoder().decode(plaintext)) as unknown;
  } catch (fault) {
    throw fault instanceof errors.JOSEError ? unreadable() : fault;
  }
}

function checked(key: Uint8Array): Uint8Array {
  if (key.byteLength !== 32) throw new Error('a sealing key must have 32 bytes');
  return key;
}
