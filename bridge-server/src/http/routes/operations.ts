import { hash } from 'node:crypto';
import compression from 'compression';
import type { Request, RequestHandler, Response } from 'express';
import type { ProofJudge, VerifiedProof } from '../../auth/proof.ts';
import { refusalFrom } from '../../auth/refusal.ts';
import { proofStatuses } from '../../auth/refusals.ts';
import type { Operation, Parts } from '../../operations/operation.ts';
import { answerRefusal, refuseRequest } from '../answer.ts';
import { bytesOf, parseJson, rawBody } from '../middleware/body.ts';
import { authenticate } from '../authenticate.ts';
import { reason } from '../../texts/reason.ts';

/** A path of an operation as Express writes it: `/v1/shops/{shop}` becomes `/v1/shops/:shop`. */
export const expressPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

/**
 * The handlers of one operation: they verify the proof, read the input from path, query and body, run the operation and
 * answer.
 */
export function serve(operation: Operation, judge: ProofJudge, parts: Parts): RequestHandler[] {
  const proofCountsOnce = operation.method !== 'get' || operation.asksSystem;
  const handle = async (req: Request, res: Response): Promise<void> => {
    const { log, speaker } = res.locals.context;
    const caller = await authenticate(req, operation.scope, judge, log);
    if (!caller.ok) return answerRefusal(res, caller.error);

    const body = operation.method === 'post' ? parseJson(bytesOf(req)) : { ok: true as const, value: queryOf(req) };
    if (!body.ok) return refuseRequest(res, reason(body.error));
    if (typeof body.value !== 'object' || body.value === null || Array.isArray(body.value))
      return refuseRequest(res, reason('body.no_object'));
    const { proof } = caller.value;
    if (proofCountsOnce && !(proof && (await useProof(parts, proof))))
      return answerRefusal(res, refusalFrom(proofStatuses, reason('proof.replayed')));

    const result = await operation.run(parts, { ...body.value, ...req.params }, caller.value.principal, speaker);
    if (result.ok && operation.view) {
      const body = JSON.stringify(result.value);
      // Express answers 304 where the caller has this already. The tag is weak, since the bytes may be compressed.
      res.set({ etag: `W/"${hash('sha256', body, 'base64url')}"`, 'cache-control': 'private, no-cache' });
      return void res.status(200).type('json').send(body);
    }
    if (result.ok) return void res.status(200).json(result.value);
    answerRefusal(res, result.error);
  };
  return [...(operation.method === 'post' ? rawBody : []), ...(operation.view ? [compression()] : []), handle];
}

/**
 * Marks the proof as used, in a commit of its own before the effect. False: the proof was used before.
 *
 * Intake stores the proof and the orders in one commit. Operations cannot: many call a system, or commit more than
 * once, and a transaction that stays open meanwhile would lock rows that workers wait for. The rule that matters still
 * holds: every effect needs an unused proof, so nobody can repeat a request that they copied. The price: when the
 * process ends between the two commits, the proof is used although nothing was done. That harms no caller. Callers sign
 * every attempt anew, and they ask whether something was done instead of concluding it from a refusal.
 */
async function useProof({ database }: Parts, { issuer, id, expiresAt }: VerifiedProof): Promise<boolean> {
  const { rowCount } = await database.pool.query(
    'insert into proofs (issuer, id, expires_at) values ($1, $2, $3) on conflict do nothing',
    [issuer, id, expiresAt],
  );
  return rowCount === 1;
}

/** The names and values of the query; a name that occurs twice has a list of its values. */
function queryOf(req: Request): Record<string, unknown> {
  const query = new URLSearchParams(req.originalUrl.split('?', 2)[1] ?? '');
  return Object.fromEntries(
    [...new Set(query.keys())].map((name) => {
      const values = query.getAll(name);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
}
