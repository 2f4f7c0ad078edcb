import type { NextFunction, Request, Response } from 'express';
import { browserProofHeader, browserTokenHeader } from '@kontor/shared/browser';
import { protocolHeader } from '@kontor/shared/pairing';
import { isIdentifier } from '../../ids.ts';
import type { Origins } from '../../shops/origin.ts';

/**
 * What a page of the shop may send. It may send no credentials: the bridge reads no cookies, and the proof says who
 * asks.
 */
const preflightHeaders = {
  'access-control-allow-methods': 'GET, POST, DELETE',
  'access-control-allow-headers': `content-type, ${browserTokenHeader}, ${browserProofHeader}, accept-language`,
  'access-control-max-age': '600',
};
const exposed = `x-correlation-id, retry-after, ${protocolHeader}`;

/**
 * Lets the pages of a shop, and no others, read what the bridge answers below the shop's address (CORS). This does not
 * replace the proof, which every request still needs; only a preflight has none, because the browser sends it by
 * itself. While the database does not answer, these headers are missing. The browser then uses the shop's relay, which
 * shows the cause.
 */
export const allowShopOrigin =
  (origins: Origins) =>
  async (req: Request<{ shop: string }>, res: Response, next: NextFunction): Promise<void> => {
    res.vary('origin');
    const { origin } = req.headers;
    if (origin === undefined || !(await isOriginOf(origins, req.params.shop, origin, res))) return next();
    res.set('access-control-allow-origin', origin);
    if (req.method !== 'OPTIONS' || req.headers['access-control-request-method'] === undefined) {
      res.set('access-control-expose-headers', exposed);
      return next();
    }
    res.set(preflightHeaders);
    // Chrome sends this header before a public page may reach a bridge in a private network.
    if (req.headers['access-control-request-private-network'] === 'true')
      res.set('access-control-allow-private-network', 'true');
    res.status(204).end();
  };

async function isOriginOf(origins: Origins, shop: string, origin: string, res: Response): Promise<boolean> {
  if (!isIdentifier(shop) || origin === 'null') return false;
  try {
    return (await origins(shop)) === origin;
  } catch (error) {
    res.locals.context.log.error({ err: error, code: 'bridge.unavailable' }, 'the origin of a shop cannot be read');
    return false;
  }
}
