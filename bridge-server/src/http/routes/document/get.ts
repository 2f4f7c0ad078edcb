import type { Request, Response } from 'express';
import { openApiPage } from '../../page.ts';
import type { Operation } from '../../../operations/operation.ts';
import { openApiOf } from '../../openapi.ts';

/** `GET /openapi.json`: what can be asked of this bridge; it holds no secret and needs no proof. */
export function getDocument(operations: readonly Operation[], publicUrl: string) {
  const document = JSON.stringify(openApiOf(operations, publicUrl));
  return (_req: Request, res: Response): void => {
    res.status(200).type('application/json').send(document);
  };
}

/** `GET /docs`: the same for people. */
export function getPage(operations: readonly Operation[], publicUrl: string) {
  const page = openApiPage(openApiOf(operations, publicUrl));
  return (_req: Request, res: Response): void => {
    // Nothing but its own style: the page loads and runs nothing.
    res.set('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
    res.status(200).type('html').send(page);
  };
}
