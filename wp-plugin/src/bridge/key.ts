import type { BrowserKey } from '@kontor/shared/browser';
import { base64url, sha256, utf8, type Subtle } from './base64url.ts';

/** The browser's key, ready to sign. Not even this script can read its private part. */
export interface SigningKey {
  readonly jwk: BrowserKey;
  /** The thumbprint (RFC 7638), to which a token is bound. */
  readonly jkt: string;
  /** The signature (ES256) of a text, in base64url. */
  sign(text: string): Promise<string>;
}

type CryptoKey = Parameters<Subtle['sign']>[1];

/** A key pair of the browser's Web Crypto. */
export interface KeyPair {
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}

/**
 * Where the key is kept between pages. If a function fails, as in a private window, the key lives as long as the page.
 */
export interface KeyStorage {
  /** The stored pair; null if there is none. */
  load(): Promise<unknown>;
  /** Stores the pair unless another page has stored one meanwhile. Returns the pair that is stored now. */
  keepFirst(pair: KeyPair): Promise<unknown>;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };

/**
 * Finds the site's key, or makes one if no usable key is stored. Callers of one page share the result (single flight).
 */
export function createKeyRing(subtle: Subtle, storage: KeyStorage): () => Promise<SigningKey> {
  let pending: Promise<SigningKey> | null = null;
  return () => {
    pending ??= findPair(subtle, storage).then((pair) => signingKeyOf(subtle, pair));
    pending.catch(() => (pending = null));
    return pending;
  };
}

async function findPair(subtle: Subtle, storage: KeyStorage): Promise<KeyPair> {
  const stored: unknown = await storage.load().catch(() => null);
  if (isUsable(stored)) return stored;
  const fresh = await subtle.generateKey(algorithm, false, ['sign', 'verify']);
  const first: unknown = await storage.keepFirst(fresh).catch(() => fresh);
  return isUsable(first) ? first : fresh;
}

/**
 * Whether a stored pair is of the expected kind. A key that another version stored, or that can be exported, is not
 * used.
 */
function isUsable(stored: unknown): stored is KeyPair {
  const { privateKey, publicKey } = (stored ?? {}) as Partial<KeyPair>;
  const { name, namedCurve } = (privateKey?.algorithm ?? {}) as { name?: string; namedCurve?: string };
  return (
    name === algorithm.name &&
    namedCurve === algorithm.namedCurve &&
    privateKey?.extractable === false &&
    privateKey.usages.includes('sign') &&
    publicKey?.type === 'public'
  );
}

async function signingKeyOf(subtle: Subtle, { privateKey, publicKey }: KeyPair): Promise<SigningKey> {
  const { x = '', y = '' } = await subtle.exportKey('jwk', publicKey);
  const jwk: BrowserKey = { kty: 'EC', crv: 'P-256', x, y };
  return {
    jwk,
    // RFC 7638 has the members in the order of the alphabet.
    jkt: await sha256(subtle, JSON.stringify({ crv: jwk.crv, kty: jwk.kty, x, y })),
    sign: async (text) =>
      base64url(new Uint8Array(await subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, utf8(text)))),
  };
}
