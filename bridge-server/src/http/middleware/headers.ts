import { protocol, protocolHeader } from '@kontor/shared/pairing';
import type { NextFunction, Request, Response } from 'express';

const always = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // So that a plugin that is too old or too new can say which is to be updated, whatever was answered.
  [protocolHeader]: `${protocol.oldest}-${protocol.newest}`,
};

/** Headers that tell the protocol, and that keep a browser from doing anything with an answer that is only meant for programs. */
export const securityHeaders = (publicUrl: string) => {
  const headers = publicUrl.startsWith('https:')
    ? { ...always, 'strict-transport-security': 'max-age=31536000' }
    : always;
  return (_req: Request, res: Response, next: NextFunction): void => {
    res.set(headers);
    next();
  };
};
