import type { Request, Response } from 'express';
import { z } from 'zod';
import { pairRequest, type PairAnswer } from '@kontor/shared/pairing';
import { canBeStored, unstorable } from '../../../database/storable.ts';
import type { Parts } from '../../../operations/operation.ts';
import { pair, protocolRefusal } from '../../../shops/pairing/pair.ts';
import { answerRefusal, refuseRequest } from '../../answer.ts';
import { bytesOf, parseJson } from '../../middleware/body.ts';
import { reason } from '../../../texts/reason.ts';

/**
 * The protocol of the plugin that sent the body. It is read before the rest, which another protocol may write
 * differently.
 */
const pluginProtocol = z.object({ shop: z.object({ protocol: z.number().int() }) });

/**
 * `POST /v1/pairings/{pairing}/pair`: pairs a shop. The secret of its pairing code takes the place of a proof.
 * `rawBody` must run before.
 */
export const postPair =
  ({ database, mirror, config }: Parts, now: () => number) =>
  async (req: Request, res: Response): Promise<void> => {
    const { correlationId, speaker } = res.locals.context;
    const json = parseJson(bytesOf(req));
    if (!json.ok) return refuseRequest(res, reason(json.error));
    const plugin = pluginProtocol.safeParse(json.value);
    const wrongProtocol = plugin.success ? protocolRefusal(plugin.data.shop.protocol) : null;
    if (wrongProtocol) return answerRefusal(res, wrongProtocol);
    const request = pairRequest.safeParse(json.value);
    if (!request.success) {
      const [issue] = request.error.issues;
      const [field, problem] = [issue?.path.join('.') ?? '', issue?.message ?? 'unreadable'];
      return refuseRequest(res, reason('pairing.unreadable', { field, problem }));
    }
    const pairing = String(req.params['pairing']);
    for (const [field, value] of Object.entries({ pairing, ...request.data }))
      if (!canBeStored(value)) return refuseRequest(res, reason('pairing.unreadable', { field, problem: unstorable }));
    const paired = await pair(
      { pool: database.pool, egress: mirror.egress, publicUrl: config.publicUrl, now },
      pairing,
      request.data,
      correlationId,
    );
    if (!paired.ok) return answerRefusal(res, paired.error);
    const { reached, ...rest } = paired.value;
    const answer: PairAnswer = { ...rest, reached: reached.ok ? reached : { ok: false, ...speaker.told(reached.why) } };
    res.status(200).json(answer);
  };
