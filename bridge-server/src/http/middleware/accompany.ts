import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { withCorrelation, type Log } from '../../log.ts';
import type { Found } from '../answer.ts';

/**
 * Gives the request an id of its own, which the answer and every line of the log name, and writes one line when it is
 * over. A caller's id is not taken over: it could hold anything.
 */
export const accompany = (log: Log) => (req: Request, res: Response, next: NextFunction): void => {
  const begun = performance.now();
  const correlationId = randomUUID();
  const found: Found = { correlationId, log: withCorrelation(log, correlationId) };
  res.locals.found = found;
  res.set('x-correlation-id', correlationId);
  res.once('close', () => {
    const path = req.originalUrl.split('?', 1)[0]?.slice(0, 200);
    found.log.info({
      method: req.method, path, status: res.statusCode, ms: Math.round(performance.now() - begun),
      code: found.refused, ...(res.writableFinished ? {} : { cut: true }),
    }, 'request');
  });
  next();
};
