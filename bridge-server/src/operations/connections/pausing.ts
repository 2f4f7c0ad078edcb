import { z } from 'zod';
import { pauseConnection } from '../../shops/change-connection.ts';
import { connectionInput, defineOperation, success, shopInput } from '../operation.ts';
import { unknownConnection } from './find.ts';
import { noteConnection } from './note.ts';

/** Holding a connection back, and letting it go on. */
export const connectionPausing = (
  [
    ['pause', true, 'Sends nothing for now; orders are taken in all the same.'],
    ['resume', false, 'Goes on where pausing stopped.'],
  ] as const
).map(([verb, paused, summary]) =>
  defineOperation({
    command: `connection ${verb}`,
    summary,
    method: 'post',
    path: `/v1/shops/{shop}/connections/{connection}/${verb}`,
    scope: 'connections:write',
    input: z.strictObject({ shop: shopInput, connection: connectionInput }),
    positional: ['connection'],
    answer: z.object({ connection: z.string(), paused: z.boolean() }),
    async run({ database }, { shop: shopId, connection: id }, { actor }) {
      if (!(await pauseConnection(database.knex, shopId, id, paused))) return unknownConnection(id);
      await noteConnection(database.pool, { shopId, connectionId: id, actor }, paused ? 'paused' : 'resumed');
      return success({ connection: id, paused });
    },
  }),
);
