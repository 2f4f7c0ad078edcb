import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Knex } from 'knex';
import { pairingMinutes, writePairingCode } from '@kontor/shared/pairing';
import type { ShopId } from '../../ids.ts';
import type { Identity } from '../identity.ts';

/** A new pairing code, which is shown only once. */
export interface NewPairing {
  pairing: string;
  code: string;
  expiresAt: Date;
}

/** The hash that is stored in place of a secret. The secret has 256 random bits, so a plain hash is enough. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** Whether the hash is that of the secret. The comparison takes the same time whatever differs. */
export const isSecret = (secret: string, hash: Buffer): boolean => timingSafeEqual(hashOf(secret), hash);

/**
 * Makes a code that pairs one shop. `forShop`: the shop that must use it; null: any shop may use it, and the bridge
 * finds out by its key or address whether it knows the shop.
 */
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
