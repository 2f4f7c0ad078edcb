import { z } from 'zod';
import { readJournal } from '../journal/read.ts';
import { defineOperation, done, limit, orderId, shop, transfer } from './operation.ts';

export const journalLine = z.object({
  at: z.date(), shop: z.string(), connection: z.string().nullable(), orderId: z.number().int().nullable(), transfer: z.number().int().nullable(),
  correlationId: z.string().nullable(), actor: z.string(), code: z.string(), detail: z.unknown(),
});

const read = defineOperation({
  command: 'journal', summary: 'What happened, oldest first.', method: 'get', path: '/v1/journal', callers: ['operator'],
  input: z.strictObject({
    shop: shop.optional(), order: orderId.optional(), number: z.string().min(1).optional().meta({ description: 'The order\'s number as people know it.' }),
    transfer: transfer.optional(), correlation: z.string().min(1).optional().meta({ description: 'The correlation id of an answer or a log line.' }),
    limit: limit(100),
  }),
  answer: z.object({ lines: z.array(journalLine) }),
  table: { list: 'lines', columns: ['at', 'shop', 'orderId', 'transfer', 'actor', 'code', 'detail'] },
  examples: ['kontor journal --number 1234', 'kontor journal --correlation 0b5a3f6e-…'],
  async run({ database }, given) {
    const lines = await readJournal(database.knex, {
      limit: given.limit,
      ...(given.shop === undefined ? {} : { shopId: given.shop }), ...(given.order === undefined ? {} : { orderId: given.order }),
      ...(given.number === undefined ? {} : { orderNumber: given.number }), ...(given.transfer === undefined ? {} : { transferId: given.transfer }),
      ...(given.correlation === undefined ? {} : { correlationId: given.correlation }),
    });
    return done({ lines: lines.map(({ id: _, shopId, connectionId, transferId, ...line }) => ({ ...line, shop: shopId, connection: connectionId, transfer: transferId })) });
  },
});

export const journalOperations = [read];
