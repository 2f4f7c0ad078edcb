import type { Request, RequestHandler, Response } from 'express';
import type { ProofJudge, VerifiedProof } from '../../auth/proof.ts';
import { refusalFrom } from '../../auth/refusal.ts';
import { proofStatuses } from '../../auth/refusals.ts';
import type { Operation, Parts } from '../../operations/operation.ts';
import { answerRefusal, refuseRequest } from '../answer.ts';
import { parseJson } from '../json.ts';
import { bytesOf, rawBody } from '../middleware/body.ts';
import { authenticate } from '../authenticate.ts';
import { reason } from '../../texts/reason.ts';

/** A path of the OpenAPI document as Express has it. */
export const expressPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

/** Serves one operation: who asks is proved, then the input is read from path, query and body, done, and answered. */
export function serve(operation: Operation, judge: ProofJudge, parts: Parts): RequestHandler[] {
  const takesProofOnce = operation.method !== 'get' || operation.asksSystem;
  const handle = async (req: Request, res: Response): Promise<void> => {
    const { log, speaker } = res.locals.found;
    const caller = await authenticate(req, operation.scope, judge, log);
    if (!caller.ok) return answerRefusal(res, caller.error);

    const body = operation.method === 'post' ? parseJson(bytesOf(req)) : { ok: true as const, value: queryOf(req) };
    if (!body.ok) return refuseRequest(res, reason(body.error));
    if (typeof body.value !== 'object' || body.value === null || Array.isArray(body.value))
      return refuseRequest(res, reason('body.no_object'));
    if (takesProofOnce && !(await useProof(parts, caller.value.proof)))
      return answerRefusal(res, refusalFrom(proofStatuses, reason('proof.replayed')));

    const answered = await operation.run(parts, { ...body.value, ...req.params }, caller.value.principal, speaker);
    if (answered.ok) return void res.status(200).json(answered.value);
    answerRefusal(res, answered.error);
  };
  return [...(operation.method === 'post' ? rawBody : []), handle];
}

/**
 * Uses the proof up, in a commit of its own before the effect. False: it was used before.
 *
 * Intake stores the proof and the orders in one commit. Operations do not: many talk to a system, or commit more than once, and a
 * transaction held open meanwhile would hold rows that workers wait for. What matters holds all the same: no effect without a
 * proof that is used up, so no request can be done twice by whoever copied it. The price is a proof that is used up although
 * nothing was done, when the process ends in between. Nobody is misled by it: every attempt is signed anew, a repeat of the
 * same proof is refused either way, and whether something was done is asked, not concluded from a refusal.
 */
async function useProof({ database }: Parts, { issuer, id, expiresAt }: VerifiedProof): Promise<boolean> {
  const { rowCount } = await database.pool.query(
    'insert into proofs (issuer, id, expires_at) values ($1, $2, $3) on conflict do nothing',
    [issuer, id, expiresAt],
  );
  return rowCount === 1;
}

/** The query's names and values; a name that comes twice is given as a list. */
function queryOf(req: Request): Record<string, unknown> {
  const query = new URLSearchParams(req.originalUrl.split('?', 2)[1] ?? '');
  return Object.fromEntries(
    [...new Set(query.keys())].map((name) => {
      const values = query.getAll(name);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
}
