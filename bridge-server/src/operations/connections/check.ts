import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { connection, defineOperation, done, failure, shop } from '../operation.ts';
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
  run: (parts, given, _principal, speaker) =>
    withSystem(parts, given, async (connected) => {
      const checked = await connected.system.check(connected.context({ correlationId: randomUUID() }));
      return checked.ok ? done(reportOf(checked, speaker.of(connected.system.texts))) : failure(502, reasonOf(checked));
    }),
});
