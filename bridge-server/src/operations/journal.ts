import { journalAnswer } from '@kontor/shared/api/journal';
import { transferState } from '@kontor/shared/api/view';
import { z } from 'zod';
import { readJournal } from '../journal/read.ts';
import { afterInput, nextCursor, pageOf, sinceInput } from './cursor.ts';
import { momentOf } from './format.ts';
import {
  connectionInput,
  defineOperation,
  success,
  limitInput,
  orderInput,
  orderNumberInput,
  shopInput,
  transferInput,
} from './operation.ts';
import { sentenceOf } from './sentence.ts';

const read = defineOperation({
  command: 'journal',
  summary: 'Shows what happened: the newest lines, in the order of time. The next page has the lines before them.',
  method: 'get',
  path: '/v1/shops/{shop}/journal',
  scope: 'journal:read',
  input: z.strictObject({
    shop: shopInput,
    connection: connectionInput.optional(),
    order: orderInput.optional(),
    number: orderNumberInput.optional(),
    transfer: transferInput.optional(),
    correlation: z.string().min(1).optional().meta({ description: 'The correlation id of an answer or a log line.' }),
    code: z
      .string()
      .min(1)
      .optional()
      .meta({ description: 'Only lines whose code begins with this, such as gap or gap.rate_unmapped.' }),
    actor: z
      .string()
      .min(1)
      .optional()
      .meta({ description: 'Who did it, such as worker or operator:berit. All of a kind with a colon: operator:' }),
    system: z
      .string()
      .min(1)
      .optional()
      .meta({ description: "Only lines about the shop's connections to this system." }),
    state: transferState.optional().meta({ description: 'Only lines about transfers that are in this state now.' }),
    since: sinceInput.meta({
      description: 'Only lines on or after this day or time, such as 2026-11-22 or 2026-11-22T08:00:00Z.',
    }),
    after: afterInput(z.tuple([z.number().int()])),
    limit: limitInput(100),
  }),
  answer: journalAnswer.extend({ next: nextCursor }),
  table: { list: 'lines', columns: ['at', 'order', 'transfer', 'actor', 'code', 'text', 'detail'] },
  examples: [
    'kontor journal --number 1234',
    'kontor journal --shop s… --transfer 17',
    'kontor journal --correlation 0b5a3f6e-…',
    'kontor journal --code gap. --since 2026-11-22',
    'kontor journal --actor operator:',
  ],
  async run(
    { database },
    { shop, connection, order, number, transfer, correlation, after, limit, ...filters },
    _principal,
    speaker,
  ) {
    const newestLast = await readJournal(database.knex, {
      ...filters,
      shopId: shop,
      connectionId: connection,
      transferId: transfer,
      orderId: order,
      orderNumber: number,
      correlationId: correlation,
      beforeId: after?.[0],
      limit: limit + 1,
    });
    const { page, next } = pageOf(newestLast.reverse(), limit, ({ id }) => [id]);
    const lines = page.reverse().map((line) => ({
      at: momentOf(line.at),
      shop: line.shopId,
      connection: line.connectionId,
      system: line.system,
      orderId: line.orderId,
      order: line.orderNumber,
      transfer: line.transferId,
      correlationId: line.correlationId,
      actor: line.actor,
      code: line.code,
      text: sentenceOf(line, speaker),
      detail: line.detail,
    }));
    return success({ next, lines });
  },
});

export const journalOperations = [read];
