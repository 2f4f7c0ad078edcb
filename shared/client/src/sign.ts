import { createHash, createPrivateKey, randomUUID, sign } from 'node:crypto';
import type { ActClaim } from '@kontor/shared/browser';
import { proofType, type ProofClaims } from '@kontor/shared/proof';

/** An Ed25519 key with its private part, as a JWK (RFC 8037): `kty` is `OKP`, `crv` is `Ed25519`. */
export interface PrivateJwk {
  kty?: string;
  crv?: string;
  x?: string;
  d?: string;
}

/** Whoever signs: a shop with its key, as `kontor shop add --json` prints both. */
export interface Signer {
  /** The public address of the bridge, as the bridge itself is set up with it. */
  bridge: string;
  /** The shop's id. */
  shop: string;
  keyId: string;
  privateKey: PrivateJwk;
}

/** A request that is to be proved. */
export interface RequestToSign {
  method: string;
  /** The full address with its query, exactly as it is sent. */
  url: string;
  /** The raw body; empty where there is none. */
  body?: string | Uint8Array;
  now?: Date;
  /** Unique for each request, 16 to 64 characters. */
  id?: string;
  /** The admin for whom a shop asks. */
  act?: ActClaim;
}

/** SHA-256 of the raw body in base64url, as the claim `bh` carries it. */
export const bodyHash = (body: string | Uint8Array): string => createHash('sha256').update(body).digest('base64url');

/**
 * The value of the header `kontor-proof` for one request. It counts for a minute, and once: a request that is sent again is signed
 * anew. Throws where the key is no Ed25519 key.
 *
 * @example
 * const proof = signRequest(key, { method: 'GET', url: `${key.bridge}/v1/shops/${key.shop}/results` });
 * await fetch(url, { headers: { 'kontor-proof': proof } });
 */
export function signRequest({ bridge, shop, keyId, privateKey }: Signer, request: RequestToSign): string {
  const claims: ProofClaims = {
    iss: shop,
    aud: bridge,
    iat: Math.floor((request.now ?? new Date()).getTime() / 1000),
    jti: request.id ?? randomUUID(),
    htm: request.method.toUpperCase(),
    htu: request.url,
    bh: bodyHash(request.body ?? ''),
    ...(request.act ? { act: request.act } : {}),
  };
  return signToken(privateKey, proofType, claims, keyId);
}

/** Signs the claims as a compact JWS (RFC 7515, Ed25519) that names its type and, where it is given, its key. */
export function signToken(privateKey: PrivateJwk, type: string, claims: object, keyId?: string): string {
  const header = { alg: 'EdDSA', typ: type, ...(keyId === undefined ? {} : { kid: keyId }) };
  const signed = `${base64url(header)}.${base64url(claims)}`;
  const key = createPrivateKey({ key: { ...privateKey }, format: 'jwk' });
  if (key.asymmetricKeyType !== 'ed25519')
    throw new TypeError(`An Ed25519 key is needed, not ${key.asymmetricKeyType}.`);
  return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`;
}

const base64url = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
