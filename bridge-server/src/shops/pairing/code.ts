import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Knex } from 'knex';
import { pairingMinutes, writePairingCode } from '@kontor/shared/pairing';
import type { ShopId } from '../../ids.ts';
import type { Identity } from '../identity.ts';

/** A code as it is shown, this once. */
export interface NewPairing {
  pairing: string;
  code: string;
  expiresAt: Date;
}

/** What is kept of a secret. It has 256 random bits, so that a plain hash tells nothing of it. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** Whether it is the secret behind the hash; takes the same time whatever differs. */
export const isSecret = (secret: string, hash: Buffer): boolean => timingSafeEqual(hashOf(secret), hash);

/** Makes a code that one shop may be paired with. `forShop`: the shop that it resumes; null when the bridge finds out which. */
export async function createPairing(
  knex: Knex,
  identity: Identity,
  { publicUrl, forShop, actor }: { publicUrl: string; forShop: ShopId | null; actor: string },
): Promise<NewPairing> {
  const pairing = randomBytes(16).toString('base64url');
  const secret = randomBytes(32).toString('base64url');
  const [row] = await knex('pairings')
    .insert({
      id: pairing,
      secret_hash: hashOf(secret),
      for_shop: forShop,
      made_by: actor,
      expires_at: knex.raw('now() + make_interval(mins => ?)', [pairingMinutes]),
    })
    .returning<{ expires_at: Date }[]>('expires_at');
  if (!row) throw new Error('a pairing was not stored');
  return {
    pairing,
    code: writePairingCode({ v: 1, u: publicUrl, k: identity.keyId, p: pairing, s: secret }),
    expiresAt: row.expires_at,
  };
}
