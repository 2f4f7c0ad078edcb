import { base64url, calculateJwkThumbprint, compactVerify, errors, importJWK, type CryptoKey } from 'jose';
import type { z } from 'zod';
import type { PublicKey } from '@kontor/shared/proof';

/**
 * Members of a token's header that would bring a key along or change how the token is read. A token with one is
 * refused.
 */
export const forbiddenHeaders = ['jku', 'jwk', 'x5u', 'x5c', 'crit', 'b64'] as const;
/** The two names of Ed25519 in the header `alg`. */
export const algorithms = ['EdDSA', 'Ed25519'];

/** The claims of a token whose signature is valid, or the first thing that is wrong with the token. */
export type ReadToken<Claims> =
  | { kind: 'claims'; claims: Claims; keyId: string | null }
  | { kind: 'wrong_signature' | 'wrong_type' | 'foreign_key' | 'wrong_claims' };

/** Verifies a compact JWS of this type that is signed with exactly this key, and reads its claims. */
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

/** Whether the token is signed with this key, by one of these algorithms. Nothing else about the token is checked. */
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

/** The longest token that is read. */
export const longestToken = 4096;

/** Header and payload of a token before anything is verified; null when the text has no such parts or is too long. */
export function unverifiedParts(token: string): { header: unknown; payload: unknown } | null {
  const [header, payload, , surplus] = token.length > longestToken ? [] : token.split('.');
  if (header === undefined || payload === undefined || surplus !== undefined) return null;
  return { header: decodedPart(header), payload: decodedPart(payload) };
}

/** The content of one part of a token; undefined when it is not JSON in UTF-8. */
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
