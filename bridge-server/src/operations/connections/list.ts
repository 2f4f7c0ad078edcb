import { z } from 'zod';
import { listConnections } from '../../shops/connection.ts';
import { defineOperation, success, shopInput } from '../operation.ts';
import { heldOf, heldView } from './held-view.ts';

export const connectionList = defineOperation({
  command: 'connection list',
  summary: 'Lists all connections; for each one that is held back, also the cause.',
  method: 'get',
  path: '/v1/connections',
  scope: 'connections:read',
  input: z.strictObject({ shop: shopInput.optional() }),
  answer: z.object({
    connections: z.array(
      z.object({
        id: z.string(),
        shop: z.string(),
        system: z.string(),
        account: z.string(),
        functions: z.array(z.string()),
        statuses: z.array(z.string()),
        paused: z.boolean(),
        held: heldView.nullable(),
      }),
    ),
  }),
  table: {
    list: 'connections',
    columns: ['id', 'shop', 'system', 'account', 'functions', 'statuses', 'paused', 'held'],
  },
  run: async (parts, input, _principal, speaker) =>
    success({
      connections: await Promise.all(
        (await listConnections(parts.database.knex, input.shop)).map(async (entry) => ({
          id: entry.id,
          shop: entry.shopId,
          system: entry.system,
          account: entry.accountName,
          functions: entry.rules.functions,
          statuses: entry.rules.statuses,
          paused: entry.paused,
          held: await heldOf(parts, entry, speaker),
        })),
      ),
    }),
});
