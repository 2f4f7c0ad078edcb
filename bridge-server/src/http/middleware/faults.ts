import type { NextFunction, Request, Response } from 'express';
import { z } from 'zod';
import { unavailability } from '../../database/availability.ts';
import { refuseRequest } from '../answer.ts';
import { busyRetrySeconds } from '../refusals.ts';
import { bodyLimitBytes, tooLargeFor } from './body.ts';
import { reason } from '../../texts/reason.ts';

/** What express and its body reader throw when the request itself is wrong. */
const requestFault = z.object({
  status: z.number().min(400).max(499),
  type: z.string().optional(),
  limit: z.number().optional(),
});

const reasonOf = ({ type, limit = bodyLimitBytes }: z.infer<typeof requestFault>) =>
  type === 'entity.too.large'
    ? tooLargeFor(limit)
    : reason(type === 'encoding.unsupported' ? 'body.compressed' : 'request.unreadable');

/**
 * The last middleware: answers whatever was thrown, and tells the caller nothing about the inside of the bridge.
 * Express calls it for errors only, because it has four parameters.
 */
export function answerFault(error: unknown, _req: Request, res: Response, _next: NextFunction): void {
  const { log } = res.locals.context;
  const badRequest = requestFault.safeParse(error);
  const cause = badRequest.success ? null : unavailability(error);
  const code = cause === null ? 'bridge.fault' : 'bridge.interrupted';
  if (!badRequest.success) log.error({ err: error, code }, cause ?? 'fault');
  if (res.headersSent) {
    // Cut the connection: an answer that was written in part must not look complete.
    res.destroy();
    return;
  }
  if (badRequest.success) refuseRequest(res, reasonOf(badRequest.data));
  else refuseRequest(res, reason(code), cause === null ? {} : { retryAfterSeconds: busyRetrySeconds });
}
