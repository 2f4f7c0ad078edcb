import { checkAnswer } from '@kontor/shared/api/connections';
import { z } from 'zod';
import { note } from '../../journal/note.ts';
import { closeBreaker } from '../../mirror/delivery/circuit-breaker.ts';
import { checkCredentials } from '../../mirror/mirror.ts';
import { listConnections, replaceCredentials } from '../../shops/connection.ts';
import { connection, defineOperation, done, failure, shop } from '../operation.ts';
import { unknownConnection } from './find.ts';
import { draftOf, json } from './inputs.ts';
import { noted } from './noted.ts';
import { reportOf } from './report.ts';
import { reason } from '../../texts/reason.ts';
import { reasonOf } from '../../texts/say.ts';

export const connectionCredentials = defineOperation({
  command: 'connection credentials',
  summary:
    'Checks new credentials of a connection with the system, then keeps them in place of the old ones; what was held back goes on.',
  method: 'post',
  path: '/v1/shops/{shop}/connections/{connection}/credentials',
  scope: 'connections:manage',
  input: z.strictObject({
    shop,
    connection,
    credentials: json("What the system's credentials are; systems tells what it asks for."),
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
    if (!checked.ok) {
      const detail = { system: present.system, why: checked.code };
      await note(pool, { ...noted(shopId, actor, 'check_failed'), connectionId: id, detail });
      return failure(502, reasonOf(checked));
    }
    if (checked.account !== present.account)
      return failure(
        409,
        reason('credentials.other_account', { given: checked.accountName, connected: present.accountName }),
      );
    const { accountName } = checked;
    if (!(await replaceCredentials(knex, parts.sealer, { shopId, id, accountName, credentials: draft.credentials })))
      return unknownConnection(id);
    await note(pool, { ...noted(shopId, actor, 'credentials_changed'), connectionId: id });
    await closeBreaker(pool, { shopId, connectionId: id }, actor);
    return done(reportOf(checked, speaker.of(found.system.texts)));
  },
});
