import { z } from 'zod';
import { archiveConnection, connectionRemains } from '../../shops/change-connection.ts';
import { connectionInput, defineOperation, success, shopInput } from '../operation.ts';
import { unknownConnection } from './find.ts';
import { noteConnection } from './note.ts';

export const connectionRemove = defineOperation({
  command: 'connection remove',
  summary: 'Removes a connection, and shows what becomes of its documents.',
  method: 'delete',
  path: '/v1/shops/{shop}/connections/{connection}',
  scope: 'connections:manage',
  input: z.strictObject({ shop: shopInput, connection: connectionInput }),
  positional: ['connection'],
  answer: z.object({
    removed: z.string(),
    /** Documents that stay, at the target and here with their history. */
    documents: z.number().int(),
    /** Transfers that are closed without being sent. */
    closing: z.number().int(),
    /** Transfers that have started or are in doubt. They are finished with the stored credentials. */
    finishing: z.number().int(),
  }),
  hint: 'Documents and their history stay. If the same account is added again, it continues and sends nothing twice.',
  async run({ database }, { shop: shopId, connection: id }, { actor }) {
    const remains = await connectionRemains(database.knex, shopId, id);
    if (!(await archiveConnection(database.knex, shopId, id))) return unknownConnection(id);
    await noteConnection(database.pool, { shopId, connectionId: id, actor }, 'removed');
    return success({ removed: id, ...remains });
  },
});
