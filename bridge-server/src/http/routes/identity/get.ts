import type { Request, Response } from 'express';
import { nonce, type IdentityAnswer } from '@kontor/shared/pairing';
import type { Parts } from '../../../operations/operation.ts';
import { showIdentity } from '../../../shops/identity.ts';
import { CannotOpen } from '../../../shops/sealing.ts';
import { answerRefusal, refuseRequest } from '../../answer.ts';
import { busyRetrySeconds } from '../../limits.ts';
import { reason } from '../../../texts/reason.ts';

/**
 * `GET /v1/identity?nonce=N`: the bridge's own key, and what it signs for the nonce. A shop asks before it reveals the secret of its
 * pairing code, so nobody proves who asks.
 */
export const getIdentity =
  ({ database, sealer, config }: Parts, now: () => number) =>
  async (req: Request, res: Response): Promise<void> => {
    const given = new URLSearchParams(req.originalUrl.split('?').slice(1).join('?')).getAll('nonce');
    const read = nonce.safeParse(given.length === 1 ? given[0] : undefined);
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
      res.locals.found.log.error({ code: fault.reason.code }, fault.message);
      answerRefusal(res, { ...fault.reason, status: 503, retryAfterSeconds: busyRetrySeconds });
    }
  };
