import type { NextFunction, Request, Response } from 'express';
import { z } from 'zod';
import { refuseRequest } from '../answer.ts';
import type { RequestRefusalCode } from '../refusals.ts';

/** What express and its body reader throw about the request itself. */
const requestFault = z.object({ status: z.number().min(400).max(499), type: z.string().optional() });

const codeByType: Readonly<Record<string, RequestRefusalCode>> = { 'entity.too.large': 'body.too_large', 'encoding.unsupported': 'body.compressed' };

/** The last middleware: answers whatever was thrown, without telling anything of the inside. Express knows it by its four parameters. */
export function answerFault(error: unknown, _req: Request, res: Response, _next: NextFunction): void {
  const { log } = res.locals.found;
  const ofRequest = requestFault.safeParse(error);
  if (!ofRequest.success) log.error({ err: error, code: 'bridge.fault' }, 'fault');
  if (res.headersSent) {
    // Half an answer must not look like a whole one.
    res.destroy();
    return;
  }
  refuseRequest(res, ofRequest.success ? codeByType[ofRequest.data.type ?? ''] ?? 'request.unreadable' : 'bridge.fault');
}
