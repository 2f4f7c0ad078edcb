import type { Request, Response } from 'express';
import { nonce, type IdentityAnswer } from '@kontor/shared/pairing';
import type { Parts } from '../../../operations/operation.ts';
import { showIdentity } from '../../../shops/identity.ts';
import { CannotOpen } from '../../../shops/sealing.ts';
import { answerRefusal, refuseRequest } from '../../answer.ts';
import { busyRetrySeconds } from '../../refusals.ts';
import { reason } from '../../../texts/reason.ts';

/**
 * `GET /v1/identity?nonce=N`: the bridge's own key, and a token that it signs for the nonce. A shop asks this before it
 * reveals the secret of its pairing code. It has no key at the bridge yet, so the request needs no proof.
 */
export const getIdentity =
  ({ database, sealer, config }: Parts, now: () => number) =>
  async (req: Request, res: Response): Promise<void> => {
    const nonces = new URLSearchParams(req.originalUrl.split('?').slice(1).join('?')).getAll('nonce');
    const read = nonce.safeParse(nonces.length === 1 ? nonces[0] : undefined);
    if (!read.success) return refuseRequest(res, reason('identity.bad_nonce'));
    try {
      const answer: IdentityAnswer = await showIdentity(database.knex, sealer, {
        publicUrl: config.publicUrl,
        nonce: read.data,
        now: now(),
      });
      res.status(200).json(answer);
    } catch (fault) {
      if (!(fault instanceof CannotOpen)) throw fault;
      res.locals.context.log.error({ code: fault.reason.code }, fault.message);
      answerRefusal(res, { ...fault.reason, status: 503, retryAfterSeconds: busyRetrySeconds });
    }
  };
