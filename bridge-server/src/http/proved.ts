import type { Request } from 'express';
import type { Result } from '@kontor/shared/problem';
import { proofHeader } from '@kontor/shared/proof';
import { verifyProof, type ProofJudge, type VerifiedProof } from '../auth/proof.ts';
import { refusalFrom, type Refusal } from '../auth/refusal.ts';
import type { Log } from '../log.ts';
import { retryAfterSeconds } from './limits.ts';
import { bytesOf } from './middleware/body.ts';
import { requestRefusals } from './refusals.ts';

/** Who made the request, of those who may; a body must have been read by `rawBody`, without it there is none. */
export async function proved(
  req: Request,
  issuers: readonly string[],
  judge: ProofJudge,
  log: Log,
): Promise<Result<VerifiedProof, Refusal>> {
  const proof = req.headers[proofHeader];
  try {
    return await verifyProof(
      {
        proof: typeof proof === 'string' ? proof : undefined,
        issuers,
        method: req.method,
        target: req.originalUrl,
        body: bytesOf(req),
      },
      judge,
    );
  } catch (error) {
    // Keys come from the database; while it is away the shop must keep its events and send them again.
    log.error({ err: error, code: 'bridge.unavailable' }, 'keys cannot be read');
    return { ok: false, error: refusalFrom(requestRefusals, 'bridge.unavailable', { retryAfterSeconds }) };
  }
}
