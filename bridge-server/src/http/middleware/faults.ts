import type { NextFunction, Request, Response } from 'express';
import { z } from 'zod';
import { unavailability } from '../../database/availability.ts';
import { refuseRequest } from '../answer.ts';
import { retryAfterSeconds } from '../limits.ts';
import type { RequestRefusalCode } from '../refusals.ts';

/** What express and its body reader throw about the request itself. */
const requestFault = z.object({ status: z.number().min(400).max(499), type: z.string().optional() });

const codeByType: Readonly<Record<string, RequestRefusalCode>> = {
  'entity.too.large': 'body.too_large',
  'encoding.unsupported': 'body.compressed',
};

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
  if (ofRequest.success) refuseRequest(res, codeByType[ofRequest.data.type ?? ''] ?? 'request.unreadable');
  else
    refuseRequest(
      res,
      code,
      cause === null ? {} : { cause: `${cause} What was asked may have been done in part.`, retryAfterSeconds },
    );
}
