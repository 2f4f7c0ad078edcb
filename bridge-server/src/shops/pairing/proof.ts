import { createHash } from 'node:crypto';
import type { JWK } from 'jose';
import { pairingClaims, pairingType, type PairingClaims } from '@kontor/shared/pairing';
import type { Result } from '@kontor/shared/problem';
import { proofSkewSeconds, type PublicKey } from '@kontor/shared/proof';
import { clock } from '../../auth/proof.ts';
import type { Refusal } from '../../auth/refusal.ts';
import { keyIdOf, readToken, signToken } from '../../auth/token.ts';
import { refusePairing } from './refusals.ts';

/** What the shop's key must have signed. `now`: milliseconds since 1970. */
export interface PairingProof {
  publicUrl: string;
  pairing: string;
  secret: string;
  now: number;
}

const secretHash = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

const unproved = (cause: string) => refusePairing('pairing.unproved', { cause });

/** The id of the shop's key, once the key has signed that it is to be paired with this code at this bridge, now. */
export async function verifyPairingProof(
  token: string,
  key: PublicKey,
  { publicUrl, pairing, secret, now }: PairingProof,
): Promise<Result<string, Refusal>> {
  const read = await readToken(token, key, { type: pairingType, claims: pairingClaims });
  switch (read.kind) {
    case 'wrong_signature':
      return unproved("The proof is not signed with the shop's key.");
    case 'wrong_type':
      return unproved('The type (typ) of the proof is another.');
    case 'foreign_key':
      return unproved('The header of the proof brings a key or extension of its own.');
    case 'wrong_claims':
      return unproved('The proof lacks a claim.');
    case 'claims':
  }
  const { iss, aud, iat, pairing: pairingId, bh } = read.claims;
  const keyId = await keyIdOf(key);
  if (read.keyId !== keyId) return unproved("The proof names (kid) another key than the shop's.");
  if (iss !== keyId) return unproved('The proof is made (iss) by another key.');
  if (aud !== publicUrl) return unproved('The proof is made (aud) for another bridge.');
  if (pairingId !== pairing) return unproved('The proof is made (pairing) for another pairing.');
  if (bh !== secretHash(secret)) return unproved('The proof is made (bh) for another secret.');
  if (Math.abs(iat * 1000 - now) > proofSkewSeconds * 1000)
    return refusePairing('pairing.skewed_clock', { clocks: { bridge: clock(now), caller: clock(iat * 1000) } });
  return { ok: true, value: keyId };
}

/** What the shop's key signs in order to be paired. */
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
