import { z } from 'zod';
import { actClaim } from './browser.ts';

/** The header with a request's proof. It is not `Authorization`, since many web hosts remove that one. */
export const proofHeader = 'kontor-proof';
/** The JWS `typ` of a request's proof, so that no other token can replace it. */
export const proofType = 'kontor-request+jws';
/** How much the caller's clock may be fast or slow, in seconds. */
export const proofSkewSeconds = 60;

/** Claims of the compact JWS (Ed25519) that proves one request: issuer, audience, time, method, address and body. */
export const proofClaims = z.object({
  /** The shop's id. */
  iss: z.string().min(1),
  /** The bridge's public address. */
  aud: z.string().min(1),
  /** Seconds since 1970. */
  iat: z.number().int(),
  /** Unique for each request. */
  jti: z.string().min(16).max(64),
  /** Method, in capitals. */
  htm: z.string(),
  /** The full address with its query. */
  htu: z.string(),
  /** SHA-256 of the raw body, base64url. */
  bh: z.string(),
  /** The admin for whom the shop's server asks; left out if the shop asks for itself. */
  act: actClaim.optional(),
});
export type ProofClaims = z.infer<typeof proofClaims>;

/** The JWS `typ` of the token by which a new key proves that its owner has the private part. */
export const newKeyType = 'kontor-new-key+jws';

/** Claims of the compact JWS (Ed25519) that a new key signs itself. It is valid for `proofSkewSeconds` as well. */
export const newKeyClaims = z.object({
  /** The shop's id. */
  iss: z.string().min(1),
  /** The bridge's public address. */
  aud: z.string().min(1),
  /** Seconds since 1970. */
  iat: z.number().int(),
  /** The id (kid) of the key that is replaced, which is the key that signs the request itself. */
  replaces: z.string().min(1),
});
export type NewKeyClaims = z.infer<typeof newKeyClaims>;

/** 32 bytes in base64url. */
const keyPart = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** The public part of an Ed25519 key as a JWK; a private part is refused. */
export const publicKey = z.strictObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: keyPart });
export type PublicKey = z.infer<typeof publicKey>;

/** An address to which a path can be appended: without user and password, query, fragment, and slash at its end. */
const bareAddress = /^https?:\/\/[^/?#@\s]+(?:\/[^/?#\s]+)*$/;

/** A shop with its signing key, as `kontor shop add --json` prints it. A sender keeps it in a file. */
export const shopKey = z.object({
  /** The public address of the bridge, without a slash at its end. */
  bridge: z.url({ protocol: /^https?$/ }).regex(bareAddress),
  /** The shop's id. */
  shop: z.string().regex(/^[A-Za-z0-9_-]{1,128}$/),
  keyId: z.string().min(1),
  /** An Ed25519 key as a JWK with its private part. */
  privateKey: z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: keyPart, d: keyPart }),
});
export type ShopKey = z.infer<typeof shopKey>;
