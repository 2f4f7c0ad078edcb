import { createHash, randomUUID } from 'node:crypto';
import type { JWK } from 'jose';
import type { ActClaim } from '@kontor/shared/browser';
import { proofType, type ProofClaims } from '@kontor/shared/proof';
import { signToken } from './token.ts';

/** SHA-256 of the raw body in base64url, as the claim `bh` carries it. */
export const bodyHash = (body: string | Uint8Array): string => createHash('sha256').update(body).digest('base64url');

/** A request that is to be proved. */
export interface RequestToSign {
  shop: string;
  keyId: string;
  privateJwk: JWK;
  /** The public address of the bridge, as the bridge itself is set up with it. */
  publicUrl: string;
  method: string;
  /** The full address with its query. */
  url: string;
  body: string | Uint8Array;
  now?: Date;
  /** Unique for each request, 16 to 64 characters. */
  id?: string;
  /** The admin for whom a shop asks. */
  act?: ActClaim;
}

/** The value of the header `kontor-proof` for the request. */
export async function signRequest(request: RequestToSign): Promise<string> {
  const claims: ProofClaims = {
    iss: request.shop,
    aud: request.publicUrl,
    iat: Math.floor((request.now ?? new Date()).getTime() / 1000),
    jti: request.id ?? randomUUID(),
    htm: request.method.toUpperCase(),
    htu: request.url,
    bh: bodyHash(request.body),
    ...(request.act ? { act: request.act } : {}),
  };
  return signToken(request.privateJwk, proofType, claims, request.keyId);
}
