import { z } from 'zod';
import { readJournal } from '../journal/read.ts';
import { after, next, pageOf, since } from './cursor.ts';
import { connection, defineOperation, done, limit, orderId, shop, transfer } from './operation.ts';
import { sentenceOf } from './sentence.ts';

/** A line as it is shown. */
export const journalLine = z.object({
  at: z.date(),
  shop: z.string(),
  connection: z.string().nullable(),
  orderId: z.string().nullable(),
  transfer: z.number().int().nullable(),
  correlationId: z.string().nullable(),
  actor: z.string(),
  code: z.string(),
  /** What happened, in one sentence. */
  text: z.string(),
  detail: z.unknown(),
});

const read = defineOperation({
  command: 'journal',
  summary: 'What happened: the newest lines, oldest first; the next page is what was before.',
  method: 'get',
  path: '/v1/shops/{shop}/journal',
  scope: 'journal:read',
  input: z.strictObject({
    shop,
    connection: connection.optional(),
    order: orderId.optional(),
    number: z.string().min(1).optional().meta({ description: "The order's number as people know it." }),
    transfer: transfer.optional(),
    correlation: z.string().min(1).optional().meta({ description: 'The correlation id of an answer or a log line.' }),
    code: z.string().min(1).optional().meta({ description: 'With one code, or a group such as gap.' }),
    since: since.meta({ description: 'On or after this day or moment, such as 2026-11-22 or 2026-11-22T08:00:00Z.' }),
    after: after(z.tuple([z.number()])),
    limit: limit(100),
  }),
  answer: z.object({ next, lines: z.array(journalLine) }),
  table: { list: 'lines', columns: ['at', 'orderId', 'transfer', 'actor', 'code', 'text', 'detail'] },
  examples: [
    'kontor journal --number 1234',
    'kontor journal --shop s… --transfer 17',
    'kontor journal --correlation 0b5a3f6e-…',
    'kontor journal --code gap. --since 2026-11-22',
  ],
  async run({ database }, given, _principal, speaker) {
    const found = await readJournal(database.knex, {
      limit: given.limit + 1,
      shopId: given.shop,
      ...(given.connection === undefined ? {} : { connectionId: given.connection }),
      ...(given.order === undefined ? {} : { orderId: given.order }),
      ...(given.number === undefined ? {} : { orderNumber: given.number }),
      ...(given.transfer === undefined ? {} : { transferId: given.transfer }),
      ...(given.correlation === undefined ? {} : { correlationId: given.correlation }),
      ...(given.code === undefined ? {} : { code: given.code }),
      ...(given.since === undefined ? {} : { since: given.since }),
      ...(given.after === undefined ? {} : { beforeId: given.after[0] }),
    });
    const { shown, next: more } = pageOf(found.reverse(), given.limit, ({ id }) => [id]);
    const lines = shown.reverse().map(({ id: _, shopId, connectionId, transferId, ...line }) => ({
      ...line,
      text: sentenceOf(line, speaker),
      shop: shopId,
      connection: connectionId,
      transfer: transferId,
    }));
    return done({ next: more, lines });
  },
});

export const journalOperations = [read];
