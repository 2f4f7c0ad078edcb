import type pg from 'pg';
import { protocol, type PairAnswer, type PairRequest } from '@kontor/shared/pairing';
import type { Result } from '@kontor/shared/problem';
import type { Refusal } from '../../auth/refusal.ts';
import { keyIdOf } from '../../auth/token.ts';
import type { Egress } from '../../egress/send.ts';
import { consumePairing } from './consume.ts';
import { takeReachAttempt, tryCode, type PairingOutcome } from './judge.ts';
import { verifyPairingProof } from './proof.ts';
import { reachShop, type ReachOutcome } from './reach.ts';
import { refusePairing } from './refusals.ts';
import { reason } from '../../texts/reason.ts';

/** What a pairing needs from the bridge. `now`: milliseconds since 1970. */
export interface PairingParts {
  pool: pg.Pool;
  egress: Egress;
  publicUrl: string;
  now: () => number;
}

/** The answer to a paired shop. If its address was not reached, the caller puts the reason into words. */
export interface PairedShop extends Omit<PairAnswer, 'reached'> {
  reached: ReachOutcome;
}

/** The refusal if plugin and bridge have no protocol in common; null if they have one. */
export function protocolRefusal(spoken: number): Refusal | null {
  if (spoken >= protocol.oldest && spoken <= protocol.newest) return null;
  const isOlder = spoken < protocol.oldest;
  return refusePairing(
    reason(isOlder ? 'pairing.protocol:older_plugin' : 'pairing.protocol:older_bridge', { spoken, ...protocol }),
  ).error;
}

/**
 * Pairs a shop in four steps: checks the code, checks the proof of the key, asks the shop's address for the key, and
 * uses the code up.
 *
 * The address is asked outside of any transaction. Its answer decides two things only: whether the key may take over a
 * known shop, and whether later pairings may find the shop by this address. If the code is used up already, the stored
 * answer is given again, and no address is asked.
 */
export async function pair(
  { pool, egress, publicUrl, now }: PairingParts,
  pairing: string,
  { secret, key, proof, shop }: PairRequest,
  correlationId: string,
): Promise<Result<PairedShop, Refusal>> {
  const keyId = await keyIdOf(key);
  const code = await tryCode(pool, { pairing, secret, keyId });
  if (!code.ok) return code;
  const verified = await verifyPairingProof(proof, key, { publicUrl, pairing, secret, now: now() });
  if (!verified.ok) return verified;

  const answer = ({ shop: id, resumed, reached }: PairingOutcome): Result<PairedShop, Refusal> => ({
    ok: true,
    value: { shop: id, keyId, bridge: publicUrl, resumed, reached },
  });
  const attempt = await takeReachAttempt(pool, { pairing, secret, keyId });
  if (!attempt.ok) return attempt;
  if (attempt.value.used) return answer(attempt.value.used);

  const reached = await reachShop(egress, { url: shop.url, key, publicUrl, correlationId, now });
  const paired = await consumePairing(pool, { pairing, secret, key, keyId, shop, reached, correlationId });
  return paired.ok ? answer(paired.value) : paired;
}
