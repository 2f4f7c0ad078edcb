import { z } from 'zod';
import { archiveConnection, connectionRemains } from '../../shops/change-connection.ts';
import { connectionInput, defineOperation, success, shopInput } from '../operation.ts';
import { unknownConnection } from './find.ts';
import { noteConnection } from './note.ts';

export const connectionRemove = defineOperation({
  command: 'connection remove',
  summary: 'Puts a connection away and says what stays.',
  method: 'delete',
  path: '/v1/shops/{shop}/connections/{connection}',
  scope: 'connections:manage',
  input: z.strictObject({ shop: shopInput, connection: connectionInput }),
  positional: ['connection'],
  answer: z.object({
    removed: z.string(),
    /** At the target, and here with their history. */
    documents: z.number().int(),
    /** Closed unsent. */
    closing: z.number().int(),
    /** Begun or in doubt: finished with the credentials that are kept for it. */
    finishing: z.number().int(),
  }),
  hint: 'Documents and their history stay. Adding the same account again goes on where this ended; nothing is sent twice.',
  async run({ database }, { shop: shopId, connection: id }, { actor }) {
    const remains = await connectionRemains(database.knex, shopId, id);
    if (!(await archiveConnection(database.knex, shopId, id))) return unknownConnection(id);
    await noteConnection(database.pool, { shopId, connectionId: id, actor }, 'removed');
    return success({ removed: id, ...remains });
  },
});
