import type { Request, Response } from 'express';
import type { Reason } from '@kontor/shared/problem';
import { answerRefusal } from '../../answer.ts';
import { refusalFrom } from '../../../auth/refusal.ts';
import { busyRetrySeconds } from '../../limits.ts';
import { requestStatuses } from '../../refusals.ts';
import { reason } from '../../../texts/reason.ts';

/** What keeps the process from working; empty when nothing does. */
export type Ready = () => Promise<readonly Reason[]>;

/** `GET /healthz`: the process is alive, whatever it needs besides. */
export const getHealth = (_req: Request, res: Response): void => {
  res.json({ status: 'alive' });
};

/** `GET /readyz`: 200, or 503 with every cause. */
export const getReadiness =
  (ready: Ready) =>
  async (_req: Request, res: Response): Promise<void> => {
    const causes = await ready().catch((error: unknown): Reason[] => {
      res.locals.found.log.error({ err: error, code: 'bridge.not_ready' }, 'readiness cannot be told');
      return [reason('bridge.unknown_state')];
    });
    if (causes.length === 0) res.json({ status: 'ready' });
    else
      answerRefusal(
        res,
        refusalFrom(requestStatuses, reason('bridge.not_ready'), { retryAfterSeconds: busyRetrySeconds }),
        {
          causes: causes.map(res.locals.found.speaker.told),
        },
      );
  };
