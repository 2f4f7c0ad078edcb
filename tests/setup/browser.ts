import { createHash, randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, CompactSign, exportJWK, generateKeyPair, type CryptoKey } from 'jose';
import { bodyHash, signToken } from '@kontor/client/sign';
import {
  browserKey,
  browserTokenSeconds,
  browserTokenType,
  type BrowserKey,
  type BrowserProofClaims,
  type BrowserProofJwsHeader,
  type BrowserRight,
  type BrowserTokenClaims,
} from '@kontor/shared/browser';
import { publicUrl, type Caller } from './http.ts';

/** A browser's key and the token that a shop has minted for it. */
export interface TestBrowser {
  key: BrowserKey;
  privateKey: CryptoKey;
  token: string;
}

/**
 * A browser with a token that the shop's key has signed. `claims`: those in which the token differs from a right one.
 */
export async function browserOf(
  shop: Caller,
  may: BrowserRight,
  claims: Partial<BrowserTokenClaims> = {},
): Promise<TestBrowser> {
  const pair = await generateKeyPair('ES256');
  const key = browserKey.parse(await exportJWK(pair.publicKey));
  const iat = claims.iat ?? Math.floor(Date.now() / 1000);
  const right: BrowserTokenClaims = {
    iss: shop.issuer,
    aud: publicUrl,
    iat,
    exp: iat + browserTokenSeconds,
    sub: 'anna',
    may,
    cnf: { jkt: await calculateJwkThumbprint(key) },
  };
  const token = signToken(shop.key.privateJwk, browserTokenType, { ...right, ...claims }, shop.key.keyId);
  return { key, privateKey: pair.privateKey, token };
}

/** The headers of one request of a browser. `claims`: those in which its proof differs from a right one. */
export async function browserHeaders(
  browser: TestBrowser,
  request: { method: string; target: string; body?: string },
  claims: Partial<BrowserProofClaims> = {},
): Promise<Record<string, string>> {
  const header: BrowserProofJwsHeader = { typ: 'dpop+jwt', alg: 'ES256', jwk: browser.key };
  const right: BrowserProofClaims = {
    jti: randomUUID(),
    htm: request.method.toUpperCase(),
    htu: publicUrl + request.target.split('?', 1)[0],
    iat: Math.floor(Date.now() / 1000),
    ath: createHash('sha256').update(browser.token).digest('base64url'),
    pq: request.target,
    bh: bodyHash(request.body ?? ''),
  };
  const dpop = await new CompactSign(new TextEncoder().encode(JSON.stringify({ ...right, ...claims })))
    .setProtectedHeader(header)
    .sign(browser.privateKey);
  return { 'kontor-token': browser.token, dpop };
}
