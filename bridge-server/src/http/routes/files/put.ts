import type { Request, Response } from 'express';
import type { FileAnswer } from '@kontor/shared/api/files';
import type { ProofJudge } from '../../../auth/proof.ts';
import type { Queryable } from '../../../database/database.ts';
import { fileHashOf, storeFile } from '../../../shops/files/store.ts';
import { reason } from '../../../texts/reason.ts';
import { answerRefusal, refuseRequest } from '../../answer.ts';
import { authenticateShop } from '../../authenticate.ts';
import { bytesOf } from '../../middleware/body.ts';

/**
 * `PUT /v1/shops/{shop}/files/{sha256}`: takes in a file that an order names. The proof covers the bytes. The same file
 * again changes nothing, so its proof may be used twice. `rawFile` must run before.
 */
export const putFile =
  (judge: ProofJudge, database: Queryable) =>
  async (req: Request<{ shop: string; sha256: string }>, res: Response): Promise<void> => {
    const caller = await authenticateShop(req, 'events:write', judge, res.locals.context.log);
    if (!caller.ok) return answerRefusal(res, caller.error);
    const bytes = bytesOf(req);
    if (fileHashOf(bytes) !== req.params.sha256) return refuseRequest(res, reason('file.wrong_hash'));
    const stored = await storeFile(database, caller.value.shop, bytes);
    if (!stored.ok) return refuseRequest(res, stored.error);
    res.status(200).json(stored.value satisfies FileAnswer);
  };
