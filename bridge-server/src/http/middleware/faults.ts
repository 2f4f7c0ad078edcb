import type { NextFunction, Request, Response } from 'express';
import { z } from 'zod';
import { unavailability } from '../../database/availability.ts';
import { refuseRequest } from '../answer.ts';
import { bodyLimitMegabytes, busyRetrySeconds } from '../limits.ts';
import { reason } from '../../texts/reason.ts';

/** What express and its body reader throw about the request itself. */
const requestFault = z.object({ status: z.number().min(400).max(499), type: z.string().optional() });

const reasonOf = (type: string | undefined) =>
  type === 'entity.too.large'
    ? reason('body.too_large', { megabytes: bodyLimitMegabytes })
    : reason(type === 'encoding.unsupported' ? 'body.compressed' : 'request.unreadable');

/** The last middleware: answers whatever was thrown, without telling anything of the inside. Express knows it by its four parameters. */
export function answerFault(error: unknown, _req: Request, res: Response, _next: NextFunction): void {
  const { log } = res.locals.found;
  const ofRequest = requestFault.safeParse(error);
  const cause = ofRequest.success ? null : unavailability(error);
  const code = cause === null ? 'bridge.fault' : 'bridge.interrupted';
  if (!ofRequest.success) log.error({ err: error, code }, cause ?? 'fault');
  if (res.headersSent) {
    // Half an answer must not look like a whole one.
    res.destroy();
    return;
  }
  if (ofRequest.success) refuseRequest(res, reasonOf(ofRequest.data.type));
  else refuseRequest(res, reason(code), cause === null ? {} : { retryAfterSeconds: busyRetrySeconds });
}
