import { z } from 'zod';
import { listConnections } from '../../shops/connection.ts';
import { connectionInput, defineOperation, success, shopInput } from '../operation.ts';
import { unknownConnection } from './find.ts';
import { connectionDetail, connectionDetailOf } from './view.ts';

export const connectionShow = defineOperation({
  command: 'connection show',
  summary:
    "A connection's rules and settings, and why nothing goes out where it is held back; its credentials are never shown.",
  method: 'get',
  path: '/v1/shops/{shop}/connections/{connection}',
  scope: 'connections:read',
  input: z.strictObject({ shop: shopInput, connection: connectionInput }),
  positional: ['connection'],
  answer: connectionDetail,
  async run(parts, given, _principal, speaker) {
    const found = (await listConnections(parts.database.knex, given.shop)).find(({ id }) => id === given.connection);
    return found ? success(await connectionDetailOf(parts, found, speaker)) : unknownConnection(given.connection);
  },
});
