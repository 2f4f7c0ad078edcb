import { checkAnswer } from '@kontor/shared/api/connections';
import { z } from 'zod';
import { closeBreaker } from '../../mirror/delivery/circuit-breaker.ts';
import { checkCredentials } from '../../mirror/mirror.ts';
import { replaceCredentials } from '../../shops/add-connection.ts';
import { connectionInput, defineOperation, success, failure, shopInput } from '../operation.ts';
import { findConnection, unknownConnection } from './find.ts';
import { credentialsInput, draftOf } from './inputs.ts';
import { failedCheck, noteConnection } from './note.ts';
import { checkReportViewOf } from './report.ts';
import { reason } from '../../texts/reason.ts';

export const connectionCredentials = defineOperation({
  command: 'connection credentials',
  summary:
    'Checks new credentials with the system, then replaces the stored ones. A connection that was held back goes on.',
  method: 'post',
  path: '/v1/shops/{shop}/connections/{connection}/credentials',
  scope: 'connections:manage',
  input: z.strictObject({
    shop: shopInput,
    connection: connectionInput,
    credentials: credentialsInput,
  }),
  positional: ['connection'],
  answer: checkAnswer,
  hint: 'The new credentials must be those of the same company, so that no document is sent twice.',
  examples: ['echo \'{"clientKey": "…"}\' | kontor connection credentials --shop s… c… --credentials -'],
  async run(parts, { shop: shopId, connection: id, credentials }, { actor }, speaker) {
    const { knex, pool } = parts.database;
    const present = await findConnection(knex, shopId, id);
    if (!present) return unknownConnection(id);
    const draft = draftOf(parts, { system: present.system, credentials, settings: present.settings }, speaker);
    if (!draft.ok) return draft;
    const { atHand, ...parsed } = draft.value;
    const check = await checkCredentials(parts.mirror, atHand, { shopId, ...parsed });
    const about = { shopId, connectionId: id, actor };
    if (!check.ok) return failedCheck(pool, about, present.system, check);
    if (check.account !== present.account)
      return failure(
        409,
        reason('credentials.other_account', { given: check.accountName, connected: present.accountName }),
      );
    const { accountName } = check;
    if (!(await replaceCredentials(knex, parts.sealer, { shopId, id, accountName, credentials: parsed.credentials })))
      return unknownConnection(id);
    await noteConnection(pool, about, 'credentials_changed');
    await closeBreaker(pool, { shopId, connectionId: id }, actor);
    return success(checkReportViewOf(check, speaker.of(atHand.system.texts)));
  },
});
