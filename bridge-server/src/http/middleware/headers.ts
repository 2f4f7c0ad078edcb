import { protocol, protocolHeader } from '@kontor/shared/pairing';
import type { NextFunction, Request, Response } from 'express';

const always = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // On every answer, so that a plugin can always tell whether it or the bridge must be updated.
  [protocolHeader]: `${protocol.oldest}-${protocol.newest}`,
};

/**
 * Adds the protocol versions of the bridge, and headers that keep a browser from rendering an answer meant for
 * programs.
 */
export const securityHeaders = (publicUrl: string) => {
  const headers = publicUrl.startsWith('https:')
    ? { ...always, 'strict-transport-security': 'max-age=31536000' }
    : always;
  return (_req: Request, res: Response, next: NextFunction): void => {
    res.set(headers);
    next();
  };
};
