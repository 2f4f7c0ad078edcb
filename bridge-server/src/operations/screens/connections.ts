import { connectionsAnswer } from '@kontor/shared/api/connections';
import { z } from 'zod';
import { countByConnection, lastDocuments } from '../../mirror/transfer/counts.ts';
import { listConnections } from '../../shops/connection.ts';
import { readOffices } from '../../shops/office/overdue.ts';
import { defineOperation, success, shopInput } from '../operation.ts';
import { connectionViewOf } from './connection-view.ts';

export const shopConnections = defineOperation({
  command: 'shop connections',
  summary:
    "Lists a shop's connections with their rules, settings, number of documents in each state, and last document.",
  method: 'get',
  path: '/v1/shops/{shop}/connections',
  scope: 'connections:read',
  input: z.strictObject({ shop: shopInput }),
  positional: ['shop'],
  answer: connectionsAnswer,
  table: {
    list: 'connections',
    columns: ['connection', 'label', 'account', 'paused', 'held', 'overdue', 'lastDocumentAt', 'counts'],
  },
  async run(parts, { shop: shopId }, _principal, speaker) {
    const { knex, pool } = parts.database;
    const [connections, counts, last, offices] = await Promise.all([
      listConnections(knex, shopId),
      countByConnection(pool, shopId),
      lastDocuments(pool, shopId),
      readOffices(pool, shopId),
    ]);
    const views = connections.map((connection) =>
      connectionViewOf(parts, speaker, connection, {
        counts: counts.get(connection.id),
        lastDocumentAt: last.get(connection.id),
        office: offices.find(({ connectionId }) => connectionId === connection.id),
      }),
    );
    return success({ connections: await Promise.all(views) });
  },
});
