import { checkAnswer } from '@kontor/shared/api/connections';
import { z } from 'zod';
import { checkCredentials } from '../../mirror/mirror.ts';
import { defineOperation, success, shopInput } from '../operation.ts';
import { draftOf, jsonInput } from './inputs.ts';
import { failedCheck } from './note.ts';
import { checkReportViewOf } from './report.ts';

export const systemCheck = defineOperation({
  command: 'system check',
  summary: 'Asks a system whether credentials work that are not kept.',
  method: 'post',
  path: '/v1/shops/{shop}/systems/{system}/check',
  scope: 'connections:manage',
  input: z.strictObject({
    shop: shopInput,
    system: z.string().min(1).meta({ description: 'The system, such as poweroffice.' }),
    credentials: jsonInput("What the system's credentials are; systems tells what it asks for."),
    settings: jsonInput('Settings that differ from the defaults.').default({}),
  }),
  positional: ['system'],
  answer: checkAnswer,
  examples: ['echo \'{"clientKey": "…"}\' | kontor system check --shop s… poweroffice --credentials -'],
  async run(parts, { shop: shopId, ...given }, { actor }, speaker) {
    const read = draftOf(parts, given, speaker);
    if (!read.ok) return read;
    const { found, ...draft } = read.value;
    const checked = await checkCredentials(parts.mirror, found, { shopId, ...draft });
    if (checked.ok) return success(checkReportViewOf(checked, speaker.of(found.system.texts)));
    return failedCheck(parts.database.pool, { shopId, actor }, given.system, checked);
  },
});
