import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { connectionInput, defineOperation, success, shopInput } from '../operation.ts';
import { failedCheck } from './note.ts';
import { checkReportView, checkReportViewOf } from './report.ts';
import { withSystem } from './find.ts';

export const connectionCheck = defineOperation({
  command: 'connection check',
  summary: 'Asks the system whether the connection works, and shows the cause and what to do if it does not.',
  method: 'post',
  path: '/v1/shops/{shop}/connections/{connection}/check',
  scope: 'connections:write',
  input: z.strictObject({ shop: shopInput, connection: connectionInput }),
  positional: ['connection'],
  answer: checkReportView,
  run: (parts, input, { actor }, speaker) =>
    withSystem(parts, input, async (connected) => {
      const check = await connected.system.check(connected.context({ correlationId: randomUUID() }));
      if (check.ok) return success(checkReportViewOf(check, speaker.of(connected.system.texts)));
      const { shopId, id, system } = connected.connection;
      return failedCheck(parts.database.pool, { shopId, connectionId: id, actor }, system, check);
    }),
});
