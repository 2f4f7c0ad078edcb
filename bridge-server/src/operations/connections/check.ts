import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { note } from '../../journal/note.ts';
import { connection, defineOperation, done, failure, shop } from '../operation.ts';
import { noted } from './noted.ts';
import { report, reportOf } from './report.ts';
import { withSystem } from './find.ts';
import { reasonOf } from '../../texts/say.ts';

export const connectionCheck = defineOperation({
  command: 'connection check',
  summary: 'Asks the system whether the connection works; says the cause and what to do when it does not.',
  method: 'post',
  path: '/v1/shops/{shop}/connections/{connection}/check',
  scope: 'connections:write',
  input: z.strictObject({ shop, connection }),
  positional: ['connection'],
  answer: report,
  run: (parts, given, { actor }, speaker) =>
    withSystem(parts, given, async (connected) => {
      const checked = await connected.system.check(connected.context({ correlationId: randomUUID() }));
      if (checked.ok) return done(reportOf(checked, speaker.of(connected.system.texts)));
      const detail = { system: connected.connection.system, why: checked.code };
      const line = noted(given.shop, actor, 'check_failed');
      await note(parts.database.pool, { ...line, connectionId: given.connection, detail });
      return failure(502, reasonOf(checked));
    }),
});
