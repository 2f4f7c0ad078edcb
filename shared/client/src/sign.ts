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

/** The shop that signs, with its key, as `kontor shop add --json` prints them. */
export interface Signer {
  /** The public address of the bridge, exactly as in the bridge's own settings. */
  bridge: string;
  /** The shop's id. */
  shop: string;
  keyId: string;
  privateKey: PrivateJwk;
}

/** The parts of a request that its proof covers. */
export interface RequestToSign {
  method: string;
  /** The full address with its query, exactly as it is sent. */
  url: string;
  /** The raw body. Leave it out if the request has none. */
  body?: string | Uint8Array;
  /** The time of the proof. Default: now. */
  now?: Date;
  /** An id that is unique for each request, of 16 to 64 characters. Default: a random one. */
  id?: string;
  /** The admin for whom the shop asks. Leave it out if the shop asks for itself. */
  act?: ActClaim;
}

/**
 * The hash of a raw body, as the claim `bh` contains it: SHA-256 in base64url.
 *
 * @example
 * bodyHash(''); // '47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU'
 */
export const bodyHash = (body: string | Uint8Array): string => createHash('sha256').update(body).digest('base64url');

/**
 * Signs one request. Returns the value of its header `kontor-proof`, which is valid for a minute, and once: sign a
 * request anew to send it again. Throws if the key is no Ed25519 key.
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

/**
 * Signs claims as a compact JWS (RFC 7515, Ed25519). Its header names the type and, if there is one, the key's id.
 *
 * @example
 * const token = signToken(key.privateKey, 'kontor-request+jws', { iss: key.shop }, key.keyId);
 */
export function signToken(privateKey: PrivateJwk, type: string, claims: object, keyId?: string): string {
  const header = { alg: 'EdDSA', typ: type, ...(keyId === undefined ? {} : { kid: keyId }) };
  const content = `${base64url(header)}.${base64url(claims)}`;
  const key = createPrivateKey({ key: { ...privateKey }, format: 'jwk' });
  if (key.asymmetricKeyType !== 'ed25519')
    throw new TypeError(`An Ed25519 key is needed, not ${key.asymmetricKeyType}.`);
  return `${content}.${sign(null, Buffer.from(content), key).toString('base64url')}`;
}

const base64url = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
