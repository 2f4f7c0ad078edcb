import type { NextFunction, Request, Response } from 'express';

const always = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Headers that keep a browser from doing anything with an answer that is only meant for programs. */
export const securityHeaders = (publicUrl: string) => {
  const headers = publicUrl.startsWith('https:')
    ? { ...always, 'strict-transport-security': 'max-age=31536000' }
    : always;
  return (_req: Request, res: Response, next: NextFunction): void => {
    res.set(headers);
    next();
  };
};
