import { checkAnswer } from '@kontor/shared/api/connections';
import { z } from 'zod';
import { closeBreaker } from '../../mirror/delivery/circuit-breaker.ts';
import { checkCredentials } from '../../mirror/mirror.ts';
import { listConnections, replaceCredentials } from '../../shops/connection.ts';
import { connectionInput, defineOperation, success, failure, shopInput } from '../operation.ts';
import { unknownConnection } from './find.ts';
import { draftOf, jsonInput } from './inputs.ts';
import { failedCheck, noteConnection } from './note.ts';
import { checkReportViewOf } from './report.ts';
import { reason } from '../../texts/reason.ts';

export const connectionCredentials = defineOperation({
  command: 'connection credentials',
  summary:
    'Checks new credentials of a connection with the system, then keeps them in place of the old ones; what was held back goes on.',
  method: 'post',
  path: '/v1/shops/{shop}/connections/{connection}/credentials',
  scope: 'connections:manage',
  input: z.strictObject({
    shop: shopInput,
    connection: connectionInput,
    credentials: jsonInput("What the system's credentials are; systems tells what it asks for."),
  }),
  positional: ['connection'],
  answer: checkAnswer,
  hint: 'Documents are never sent twice: the credentials must be of the same company.',
  examples: ['echo \'{"clientKey": "…"}\' | kontor connection credentials --shop s… c… --credentials -'],
  async run(parts, { shop: shopId, connection: id, credentials }, { actor }, speaker) {
    const { knex, pool } = parts.database;
    const present = (await listConnections(knex, shopId)).find((one) => one.id === id);
    if (!present) return unknownConnection(id);
    const read = draftOf(parts, { system: present.system, credentials, settings: present.settings }, speaker);
    if (!read.ok) return read;
    const { found, ...draft } = read.value;
    const checked = await checkCredentials(parts.mirror, found, { shopId, ...draft });
    const about = { shopId, connectionId: id, actor };
    if (!checked.ok) return failedCheck(pool, about, present.system, checked);
    if (checked.account !== present.account)
      return failure(
        409,
        reason('credentials.other_account', { given: checked.accountName, connected: present.accountName }),
      );
    const { accountName } = checked;
    if (!(await replaceCredentials(knex, parts.sealer, { shopId, id, accountName, credentials: draft.credentials })))
      return unknownConnection(id);
    await noteConnection(pool, about, 'credentials_changed');
    await closeBreaker(pool, { shopId, connectionId: id }, actor);
    return success(checkReportViewOf(checked, speaker.of(found.system.texts)));
  },
});
