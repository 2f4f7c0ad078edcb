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
  shopInput,
  transferInput,
} from './operation.ts';
import { sentenceOf } from './sentence.ts';

const read = defineOperation({
  command: 'journal',
  summary: 'What happened: the newest lines, oldest first; the next page is what was before.',
  method: 'get',
  path: '/v1/shops/{shop}/journal',
  scope: 'journal:read',
  input: z.strictObject({
    shop: shopInput,
    connection: connectionInput.optional(),
    order: orderInput.optional(),
    number: z.string().min(1).optional().meta({ description: "The order's number as people know it." }),
    transfer: transferInput.optional(),
    correlation: z.string().min(1).optional().meta({ description: 'The correlation id of an answer or a log line.' }),
    code: z.string().min(1).optional().meta({ description: 'With one code, or a group such as gap.' }),
    actor: z
      .string()
      .min(1)
      .optional()
      .meta({ description: 'Whoever did it, such as worker or operator:berit; a group ends in a colon.' }),
    system: z.string().min(1).optional().meta({ description: "Of the shop's connections to this system." }),
    state: transferState.optional().meta({ description: 'Of transfers that are in this state now.' }),
    since: sinceInput.meta({ description: 'On or after this day or moment, such as 2026-11-22 or 2026-11-22T08:00:00Z.' }),
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
  async run({ database }, given, _principal, speaker) {
    const {
      shop: shopId,
      connection: connectionId,
      order,
      number,
      transfer: transferId,
      correlation,
      after: place,
    } = given;
    const { code, actor, system, state, since: from } = given;
    const found = await readJournal(database.knex, {
      ...{ shopId, connectionId, transferId, code, actor, system, state },
      limit: given.limit + 1,
      orderId: order,
      orderNumber: number,
      correlationId: correlation,
      since: from,
      beforeId: place?.[0],
    });
    const { shown, next: more } = pageOf(found.reverse(), given.limit, ({ id }) => [id]);
    const lines = shown.reverse().map((line) => ({
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
    return success({ next: more, lines });
  },
});

export const journalOperations = [read];
