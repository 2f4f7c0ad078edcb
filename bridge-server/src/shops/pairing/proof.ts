import { createHash } from 'node:crypto';
import type { JWK } from 'jose';
import { signToken } from '@kontor/client/sign';
import { pairingClaims, pairingType, type PairingClaims } from '@kontor/shared/pairing';
import type { Result } from '@kontor/shared/problem';
import { proofSkewSeconds, type PublicKey } from '@kontor/shared/proof';
import { clockText } from '../../auth/proof.ts';
import type { Refusal } from '../../auth/refusal.ts';
import { keyIdOf, readToken } from '../../auth/token.ts';
import { refusePairing } from './refusals.ts';
import { reason } from '../../texts/reason.ts';

/** What the proof of a pairing is about. `now`: milliseconds since 1970. */
export interface PairingProof {
  publicUrl: string;
  pairing: string;
  secret: string;
  now: number;
}

const secretHash = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

type UnprovedCase =
  | 'other_type'
  | 'foreign_key'
  | 'claim_missing'
  | 'other_key'
  | 'other_issuer'
  | 'other_bridge'
  | 'other_pairing'
  | 'other_secret';
const unproved = (which: UnprovedCase) => refusePairing(reason(`pairing.unproved:${which}`));

/**
 * Checks that the shop's key has just signed the wish to be paired with this code at this bridge. Returns the key's id.
 */
export async function verifyPairingProof(
  token: string,
  key: PublicKey,
  { publicUrl, pairing, secret, now }: PairingProof,
): Promise<Result<string, Refusal>> {
  const read = await readToken(token, key, { type: pairingType, claims: pairingClaims });
  switch (read.kind) {
    case 'wrong_signature':
      return refusePairing(reason('pairing.unproved'));
    case 'wrong_type':
      return unproved('other_type');
    case 'foreign_key':
      return unproved('foreign_key');
    case 'wrong_claims':
      return unproved('claim_missing');
    case 'claims':
  }
  const { iss, aud, iat, pairing: pairingId, bh } = read.claims;
  const keyId = await keyIdOf(key);
  if (read.keyId !== keyId) return unproved('other_key');
  if (iss !== keyId) return unproved('other_issuer');
  if (aud !== publicUrl) return unproved('other_bridge');
  if (pairingId !== pairing) return unproved('other_pairing');
  if (bh !== secretHash(secret)) return unproved('other_secret');
  if (Math.abs(iat * 1000 - now) > proofSkewSeconds * 1000)
    return refusePairing(reason('pairing.skewed_clock'), {
      clocks: { bridge: clockText(now), caller: clockText(iat * 1000) },
    });
  return { ok: true, value: keyId };
}

/** The token that the shop's key signs in order to be paired. */
export async function provePairing(
  privateJwk: JWK,
  key: PublicKey,
  { publicUrl, pairing, secret, now }: PairingProof,
): Promise<string> {
  const keyId = await keyIdOf(key);
  const claims: PairingClaims = {
    iss: keyId,
    aud: publicUrl,
    iat: Math.floor(now / 1000),
    pairing,
    bh: secretHash(secret),
  };
  return signToken(privateJwk, pairingType, claims, keyId);
}
