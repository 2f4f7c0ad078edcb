import { z } from 'zod';
import { positionAfter, pullChosen, pullPage } from '../../orders/pull/pull.ts';
import { everySeconds } from '../../orders/pull/puller.ts';
import { endReading, failReading, noteRead } from '../../orders/pull/readings.ts';
import { reasonOf } from '../../texts/say.ts';
import { position } from '../../woocommerce/orders.ts';
import { afterInput, nextCursor, sinceInput, cursorOf } from '../cursor.ts';
import { defineOperation, failure, shopInput, success } from '../operation.ts';
import { pullingOf, refusedOrder } from './opening.ts';

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
  table: { list: 'refused', columns: ['order', 'code', 'cause', 'remedy'] },
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
      if (page.kind === 'unavailable') throw new Error(page.cause);
      if (page.kind === 'failed') return failure(502, reasonOf(page));
      const { looked, missing, repaired } = page;
      const refused = page.refused.map(({ order, why }) => ({ order, ...speaker.told(why) }));
      return success({ found: looked, missing, repaired, refused, remaining: 0, next: null });
    }
    // The first page of a pull without `since` continues the regular reading of the shop, so it stores how far it came.
    const continuesReading = since === undefined && place === undefined;
    const start = since ? { after: since.toISOString().slice(0, 19) } : positionAfter(opened.value.readUntil);
    const page = await pullPage(opened.value.parts, opened.value.shop, place ? place[0] : start);
    if (page.kind === 'unavailable') throw new Error(page.cause);
    if (page.kind === 'failed') {
      const { retryAfterSeconds = 0 } = page;
      if (continuesReading) await failReading(database.pool, shopId, { why: reasonOf(page), retryAfterSeconds });
      return failure(502, reasonOf(page));
    }
    const { looked, missing, repaired, remaining, next } = page;
    if (continuesReading) {
      await noteRead(database.pool, shopId, { readUntil: page.readUntil, leaseSeconds: null });
      if (next === null) await endReading(database.pool, shopId, everySeconds);
    }
    return success({
      found: looked,
      missing,
      repaired,
      refused: page.refused.map(({ order, why }) => ({ order, ...speaker.told(why) })),
      remaining,
      next: next === null ? null : cursorOf([next]),
    });
  },
});
