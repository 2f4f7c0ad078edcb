import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { withCorrelation, type Log } from '../../log.ts';
import type { Meter } from '../../metrics/meter.ts';
import type { RequestContext } from '../answer.ts';
import { speakerFor } from '../../systems/speaker.ts';
import { languageOf } from '../../texts/language.ts';

/**
 * Gives the request an id of its own, which the answer and every line of the log name, and writes one line when it is
 * over, which the meter counts besides. What is answered is said in the language that the caller likes best. A caller's id is not taken over: it could hold anything.
 */
export const attachRequestContext =
  (log: Log, meter?: Meter) =>
  (req: Request, res: Response, next: NextFunction): void => {
    const begun = performance.now();
    const correlationId = randomUUID();
    const language = languageOf(req.headers['accept-language']);
    const speaker = speakerFor({ language, audience: 'screen' });
    const found: RequestContext = { correlationId, log: withCorrelation(log, correlationId), speaker };
    res.locals.found = found;
    res.set('content-language', language);
    res.vary('accept-language');
    res.set('x-correlation-id', correlationId);
    res.once('close', () => {
      const path = req.originalUrl.split('?', 1)[0]?.slice(0, 200);
      const ms = performance.now() - begun;
      // The path as it is declared: what a caller writes in its place would be a label without end.
      const route: unknown = (req.route as { path?: unknown } | undefined)?.path;
      meter?.time('kontor_request_duration_seconds', { route: typeof route === 'string' ? route : '' }, ms / 1000);
      meter?.count('kontor_requests_total', {
        status: `${Math.floor(res.statusCode / 100)}xx`,
        code: found.refused ?? '',
      });
      found.log.info(
        {
          method: req.method,
          path,
          status: res.statusCode,
          ms: Math.round(ms),
          code: found.refused,
          ...(res.writableFinished ? {} : { cut: true }),
        },
        'request',
      );
    });
    next();
  };
