import type { Request, Response } from 'express';
import { eventsPerRequest, eventsRequest, type EventsAnswer } from '@kontor/shared/api/events';
import type { ProofJudge } from '../../../auth/proof.ts';
import { refusalFrom } from '../../../auth/refusal.ts';
import { proofStatuses } from '../../../auth/refusals.ts';
import type { Intake } from '../../../orders/receive.ts';
import { answerRefusal, refuseRequest } from '../../answer.ts';
import { bytesOf, parseJson } from '../../middleware/body.ts';
import { busyRetrySeconds } from '../../refusals.ts';
import { authenticateShop } from '../../authenticate.ts';
import { reason } from '../../../texts/reason.ts';

/**
 * `POST /v1/shops/{shop}/events`: answers 200 with one outcome for each event when each event is committed or refused
 * for good. Answers 503 when nothing is confirmed; the shop then sends the events again, and none is taken twice.
 * `rawBody` must run before.
 */
export const postEventsRoute =
  (judge: ProofJudge, intake: Intake) =>
  async (req: Request<{ shop: string }>, res: Response): Promise<void> => {
    const { correlationId, log, speaker } = res.locals.context;
    const caller = await authenticateShop(req, 'events:write', judge, log);
    if (!caller.ok) return answerRefusal(res, caller.error);

    const json = parseJson(bytesOf(req));
    if (!json.ok) return refuseRequest(res, reason(json.error));
    const request = eventsRequest.safeParse(json.value);
    if (!request.success) {
      const tooMany = request.error.issues.some((issue) => issue.code === 'too_big');
      return refuseRequest(
        res,
        tooMany ? reason('events.too_many', { limit: eventsPerRequest }) : reason('events.unreadable'),
      );
    }

    const { shop, proof } = caller.value;
    const receipt = await intake.receive({
      shop,
      proof: { id: proof.id, expiresAt: proof.expiresAt },
      events: request.data.events,
      correlationId,
    });
    switch (receipt.kind) {
      case 'replayed':
        return answerRefusal(res, refusalFrom(proofStatuses, reason('proof.replayed')));
      case 'unavailable':
        log.error({ code: 'bridge.unavailable', cause: receipt.cause }, 'events could not be stored');
        return refuseRequest(res, reason('bridge.unavailable'), { retryAfterSeconds: busyRetrySeconds });
      case 'outcomes': {
        const outcomes = receipt.outcomes.map((event) =>
          event.outcome === 'refused' ? { outcome: event.outcome, id: event.id, ...speaker.told(event.why) } : event,
        );
        const answer: EventsAnswer = { correlationId, outcomes };
        res.status(200).json(answer);
      }
    }
  };
