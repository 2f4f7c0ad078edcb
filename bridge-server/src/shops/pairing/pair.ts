import type pg from 'pg';
import { protocol, type PairAnswer, type PairRequest } from '@kontor/shared/pairing';
import type { Result } from '@kontor/shared/problem';
import type { Refusal } from '../../auth/refusal.ts';
import { keyIdOf } from '../../auth/token.ts';
import type { Egress } from '../../egress/send.ts';
import { consumePairing } from './consume.ts';
import { takeAsking, tryCode, type Paired } from './judge.ts';
import { verifyPairingProof } from './proof.ts';
import { reachShop, type Tried } from './reach.ts';
import { refusePairing } from './refusals.ts';
import { reason } from '../../texts/reason.ts';

/** What pairing works with. `now`: milliseconds since 1970. */
export interface PairingParts {
  pool: pg.Pool;
  egress: Egress;
  publicUrl: string;
  now: () => number;
}

/** What a shop is told once it is paired, but for why its address was not reached: that is said by whoever answers. */
export interface PairedShop extends Omit<PairAnswer, 'reached'> {
  reached: Tried;
}

/** Why plugin and bridge do not understand each other; null when they do. */
export function protocolRefusal(spoken: number): Refusal | null {
  if (spoken >= protocol.oldest && spoken <= protocol.newest) return null;
  const isOlder = spoken < protocol.oldest;
  return refusePairing(
    reason(isOlder ? 'pairing.protocol:older_plugin' : 'pairing.protocol:older_bridge', { spoken, ...protocol }),
  ).error;
}

/**
 * Pairs a shop: its code is judged, then its key, then its address is asked for the key, and only then the code is used up. The
 * address is asked outside of every transaction; what it says decides only whether the key may take over a shop that is there, and
 * what later pairings may find the shop by. A code that is used up is answered from what was stored, and no address is asked again.
 */
export async function pair(
  { pool, egress, publicUrl, now }: PairingParts,
  pairing: string,
  { secret, key, proof, shop }: PairRequest,
  correlationId: string,
): Promise<Result<PairedShop, Refusal>> {
  const keyId = await keyIdOf(key);
  const tried = await tryCode(pool, { pairing, secret, keyId });
  if (!tried.ok) return tried;
  const verified = await verifyPairingProof(proof, key, { publicUrl, pairing, secret, now: now() });
  if (!verified.ok) return verified;

  const answer = ({ shop: id, resumed, reached }: Paired): Result<PairedShop, Refusal> => ({
    ok: true,
    value: { shop: id, keyId, bridge: publicUrl, resumed, reached },
  });
  const asking = await takeAsking(pool, { pairing, secret, keyId });
  if (!asking.ok) return asking;
  if (asking.value.used) return answer(asking.value.used);

  const reached = await reachShop(egress, { url: shop.url, key, publicUrl, correlationId, now });
  const paired = await consumePairing(pool, { pairing, secret, key, keyId, shop, reached, correlationId });
  return paired.ok ? answer(paired.value) : paired;
}
