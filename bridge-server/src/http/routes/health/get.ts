import type { Request, Response } from 'express';
import type { Reason } from '@kontor/shared/problem';
import { answerRefusal } from '../../answer.ts';
import { refusalFrom } from '../../../auth/refusal.ts';
import { busyRetrySeconds, requestStatuses } from '../../refusals.ts';
import { reason } from '../../../texts/reason.ts';

/** Reads what keeps the process from working; an empty list when it is ready. */
export type Ready = () => Promise<readonly Reason[]>;

/** `GET /healthz`: 200 as long as the process runs, even when the database does not answer. */
export const getHealth = (_req: Request, res: Response): void => {
  res.json({ status: 'alive' });
};

/** `GET /readyz`: 200, or 503 with every cause why the process is not ready. */
export const getReadiness =
  (ready: Ready) =>
  async (_req: Request, res: Response): Promise<void> => {
    const causes = await ready().catch((error: unknown): Reason[] => {
      res.locals.context.log.error({ err: error, code: 'bridge.not_ready' }, 'readiness cannot be told');
      return [reason('bridge.unknown_state')];
    });
    if (causes.length === 0) res.json({ status: 'ready' });
    else
      answerRefusal(
        res,
        refusalFrom(requestStatuses, reason('bridge.not_ready'), { retryAfterSeconds: busyRetrySeconds }),
        {
          causes: causes.map(res.locals.context.speaker.told),
        },
      );
  };
