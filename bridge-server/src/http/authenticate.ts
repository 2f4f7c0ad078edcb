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
import { busyRetrySeconds } from './limits.ts';
import { bytesOf } from './middleware/body.ts';
import { requestStatuses } from './refusals.ts';
import { reason } from '../texts/reason.ts';

/**
 * The shop that made the request, once that is proved, for what a shop alone may ask. The id is that of the proof: the address only says
 * the same.
 */
export async function authenticateShop(
  req: Request,
  scope: Scope,
  judge: ProofJudge,
  log: Log,
): Promise<Result<{ shop: ShopId; proof: VerifiedProof }, Refusal>> {
  const caller = await authenticate(req, scope, judge, log);
  if (!caller.ok) return caller;
  const { principal, proof } = caller.value;
  return principal.shopId === null
    ? { ok: false, error: refusalFrom(proofStatuses, reason('shop.unknown')) }
    : { ok: true, value: { shop: principal.shopId, proof } };
}

/** Who made the request, once it is proved and may ask for it; a body must have been read by `rawBody`, without it there is none. */
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
    // Keys come from the database; while it is away the shop must keep its events and send them again.
    log.error({ err: error, code: 'bridge.unavailable' }, 'keys cannot be read');
    return {
      ok: false,
      error: refusalFrom(requestStatuses, reason('bridge.unavailable'), { retryAfterSeconds: busyRetrySeconds }),
    };
  }
}
