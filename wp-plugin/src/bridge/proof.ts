import type { BrowserProofClaims, BrowserProofJwsHeader } from '@kontor/shared/browser';
import { base64url, sha256, utf8, type Subtle } from './base64url.ts';
import type { SigningKey } from './key.ts';

/** A request as the bridge is to receive it. */
export interface PageRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Path and query below the bridge's public address, as they are sent. */
  readonly target: string;
  /** The raw body; empty if there is none. */
  readonly body: string;
}

/**
 * The proof of one request (DPoP, RFC 9449). It always names the bridge's own address, also when it goes through the
 * shop's relay. `now`: milliseconds since 1970 by the bridge's clock. `id`: unique for each request.
 */
export async function signProof(
  subtle: Subtle,
  key: SigningKey,
  { method, target, body }: PageRequest,
  { bridge, token, now, id }: { bridge: string; token: string; now: number; id: string },
): Promise<string> {
  const header: BrowserProofJwsHeader = { typ: 'dpop+jwt', alg: 'ES256', jwk: key.jwk };
  const claims: BrowserProofClaims = {
    jti: id,
    htm: method,
    htu: bridge + target.split('?', 1)[0],
    iat: Math.floor(now / 1000),
    ath: await sha256(subtle, token),
    pq: target,
    bh: await sha256(subtle, body),
  };
  const signed = [header, claims].map((part) => base64url(utf8(JSON.stringify(part)))).join('.');
  return `${signed}.${await key.sign(signed)}`;
}
