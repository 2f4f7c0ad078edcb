import { z } from 'zod';
import { connectionInput, defineOperation, success, shopInput } from '../operation.ts';
import { findConnection, unknownConnection } from './find.ts';
import { connectionDetail, connectionDetailOf } from './view.ts';

export const connectionShow = defineOperation({
  command: 'connection show',
  summary: "Shows a connection's rules and settings, and the cause if it is held back. Credentials are never shown.",
  method: 'get',
  path: '/v1/shops/{shop}/connections/{connection}',
  scope: 'connections:read',
  input: z.strictObject({ shop: shopInput, connection: connectionInput }),
  positional: ['connection'],
  answer: connectionDetail,
  async run(parts, { shop: shopId, connection: id }, _principal, speaker) {
    const present = await findConnection(parts.database.knex, shopId, id);
    return present ? success(await connectionDetailOf(parts, present, speaker)) : unknownConnection(id);
  },
});
