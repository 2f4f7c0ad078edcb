import type { Request, Response } from 'express';
import type { Operation } from '../../../operations/operation.ts';
import { openApiOf } from '../../openapi.ts';

/** `GET /openapi.json`: what can be asked of this bridge; it holds no secret and needs no proof. */
export function getDocument(operations: readonly Operation[], publicUrl: string) {
  const document = JSON.stringify(openApiOf(operations, publicUrl));
  return (_req: Request, res: Response): void => {
    res.status(200).type('application/json').send(document);
  };
}
