import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { withCorrelation, type Log } from '../../log.ts';
import type { Meter } from '../../metrics/meter.ts';
import type { RequestContext } from '../answer.ts';
import { speakerFor } from '../../systems/speaker.ts';
import { languageOf } from '../../texts/language.ts';

/**
 * Gives every request its context: a correlation id, which the answer and every log line name, and the language that
 * the caller prefers. The bridge makes the id itself, because an id sent by the caller could hold anything. When the
 * request is over, one line is logged and the request is counted.
 */
export const attachRequestContext =
  (log: Log, meter?: Meter) =>
  (req: Request, res: Response, next: NextFunction): void => {
    const startedAt = performance.now();
    const correlationId = randomUUID();
    const language = languageOf(req.headers['accept-language']);
    const speaker = speakerFor({ language, audience: 'screen' });
    const context: RequestContext = { correlationId, log: withCorrelation(log, correlationId), speaker };
    res.locals.context = context;
    res.set('content-language', language);
    res.vary('accept-language');
    res.set('x-correlation-id', correlationId);
    res.once('close', () => {
      const path = req.originalUrl.split('?', 1)[0]?.slice(0, 200);
      const ms = performance.now() - startedAt;
      // The declared path, such as `/v1/shops/:shop/orders`: paths as callers write them would make a label without
      // bounds.
      const route: unknown = (req.route as { path?: unknown } | undefined)?.path;
      meter?.time('kontor_request_duration_seconds', { route: typeof route === 'string' ? route : '' }, ms / 1000);
      meter?.count('kontor_requests_total', {
        status: `${Math.floor(res.statusCode / 100)}xx`,
        code: context.refusalCode ?? '',
      });
      context.log.info(
        {
          method: req.method,
          path,
          status: res.statusCode,
          ms: Math.round(ms),
          code: context.refusalCode,
          ...(res.writableFinished ? {} : { cut: true }),
        },
        'request',
      );
    });
    next();
  };
