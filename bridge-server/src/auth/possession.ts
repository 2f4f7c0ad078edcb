import type { JWK } from 'jose';
import type { Reason, Result } from '@kontor/shared/problem';
import { newKeyClaims, newKeyType, proofSkewSeconds, type NewKeyClaims, type PublicKey } from '@kontor/shared/proof';
import { readToken, signToken } from './token.ts';

/** What a new key must have signed. `now`: milliseconds since 1970. */
export interface Possession {
  issuer: string;
  publicUrl: string;
  replaces: string;
  now: number;
}

const unproved = (cause: string): { ok: false; error: Reason } => ({
  ok: false,
  error: {
    code: 'key.unproved',
    cause,
    remedy: `Sign one compact JWS with the new key: typ ${newKeyType}, claims iss, aud, iat and replaces.`,
  },
});

/**
 * Whether whoever sends a new key has its private part: nobody can have a key taken in that is another's, and a shop cannot
 * lock itself out with one that it does not have. The text counts for this shop, this bridge, this former key and a minute only.
 */
export async function verifyPossession(token: string, key: PublicKey, expected: Possession): Promise<Result<null>> {
  const read = await readToken(token, key, { type: newKeyType, claims: newKeyClaims });
  switch (read.kind) {
    case 'wrong_signature':
      return unproved('The proof is not signed with the new key.');
    case 'wrong_type':
      return unproved('The type (typ) of the proof is another.');
    case 'foreign_key':
      return unproved('The header of the proof names a key of its own.');
    case 'wrong_claims':
      return unproved('The proof lacks a claim.');
    case 'claims':
  }
  const { iss, aud, iat, replaces } = read.claims;
  if (iss !== expected.issuer) return unproved('The proof is made (iss) for another shop.');
  if (aud !== expected.publicUrl) return unproved('The proof is made (aud) for another bridge.');
  if (replaces !== expected.replaces)
    return unproved('The proof replaces another key than the one that the request is signed with.');
  if (Math.abs(iat * 1000 - expected.now) > proofSkewSeconds * 1000)
    return unproved('The proof was made more than 60 seconds before or after the time of the bridge.');
  return { ok: true, value: null };
}

/** What the new key signs. */
export async function provePossession(
  privateJwk: JWK,
  { issuer, publicUrl, replaces, now }: Possession,
): Promise<string> {
  const claims: NewKeyClaims = { iss: issuer, aud: publicUrl, iat: Math.floor(now / 1000), replaces };
  return signToken(privateJwk, newKeyType, claims);
}
