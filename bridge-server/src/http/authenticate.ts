import type { Request } from 'express';
import type { Result } from '@kontor/shared/problem';
import { accessRefusalOf } from '../auth/admit.ts';
import type { ProofJudge, VerifiedProof } from '../auth/proof.ts';
import { proofStatuses } from '../auth/refusals.ts';
import type { ShopId } from '../ids.ts';
import { refusalFrom, type Refusal } from '../auth/refusal.ts';
import type { Scope } from '../auth/scopes.ts';
import { verifyCaller, type VerifiedCaller } from '../auth/verifiers.ts';
import type { Log } from '../log.ts';
import { bytesOf } from './middleware/body.ts';
import { busyRetrySeconds, requestStatuses } from './refusals.ts';
import { reason } from '../texts/reason.ts';

/** The shop that signed the request. Every other caller is refused, because only a shop may ask for this. */
export async function authenticateShop(
  req: Request,
  scope: Scope,
  judge: ProofJudge,
  log: Log,
): Promise<Result<{ shop: ShopId; proof: VerifiedProof }, Refusal>> {
  const caller = await authenticate(req, scope, judge, log);
  if (!caller.ok) return caller;
  const { principal, proof } = caller.value;
  return principal.shopId === null || proof === null
    ? { ok: false, error: refusalFrom(proofStatuses, reason('shop.unknown')) }
    : { ok: true, value: { shop: principal.shopId, proof } };
}

/**
 * Who made the request: their proof is verified, and they may use the scope. A body is part of the proof, so `rawBody`
 * must have run before; otherwise the request counts as one without a body.
 */
export async function authenticate(
  req: Request,
  scope: Scope,
  judge: ProofJudge,
  log: Log,
): Promise<Result<VerifiedCaller, Refusal>> {
  const shop = typeof req.params['shop'] === 'string' ? req.params['shop'] : null;
  try {
    const caller = await verifyCaller(
      { headers: req.headers, shop, method: req.method, target: req.originalUrl, body: bytesOf(req) },
      judge,
    );
    const refusal = caller.ok ? accessRefusalOf(caller.value.principal, { scope, shop }) : null;
    return refusal ? { ok: false, error: refusal } : caller;
  } catch (error) {
    // The keys are in the database. While it does not answer, the shop must keep its events and send them again.
    log.error({ err: error, code: 'bridge.unavailable' }, 'keys cannot be read');
    return {
      ok: false,
      error: refusalFrom(requestStatuses, reason('bridge.unavailable'), { retryAfterSeconds: busyRetrySeconds }),
    };
  }
}
