import { checkAnswer } from '@kontor/shared/api/connections';
import { z } from 'zod';
import { checkCredentials } from '../../mirror/mirror.ts';
import { defineOperation, success, shopInput } from '../operation.ts';
import { draftInputs, draftOf } from './inputs.ts';
import { failedCheck } from './note.ts';
import { checkReportViewOf } from './report.ts';

export const systemCheck = defineOperation({
  command: 'system check',
  summary: 'Asks a system whether credentials work, without storing them.',
  method: 'post',
  path: '/v1/shops/{shop}/systems/{system}/check',
  scope: 'connections:manage',
  input: z.strictObject({
    shop: shopInput,
    ...draftInputs,
  }),
  positional: ['system'],
  answer: checkAnswer,
  examples: ['echo \'{"clientKey": "…"}\' | kontor system check --shop s… poweroffice --credentials -'],
  async run(parts, { shop: shopId, ...input }, { actor }, speaker) {
    const draft = draftOf(parts, input, speaker);
    if (!draft.ok) return draft;
    const { atHand, ...parsed } = draft.value;
    const check = await checkCredentials(parts.mirror, atHand, { shopId, ...parsed });
    if (check.ok) return success(checkReportViewOf(check, speaker.of(atHand.system.texts)));
    return failedCheck(parts.database.pool, { shopId, actor }, input.system, check);
  },
});
