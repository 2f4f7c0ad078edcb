import type { Request, Response } from 'express';
import type { ProofJudge } from '../../../auth/proof.ts';
import type { ResultsReader } from '../../../mirror/transfer/results.ts';
import { answerRefusal, refuseRequest } from '../../answer.ts';
import { authenticateShop } from '../../authenticate.ts';
import { busyRetrySeconds } from '../../refusals.ts';
import { reason } from '../../../texts/reason.ts';

/**
 * `GET /v1/shops/{shop}/results?after=<cursor>`: the shop's documents that changed since the cursor. The request
 * changes nothing, so its proof must be fresh but may be used again.
 */
export const getResults =
  (judge: ProofJudge, results: ResultsReader) =>
  async (req: Request<{ shop: string }>, res: Response): Promise<void> => {
    const { log, speaker } = res.locals.context;
    const caller = await authenticateShop(req, 'results:read', judge, log);
    if (!caller.ok) return answerRefusal(res, caller.error);

    const [after = null, another] = new URLSearchParams(req.originalUrl.split('?').slice(1).join('?')).getAll('after');
    if (another !== undefined) return refuseRequest(res, reason('results.bad_cursor'));
    const page = await results.read(caller.value.shop, after, speaker);
    switch (page.kind) {
      case 'bad_cursor':
        return refuseRequest(res, reason('results.bad_cursor'));
      case 'unavailable':
        log.error({ code: 'bridge.unavailable', cause: page.cause }, 'results could not be read');
        return refuseRequest(res, reason('bridge.unavailable'), { retryAfterSeconds: busyRetrySeconds });
      case 'answer':
        res.status(200).json(page.answer);
    }
  };
