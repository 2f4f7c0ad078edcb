import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { refuseRequest } from '../answer.ts';
import { bodyLimitBytes, bodyLimitMegabytes } from '../limits.ts';
import { reason } from '../../texts/reason.ts';

function refuseByHeaders(req: Request, res: Response, next: NextFunction): void {
  const length = Number(req.headers['content-length'] ?? 0);
  const encoding = req.headers['content-encoding'] ?? 'identity';
  if (length > bodyLimitBytes) return refuseRequest(res, reason('body.too_large', { megabytes: bodyLimitMegabytes }));
  if (encoding.toLowerCase() !== 'identity') return refuseRequest(res, reason('body.compressed'));
  if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(req.headers['content-type'] ?? ''))
    return refuseRequest(res, reason('body.wrong_type'));
  next();
}

/** Reads the body of a signed request as it came, byte by byte, into `req.body`; a Buffer, empty where there is no body. */
export const rawBody: readonly RequestHandler[] = [
  refuseByHeaders,
  // The limit counts again while reading, because a chunked body names no length.
  express.raw({ type: () => true, limit: bodyLimitBytes, inflate: false }),
];

/** The body that `rawBody` has read. */
export const bytesOf = (req: Request): Uint8Array => (Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0));
