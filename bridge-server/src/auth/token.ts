import { base64url, calculateJwkThumbprint, compactVerify, errors, importJWK, type CryptoKey } from 'jose';
import type { z } from 'zod';
import type { PublicKey } from '@kontor/shared/proof';

/** Members of a header by which a token would bring its own key or change how it is read. */
export const forbiddenHeaders = ['jku', 'jwk', 'x5u', 'x5c', 'crit', 'b64'] as const;
/** The two names of Ed25519 among algorithms. */
export const algorithms = ['EdDSA', 'Ed25519'];

/** What a token says once its signature holds, or the first thing that is wrong with it. */
export type ReadToken<Claims> =
  | { kind: 'claims'; claims: Claims; keyId: string | null }
  | { kind: 'wrong_signature' | 'wrong_type' | 'foreign_key' | 'wrong_claims' };

/** Verifies a compact JWS that names its type and is signed with exactly this key. Nothing of it is believed before. */
export async function readToken<Claims>(
  token: string,
  key: PublicKey,
  { type, claims }: { type: string; claims: z.ZodType<Claims> },
): Promise<ReadToken<Claims>> {
  let signed: Awaited<ReturnType<typeof compactVerify>>;
  try {
    signed = await compactVerify(token, await importJWK(key, 'EdDSA'), { algorithms });
  } catch (fault) {
    if (fault instanceof errors.JOSEError || fault instanceof DOMException || fault instanceof TypeError)
      return { kind: 'wrong_signature' };
    throw fault;
  }
  const { protectedHeader: header, payload } = signed;
  if (header.typ !== type) return { kind: 'wrong_type' };
  if (forbiddenHeaders.some((name) => name in header)) return { kind: 'foreign_key' };
  const read = claims.safeParse(parsed(payload));
  return read.success ? { kind: 'claims', claims: read.data, keyId: header.kid ?? null } : { kind: 'wrong_claims' };
}

/** Whether the token is signed with that key, by one of these algorithms; whatever else is wrong with it is not seen here. */
export async function isSignedWith(token: string, key: CryptoKey, by: string[] = algorithms): Promise<boolean> {
  try {
    await compactVerify(token, key, { algorithms: by });
    return true;
  } catch (fault) {
    if (fault instanceof errors.JOSEError) return false;
    throw fault;
  }
}

/** The id of a key: its thumbprint (RFC 7638). */
export const keyIdOf = ({ kty, crv, x }: PublicKey): Promise<string> => calculateJwkThumbprint({ kty, crv, x });

/** No token that is read here is longer. */
export const longestToken = 4096;

/** Header and payload of a token, of which nothing is believed; null where the text has no such parts, or is too long. */
export function unverifiedParts(token: string): { header: unknown; payload: unknown } | null {
  const [header, payload, , surplus] = token.length > longestToken ? [] : token.split('.');
  if (header === undefined || payload === undefined || surplus !== undefined) return null;
  return { header: decodedPart(header), payload: decodedPart(payload) };
}

/** What stands in a part of a token; undefined when that is no JSON in UTF-8. */
export const decodedPart = (part: string): unknown => {
  try {
    return parsed(base64url.decode(part));
  } catch {
    return undefined;
  }
};

function parsed(payload: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
  } catch {
    return undefined;
  }
}
