import { z } from 'zod';
import { comparedDays, comparePage, comparePlace, firstComparePlace } from '../../orders/pull/compare.ts';
import { afterInput, nextCursor, cursorOf } from '../cursor.ts';
import { defineOperation, shopInput, success } from '../operation.ts';
import { allRead, pageOrFailure, pullingOf, refusedOrder, refusedView } from './opening.ts';

export const shopCompare = defineOperation({
  command: 'shop compare',
  summary:
    'Compares the orders of the last days with those of the shop, page by page, and takes in each order that differs or is gone.',
  method: 'post',
  path: '/v1/shops/{shop}/compare',
  scope: 'shops:write',
  pages: true,
  input: z.strictObject({
    shop: shopInput,
    days: z.coerce.number().int().min(1).max(3650).default(comparedDays).meta({
      description: 'How many days back: orders that came in since then are compared.',
    }),
    after: afterInput(z.tuple([comparePlace])),
  }),
  answer: z.object({
    found: z.number().int().meta({ description: 'How many orders were compared.' }),
    missing: z.number().int().meta({ description: 'How many orders of the shop the bridge did not have.' }),
    repaired: z.number().int().meta({ description: 'How many orders differed, or are not in the shop any more.' }),
    refused: z.array(refusedOrder),
    remaining: z.number().int(),
    next: nextCursor,
  }),
  table: { list: 'refused', columns: ['order', 'code', 'cause', 'remedy'], empty: allRead },
  examples: ['kontor shop compare --shop s…', 'kontor shop compare --shop s… --days 365'],
  async run(parts, { shop: shopId, days, after: place }, _principal, speaker) {
    const opened = await pullingOf(parts, shopId);
    if (!opened.ok) return opened;
    const { parts: pullParts, shop, readFrom } = opened.value;
    const page = await comparePage(pullParts, shop, { days, readFrom }, place?.[0] ?? firstComparePlace);
    const read = pageOrFailure(page);
    if (!read.ok) return read;
    const { compared, missing, repaired, refused, remaining, next } = read.value;
    return success({
      found: compared,
      missing,
      repaired,
      refused: refusedView(refused, speaker),
      remaining,
      next: next === null ? null : cursorOf([next]),
    });
  },
});
