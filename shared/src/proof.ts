import { z } from 'zod';

/** Header that carries a request's proof; an own one, since many hosts strip Authorization. */
export const proofHeader = 'kontor-proof';
/** The JWS `typ` of a request's proof; no other token may stand in for it. */
export const proofType = 'kontor-request+jws';
/** How far the caller's clock may be off, either way, in seconds. */
export const proofSkewSeconds = 60;

/** Claims of the compact JWS (Ed25519) that proves one request: who, to whom, when, which method, address and body. */
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
});
export type ProofClaims = z.infer<typeof proofClaims>;
