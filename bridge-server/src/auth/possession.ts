import type { JWK } from 'jose';
import { signToken } from '@kontor/client/sign';
import type { Reason, Result } from '@kontor/shared/problem';
import { newKeyClaims, newKeyType, proofSkewSeconds, type NewKeyClaims, type PublicKey } from '@kontor/shared/proof';
import { readToken } from './token.ts';
import { reason, type TextKey } from '../texts/reason.ts';

/** What a new key must sign to show that its owner has the private part. `now`: milliseconds since 1970. */
export interface Possession {
  issuer: string;
  publicUrl: string;
  replaces: string;
  now: number;
}

type Unproved = Extract<TextKey, `key.unproved:${string}`>;
const unproved = (key: Unproved): { ok: false; error: Reason } => ({
  ok: false,
  error: reason(key, { type: newKeyType }),
});

/**
 * Verifies that the sender of a new key has its private part. So nobody can register somebody else's key, and a shop
 * cannot lock itself out with a key that it does not have. The token is valid for this shop, this bridge, this former
 * key and one minute.
 */
export async function verifyPossession(token: string, key: PublicKey, expected: Possession): Promise<Result<null>> {
  const read = await readToken(token, key, { type: newKeyType, claims: newKeyClaims });
  switch (read.kind) {
    case 'wrong_signature':
      return unproved('key.unproved:not_signed');
    case 'wrong_type':
      return unproved('key.unproved:other_type');
    case 'foreign_key':
      return unproved('key.unproved:foreign_key');
    case 'wrong_claims':
      return unproved('key.unproved:claim_missing');
    case 'claims':
  }
  const { iss, aud, iat, replaces } = read.claims;
  if (iss !== expected.issuer) return unproved('key.unproved:other_shop');
  if (aud !== expected.publicUrl) return unproved('key.unproved:other_bridge');
  if (replaces !== expected.replaces) return unproved('key.unproved:other_key');
  if (Math.abs(iat * 1000 - expected.now) > proofSkewSeconds * 1000) return unproved('key.unproved:skewed_clock');
  return { ok: true, value: null };
}

/** The token that the new key signs. */
export async function provePossession(
  privateJwk: JWK,
  { issuer, publicUrl, replaces, now }: Possession,
): Promise<string> {
  const claims: NewKeyClaims = { iss: issuer, aud: publicUrl, iat: Math.floor(now / 1000), replaces };
  return signToken(privateJwk, newKeyType, claims);
}
