import { z } from 'zod';
import { pauseConnection } from '../../shops/change-connection.ts';
import { connectionInput, defineOperation, success, shopInput } from '../operation.ts';
import { unknownConnection } from './find.ts';
import { noteConnection } from './note.ts';

/** The operations that pause a connection and resume it. */
export const connectionPausing = (
  [
    ['pause', true, 'Stops sending to a connection. Orders are still taken in, and wait.'],
    ['resume', false, 'Starts sending to a paused connection again.'],
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
