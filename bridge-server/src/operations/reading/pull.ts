import { z } from 'zod';
import { positionAfter, pullChosen, pullPage } from '../../orders/pull/pull.ts';
import { everySeconds } from '../../orders/pull/turn.ts';
import { endReading, failReading, noteRead } from '../../orders/pull/readings.ts';
import { reasonOf } from '../../texts/say.ts';
import { position, secondOf } from '../../woocommerce/orders.ts';
import { afterInput, nextCursor, sinceInput, cursorOf } from '../cursor.ts';
import { defineOperation, shopInput, success } from '../operation.ts';
import { allRead, pageOrFailure, pullingOf, refusedOrder, refusedView } from './opening.ts';

export const shopPull = defineOperation({
  command: 'shop pull',
  summary: 'Reads the changed orders of a shop, page by page, and takes in what the bridge does not have.',
  method: 'post',
  path: '/v1/shops/{shop}/pull',
  scope: 'shops:write',
  pages: true,
  input: z.strictObject({
    shop: shopInput,
    since: sinceInput.meta({
      description: 'Orders that were changed since this day or moment; by default since the last reading.',
    }),
    orders: z
      .string()
      .regex(/^\d{1,18}(,\d{1,18}){0,99}$/, 'At most 100 ids of orders, separated by commas')
      .transform((text) => text.split(','))
      .optional()
      .meta({ description: 'Only the orders with these ids, separated by commas. kontor shop orders lists the ids.' }),
    after: afterInput(z.tuple([position])),
  }),
  answer: z.object({
    found: z.number().int().meta({ description: 'How many orders were read.' }),
    missing: z.number().int().meta({ description: 'How many of them the bridge did not have.' }),
    repaired: z.number().int().meta({ description: 'How many of them the bridge had with another content.' }),
    refused: z.array(refusedOrder),
    remaining: z.number().int(),
    next: nextCursor,
  }),
  table: { list: 'refused', columns: ['order', 'code', 'cause', 'remedy'], empty: allRead },
  examples: [
    'kontor shop pull --shop s…',
    'kontor shop pull --shop s… --since 2026-11-01',
    'kontor shop pull --shop s… --orders 1201,1202',
  ],
  async run(parts, { shop: shopId, since, orders, after: place }, _principal, speaker) {
    const opened = await pullingOf(parts, shopId);
    if (!opened.ok) return opened;
    const { database } = parts;
    if (orders) {
      const page = await pullChosen(opened.value.parts, opened.value.shop, orders);
      const read = pageOrFailure(page);
      if (!read.ok) return read;
      const { looked, missing, repaired, refused } = read.value;
      return success({
        found: looked,
        missing,
        repaired,
        refused: refusedView(refused, speaker),
        remaining: 0,
        next: null,
      });
    }
    // The first page of a pull without `since` continues the regular reading of the shop, so it stores how far it came.
    const continuesReading = since === undefined && place === undefined;
    const start = since ? { after: secondOf(since) } : positionAfter(opened.value.readUntil);
    const page = await pullPage(opened.value.parts, opened.value.shop, place ? place[0] : start);
    if (page.kind === 'failed' && continuesReading) {
      const { retryAfterSeconds = 0 } = page;
      await failReading(database.pool, shopId, { why: reasonOf(page), retryAfterSeconds });
    }
    const read = pageOrFailure(page);
    if (!read.ok) return read;
    const { looked, missing, repaired, refused, remaining, next, readUntil } = read.value;
    if (continuesReading) {
      await noteRead(database.pool, shopId, readUntil);
      if (next === null) await endReading(database.pool, shopId, everySeconds);
    }
    return success({
      found: looked,
      missing,
      repaired,
      refused: refusedView(refused, speaker),
      remaining,
      next: next === null ? null : cursorOf([next]),
    });
  },
});
