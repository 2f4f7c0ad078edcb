import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import type { Result } from '@kontor/shared/problem';
import { refuseRequest } from '../answer.ts';
import { reason } from '../../texts/reason.ts';

/** The largest body that the bridge reads. */
export const bodyLimitBytes = 4 * 1024 * 1024;

const megabytesOf = (bytes: number): number => bytes / 1024 / 1024;
/** Why a body of more than so many bytes is refused. */
export const tooLargeFor = (limitBytes: number) => reason('body.too_large', { megabytes: megabytesOf(limitBytes) });

const refuseBeyond =
  (limitBytes: number): RequestHandler =>
  (req, res, next) => {
    const length = Number(req.headers['content-length'] ?? 0);
    const encoding = req.headers['content-encoding'] ?? 'identity';
    if (length > limitBytes) return refuseRequest(res, tooLargeFor(limitBytes));
    if (encoding.toLowerCase() !== 'identity') return refuseRequest(res, reason('body.compressed'));
    next();
  };
const refuseBySize = refuseBeyond(bodyLimitBytes);

function refuseOtherTypes(req: Request, res: Response, next: NextFunction): void {
  if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(req.headers['content-type'] ?? ''))
    return refuseRequest(res, reason('body.wrong_type'));
  next();
}

// The limit is checked again while reading, because a chunked body does not announce its length.
const readUpTo = (limit: number): RequestHandler => express.raw({ type: () => true, limit, inflate: false });
const readBytes = readUpTo(bodyLimitBytes);

/** Reads a body as `rawBody` does, of any type: WooCommerce sends its ping as a form and its webhooks as JSON. */
export const rawBodyOfAnyType: readonly RequestHandler[] = [refuseBySize, readBytes];

/** Reads a file of any type into `req.body`, as `rawBody` does; `limitBytes`: the largest file. */
export const rawFile = (limitBytes: number): readonly RequestHandler[] => [
  refuseBeyond(limitBytes),
  readUpTo(limitBytes),
];

/**
 * Reads the body of a request into `req.body` as a Buffer, byte by byte as it was sent, because the proof signs these
 * bytes. A request without a body has an empty Buffer.
 */
export const rawBody: readonly RequestHandler[] = [refuseBySize, refuseOtherTypes, readBytes];

/** The body that `rawBody` has read. */
export const bytesOf = (req: Pick<Request, 'body'>): Uint8Array =>
  Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);

/** The bytes read as JSON; `body.broken_json` when they are not UTF-8 or not JSON. */
export function parseJson(bytes: Uint8Array): Result<unknown, 'body.broken_json'> {
  try {
    return { ok: true, value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return { ok: false, error: 'body.broken_json' };
  }
}
