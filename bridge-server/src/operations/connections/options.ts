import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { connectionInput, defineOperation, success, shopInput } from '../operation.ts';
import { withSystem } from './find.ts';
import { optionOf, optionView } from '../option-view.ts';

export const connectionOptions = defineOperation({
  command: 'connection options',
  summary: 'What the system offers for the settings that name something of its own.',
  method: 'get',
  path: '/v1/shops/{shop}/connections/{connection}/options',
  asksSystem: true,
  scope: 'connections:read',
  input: z.strictObject({ shop: shopInput, connection: connectionInput }),
  positional: ['connection'],
  answer: z.object({
    options: z.array(optionView.extend({ list: z.string() })),
    unread: z
      .array(z.object({ list: z.string(), why: z.enum(['forbidden', 'not_now']), cause: z.string() }))
      .meta({ description: 'forbidden: the credentials lack the right to read the list; not_now: try again later' }),
  }),
  table: { list: 'options', columns: ['list', 'value', 'label'] },
  run: (parts, given, _principal, speaker) =>
    withSystem(parts, given, async (connected) => {
      const lists = await connected.system.options(connected.context({ correlationId: randomUUID() }));
      const own = speaker.of(connected.system.texts);
      const all = Object.entries(lists);
      return success({
        options: all.flatMap(([name, list]) =>
          list.kind === 'read' ? list.options.map((option) => ({ list: name, ...optionOf(option, own) })) : [],
        ),
        unread: all.flatMap(([name, list]) =>
          list.kind === 'read' ? [] : [{ list: name, why: list.kind, cause: own.told(list).cause }],
        ),
      });
    }),
});
