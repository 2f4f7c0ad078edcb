import { z } from 'zod';
import type { Keep } from '../config.ts';
import { forgetOrder } from '../mirror/maintenance/forget.ts';
import { forgetPairings, forgetProofs } from '../mirror/maintenance/janitor.ts';
import { countKept, forgetAll, retentionOf, type Kept } from '../mirror/maintenance/retention.ts';
import { defineOperation, done, failure, orderId, shop } from './operation.ts';
import { unknownOrder } from './orders.ts';

/** What each of them is, for people. */
const sayings: Readonly<Record<Kept['what'], string>> = {
  orders: 'The content of orders of which all is done or closed, and the plans made from it; since the last change.',
  exchanges: 'What was sent and answered, redacted.',
  people:
    'What systems remember of people, such as the customers of the books; what is still needed is read anew in time.',
  journal: 'The journal: ids, codes and actors.',
  proofs: 'Ids of signed requests, by which none is taken twice.',
  pairings: 'Pairing codes, used or not: the hash of the secret, and the shop that was paired.',
};

const forDays = (days: number): string => (days === 0 ? 'for ever' : `${days} ${days === 1 ? 'day' : 'days'}`);

/** What no setting says is kept until its own time is over. */
function timeOf(what: Kept['what'], keep: Keep): string {
  switch (what) {
    case 'proofs':
      return 'until they expire';
    case 'pairings':
      return 'a day after they expire';
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
  async run(parts) {
    const counted = await countKept(parts.database.pool, retentionOf(parts));
    return done({
      retention: counted.map((one) => ({
        ...one,
        keep: timeOf(one.what, parts.config.keep),
        meaning: sayings[one.what],
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
    const counts = await forgetAll(retentionOf(parts));
    await forgetProofs(parts.database.pool);
    await forgetPairings(parts.database.pool);
    return done(counts);
  },
});

const forget = defineOperation({
  command: 'order forget',
  summary:
    "Erases what an order says, such as at its customer's request; numbers, amounts and documents stay. Refused while something is left to do.",
  method: 'post',
  path: '/v1/shops/{shop}/orders/{order}/forget',
  scope: 'orders:write',
  input: z.strictObject({ shop, order: orderId }),
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
    return forgotten.ok ? done({ order: given.order, ...forgotten.value }) : failure(409, forgotten.error);
  },
});

export const retentionOperations = [show, run, forget];
