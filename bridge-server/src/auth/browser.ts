import { createHash } from 'node:crypto';
import { calculateJwkThumbprint, errors, importJWK, type CryptoKey } from 'jose';
import { z } from 'zod';
import { bodyHash } from '@kontor/client/sign';
import {
  browserProofClaims,
  browserProofHeader,
  browserProofJwsHeader,
  browserTokenClaims,
  browserTokenHeader,
  browserTokenSeconds,
  browserTokenType,
  type ActClaim,
  type BrowserKey,
  type BrowserProofClaims,
  type BrowserTokenClaims,
} from '@kontor/shared/browser';
import { proofSkewSeconds } from '@kontor/shared/proof';
import { isIdentifier, type ShopId } from '../ids.ts';
import {
  clockText,
  firstRefusalOf,
  isFromBeforeRestore,
  proofExpiry,
  usableKey,
  refuse,
  clockSkewOf,
  type Verdict,
  type ProofJudge,
  type RequestToProve,
  type VerifiedProof,
} from './proof.ts';
import { algorithms, isSignedWith, forbiddenHeaders, unverifiedParts } from './token.ts';
import { reason } from '../texts/reason.ts';

/** Whether the request claims to come from an admin's browser. Nothing is verified here. */
export const claimsToBeBrowser = ({ headers }: RequestToProve): boolean =>
  headers[browserTokenHeader] !== undefined || headers[browserProofHeader] !== undefined;

/** A browser whose token and proof are valid, and the user for whom the shop made the token. */
export interface VerifiedBrowser {
  proof: VerifiedProof;
  user: ActClaim;
}

/**
 * Verifies that a browser with a token of the shop made exactly this request, now. The proof brings its own key, as in
 * DPoP (RFC 9449). The bridge accepts that key only because the token, which the shop signed, names the key's
 * thumbprint. Throws only what `keys` throws.
 */
export async function verifyBrowser(
  request: RequestToProve,
  shopId: ShopId,
  judge: ProofJudge,
): Promise<Verdict<VerifiedBrowser>> {
  const token = readBrowserToken(request.headers[browserTokenHeader]);
  if (!token.ok) return token;
  const proof = readBrowserProof(request.headers[browserProofHeader]);
  if (!proof.ok) return proof;
  const { claims: tokenClaims, keyId } = token.value;
  if (tokenClaims.iss !== shopId) return refuse(reason('shop.unknown'));

  const usable = await usableKey(judge.keys, shopId, keyId, 'token');
  if (!usable.ok) return usable;
  const { key: shopKey, name, since } = usable.value;
  if (!(await isSignedWith(token.value.text, shopKey))) return refuse(reason('token.wrong_signature'));
  const wrongToken = firstRefusalOfToken(tokenClaims, judge);
  if (wrongToken) return wrongToken;

  const jkt = await calculateJwkThumbprint(proof.value.jwk);
  if (jkt !== tokenClaims.cnf.jkt) return refuse(reason('dpop.wrong_key'));
  const key = await importedKey(proof.value.jwk);
  if (key === null) return refuse(reason('dpop.unreadable'));
  if (!(await isSignedWith(proof.value.text, key, ['ES256']))) return refuse(reason('proof.wrong_signature'));
  const { claims } = proof.value;
  if (isFromBeforeRestore(claims, since)) return refuse(reason('proof.before_restore'));
  const wrongProof = firstRefusalOfBrowserProof(claims, token.value.text, request, judge);
  if (wrongProof) return wrongProof;
  return {
    ok: true,
    value: {
      proof: {
        // No shop's id begins with `browser:`, and each browser has its own key.
        issuer: `browser:${jkt}`,
        id: claims.jti,
        keyId,
        keyName: name,
        expiresAt: proofExpiry(claims),
      },
      user: { sub: tokenClaims.sub, may: tokenClaims.may },
    },
  };
}

type Header = RequestToProve['headers'][string];

const tokenJwsHeader = z
  .object({ typ: z.string().optional(), alg: z.string(), kid: z.string().refine(isIdentifier) })
  .loose();

/** Reads the token. What it claims is not trusted before its signature is verified. */
function readBrowserToken(text: Header): Verdict<{ text: string; keyId: string; claims: BrowserTokenClaims }> {
  if (typeof text !== 'string' || text === '') return refuse(reason('token.missing'));
  const parts = unverifiedParts(text);
  const header = tokenJwsHeader.safeParse(parts?.header);
  if (!header.success) return refuse(reason('token.unreadable'));
  if (header.data.typ !== browserTokenType) return refuse(reason('token.wrong_type'));
  const claims = browserTokenClaims.safeParse(parts?.payload);
  const isForeign = !algorithms.includes(header.data.alg) || forbiddenHeaders.some((name) => name in header.data);
  if (!claims.success || isForeign) return refuse(reason('token.unreadable'));
  return { ok: true, value: { text, keyId: header.data.kid, claims: claims.data } };
}

/** Reads the proof. What it claims is not trusted before its signature is verified. */
function readBrowserProof(text: Header): Verdict<{ text: string; jwk: BrowserKey; claims: BrowserProofClaims }> {
  if (typeof text !== 'string' || text === '') return refuse(reason('dpop.missing'));
  const parts = unverifiedParts(text);
  const typed = z.object({ typ: z.unknown() }).safeParse(parts?.header);
  if (typed.success && typed.data.typ !== browserProofJwsHeader.shape.typ.value)
    return refuse(reason('dpop.wrong_type'));
  const header = browserProofJwsHeader.safeParse(parts?.header);
  const claims = browserProofClaims.safeParse(parts?.payload);
  if (!header.success || !claims.success || !isIdentifier(claims.data.jti)) return refuse(reason('dpop.unreadable'));
  return { ok: true, value: { text, jwk: header.data.jwk, claims: claims.data } };
}

/**
 * Why the token is not valid at this bridge now; null when it is. The shop's clock may differ as much as for a proof.
 */
function firstRefusalOfToken({ aud, iat, exp }: BrowserTokenClaims, { publicUrl, now }: ProofJudge) {
  const bridge = now() / 1000;
  const clocks = { bridge: clockText(now()), caller: clockText(iat * 1000) };
  return firstRefusalOf([
    [aud !== publicUrl, 'token.wrong_audience'],
    [exp - iat > browserTokenSeconds, 'token.too_long'],
    [exp + proofSkewSeconds < bridge || iat - proofSkewSeconds > bridge, 'token.expired', clocks],
  ]);
}

/** Why the proof does not belong to this request and this token; null when it does. */
function firstRefusalOfBrowserProof(
  claims: BrowserProofClaims,
  token: string,
  request: RequestToProve,
  { publicUrl, now }: ProofJudge,
) {
  const [path = ''] = request.target.split('?', 1);
  return firstRefusalOf([
    [claims.ath !== createHash('sha256').update(token).digest('base64url'), 'dpop.wrong_token'],
    clockSkewOf(claims, now()),
    [claims.htm !== request.method, 'proof.wrong_method'],
    [claims.htu !== publicUrl + path || claims.pq !== request.target, 'proof.wrong_address'],
    [claims.bh !== bodyHash(request.body), 'proof.wrong_body'],
  ]);
}

/** The key of a JWK; null when its numbers are not a point on the curve. */
async function importedKey(jwk: BrowserKey): Promise<CryptoKey | null> {
  try {
    const key = await importJWK(jwk, 'ES256');
    return key instanceof Uint8Array ? null : key;
  } catch (fault) {
    if (fault instanceof DOMException || fault instanceof errors.JOSEError || fault instanceof TypeError) return null;
    throw fault;
  }
}
