import { z } from 'zod';
import { pauseConnection } from '../../shops/connection.ts';
import { connection, defineOperation, done, shop } from '../operation.ts';
import { unknownConnection } from './find.ts';

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
    input: z.strictObject({ shop, connection }),
    positional: ['connection'],
    answer: z.object({ connection: z.string(), paused: z.boolean() }),
    async run({ database }, given) {
      return (await pauseConnection(database.knex, given.shop, given.connection, paused))
        ? done({ connection: given.connection, paused })
        : unknownConnection(given.connection);
    },
  }),
);
