import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { storedFacts } from '../../shops/facts.ts';
import { connectionInput, defineOperation, success, shopInput } from '../operation.ts';
import { withSystem } from './find.ts';
import { optionOf, optionView } from '../option-view.ts';
import { shopLists } from './shop-lists.ts';

export const connectionOptions = defineOperation({
  command: 'connection options',
  summary:
    "Lists what settings choose from: the system's own lists, such as its accounts, and those that the bridge has read of the shop.",
  method: 'get',
  path: '/v1/shops/{shop}/connections/{connection}/options',
  asksSystem: true,
  scope: 'connections:read',
  input: z.strictObject({ shop: shopInput, connection: connectionInput }),
  positional: ['connection'],
  answer: z.object({
    options: z.array(optionView.extend({ list: z.string() })),
    unread: z.array(z.object({ list: z.string(), why: z.enum(['forbidden', 'not_now']), cause: z.string() })).meta({
      description:
        'Lists that could not be read. forbidden: the credentials or the REST key lack the right; not_now: try again later.',
    }),
  }),
  table: { list: 'options', columns: ['list', 'value', 'label'] },
  run: (parts, input, _principal, speaker) =>
    withSystem(parts, input, async (connected) => {
      const lists = Object.entries(await connected.system.options(connected.context({ correlationId: randomUUID() })));
      const systemSpeaker = speaker.of(connected.system.texts);
      const ofShop = shopLists(await storedFacts(parts.database.pool, input.shop), speaker);
      const ofSystem = {
        options: lists.flatMap(([name, list]) =>
          list.kind === 'read'
            ? list.options.map((option) => ({ list: name, ...optionOf(option, systemSpeaker) }))
            : [],
        ),
        unread: lists.flatMap(([name, list]) =>
          list.kind === 'read' ? [] : [{ list: name, why: list.kind, cause: systemSpeaker.told(list).cause }],
        ),
      };
      return success({
        options: [...ofSystem.options, ...ofShop.options],
        unread: [...ofSystem.unread, ...ofShop.unread],
      });
    }),
});
