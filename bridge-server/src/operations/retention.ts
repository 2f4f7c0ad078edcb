import { z } from 'zod';
import type { Keep } from '../config.ts';
import { forgetOrder } from '../mirror/maintenance/forget.ts';
import { forgetPairings, forgetProofs } from '../mirror/maintenance/janitor.ts';
import { countKept, forgetAll, retentionOf, type Kept } from '../mirror/maintenance/retention.ts';
import { defineOperation, success, failure, orderInput, shopInput } from './operation.ts';
import { unknownOrder } from './orders.ts';
import type { Word } from '@kontor/shared/problem';
import { word } from '../texts/reason.ts';

const forDays = (days: number): Word => (days === 0 ? word('keep.for_ever') : word('keep.days', { days }));

/** What no setting says is kept until its own time is over. */
function timeOf(what: Kept['what'], keep: Keep): Word {
  switch (what) {
    case 'proofs':
      return word('keep.until_expired');
    case 'pairings':
      return word('keep.day_after_expired');
    default:
      return forDays(keep[what]);
  }
}

const kept = z.object({
  what: z.string(),
  keep: z.string(),
  kept: z.number().int(),
  due: z.number().int(),
  oldest: z.date().nullable(),
  meaning: z.string(),
});

const show = defineOperation({
  command: 'retention',
  summary: 'What is kept for how long, and how much of it is due to be forgotten.',
  method: 'get',
  path: '/v1/retention',
  scope: 'bridge:read',
  input: z.strictObject({}),
  answer: z.object({ retention: z.array(kept) }),
  table: { list: 'retention', columns: ['what', 'keep', 'kept', 'due', 'oldest', 'meaning'] },
  hint: 'Times are settings: KONTOR_KEEP_ORDERS, KONTOR_KEEP_EXCHANGES, KONTOR_KEEP_PEOPLE, KONTOR_KEEP_JOURNAL. Workers forget by themselves.',
  async run(parts, _given, _principal, speaker) {
    const counted = await countKept(parts.database.longPool, retentionOf(parts));
    return success({
      retention: counted.map((one) => ({
        ...one,
        keep: speaker.word(timeOf(one.what, parts.config.keep)),
        meaning: speaker.word(word(`kept.${one.what}`)),
      })),
    });
  },
});

const run = defineOperation({
  command: 'retention run',
  summary: 'Forgets now all whose time is over.',
  method: 'post',
  path: '/v1/retention/run',
  scope: 'bridge:write',
  input: z.strictObject({}),
  answer: z.object({
    orders: z.number().int(),
    exchanges: z.number().int(),
    people: z.number().int(),
    journal: z.number().int(),
  }),
  async run(parts) {
    const counts = await forgetAll({ ...retentionOf(parts), pool: parts.database.longPool });
    await forgetProofs(parts.database.longPool);
    await forgetPairings(parts.database.longPool);
    return success(counts);
  },
});

const forget = defineOperation({
  command: 'order forget',
  summary:
    "Erases what an order says, such as at its customer's request; numbers, amounts and documents stay. Refused while something is left to do.",
  method: 'post',
  path: '/v1/shops/{shop}/orders/{order}/forget',
  scope: 'orders:write',
  input: z.strictObject({ shop: shopInput, order: orderInput }),
  positional: ['order'],
  answer: z.object({ order: z.string(), plans: z.number().int(), exchanges: z.number().int() }),
  hint: "What the office's own system holds stays there. A change of the order in the shop brings its content back.",
  examples: ['kontor order forget --shop s… 1234'],
  async run({ database, systems }, given, { actor }) {
    const forgotten = await forgetOrder(
      database.pool,
      { shopId: given.shop, orderId: given.order },
      (key) => systems(key)?.system ?? null,
      actor,
    );
    if (!forgotten) return unknownOrder(given.order);
    return forgotten.ok ? success({ order: given.order, ...forgotten.value }) : failure(409, forgotten.error);
  },
});

export const retentionOperations = [show, run, forget];
