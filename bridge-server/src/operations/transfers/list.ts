import { z } from 'zod';
import { listTransfers } from '../../mirror/transfer/list.ts';
import { afterInput, nextCursor, pageOf } from '../cursor.ts';
import { defineOperation, success, limitInput } from '../operation.ts';
import { transferFilters, transferQueryOf } from './filters.ts';
import { transferView, transferViewOf } from './view.ts';

export const transferList = defineOperation({
  command: 'transfers',
  summary: 'Lists transfers, which are documents on their way to a system, newest first.',
  method: 'get',
  path: '/v1/shops/{shop}/transfers',
  scope: 'transfers:read',
  input: z.strictObject({ ...transferFilters, after: afterInput(z.tuple([z.number().int()])), limit: limitInput(50) }),
  answer: z.object({ next: nextCursor, transfers: z.array(transferView) }),
  table: {
    list: 'transfers',
    columns: ['id', 'order', 'kind', 'state', 'reason', 'document', 'total', 'targetTotal', 'changedAt'],
  },
  examples: ['kontor transfers --state blocked', 'kontor transfers --shop s… --reason gap.'],
  async run({ database }, { after, ...filters }) {
    const transfers = await listTransfers(database.knex, {
      ...transferQueryOf(filters),
      limit: filters.limit + 1,
      ...(after ? { beforeId: after[0] } : {}),
    });
    const { page, next } = pageOf(transfers, filters.limit, ({ id }) => [id]);
    return success({ next, transfers: page.map(transferViewOf) });
  },
});
