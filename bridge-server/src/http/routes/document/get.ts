import type { Request, Response } from 'express';
import { openApiPage } from '../../page.ts';
import type { Operation } from '../../../operations/operation.ts';
import { openApiOf } from '../../openapi.ts';

/** `GET /openapi.json`: the bridge's HTTP interface. The document holds no secret, so the request needs no proof. */
export function getDocument(operations: readonly Operation[], publicUrl: string) {
  const document = JSON.stringify(openApiOf(operations, publicUrl));
  return (_req: Request, res: Response): void => {
    res.status(200).type('application/json').send(document);
  };
}

/** `GET /docs`: the same document as a page for people. */
export function getPage(operations: readonly Operation[], publicUrl: string) {
  const page = openApiPage(openApiOf(operations, publicUrl));
  return (_req: Request, res: Response): void => {
    // The page has styles of its own, and loads and runs nothing.
    res.set('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
    res.status(200).type('html').send(page);
  };
}
