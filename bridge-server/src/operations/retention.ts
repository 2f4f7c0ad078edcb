import { z } from 'zod';
import type { Keep } from '../config.ts';
import { forgetOrder } from '../mirror/maintenance/forget.ts';
import { forgetPairings, forgetProofs } from '../mirror/maintenance/janitor.ts';
import { countKept, forgetAll, retentionOf, type Kept } from '../mirror/maintenance/retention.ts';
import { defineOperation, success, failure, orderInput, shopInput } from './operation.ts';
import { unknownOrder } from './orders.ts';
import { forgetUnnamedFiles } from '../shops/files/store.ts';
import type { Word } from '@kontor/shared/problem';
import { word } from '../texts/reason.ts';

const forDays = (days: number): Word => (days === 0 ? word('keep.for_ever') : word('keep.days', { days }));

/** How long this kind of data is kept: until it expires, or as many days as the settings say. */
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
  summary: 'Shows how long each kind of data is kept, and how much of it is due to be erased.',
  method: 'get',
  path: '/v1/retention',
  scope: 'bridge:read',
  input: z.strictObject({}),
  answer: z.object({ retention: z.array(kept) }),
  table: { list: 'retention', columns: ['what', 'keep', 'kept', 'due', 'oldest', 'meaning'] },
  hint: [
    'The times are set by KONTOR_KEEP_ORDERS, KONTOR_KEEP_FILES, KONTOR_KEEP_EXCHANGES, KONTOR_KEEP_PEOPLE and KONTOR_KEEP_JOURNAL.',
    'Workers erase by themselves what is due.',
  ].join(' '),
  async run(parts, _input, _principal, speaker) {
    const counted = await countKept(parts.database.longPool, retentionOf(parts));
    return success({
      retention: counted.map((row) => ({
        ...row,
        keep: speaker.word(timeOf(row.what, parts.config.keep)),
        meaning: speaker.word(word(`kept.${row.what}`)),
      })),
    });
  },
});

const run = defineOperation({
  command: 'retention run',
  summary: 'Erases now everything that is due.',
  method: 'post',
  path: '/v1/retention/run',
  scope: 'bridge:write',
  input: z.strictObject({}),
  answer: z.object({
    orders: z.number().int(),
    files: z.number().int(),
    exchanges: z.number().int(),
    people: z.number().int(),
    journal: z.number().int(),
  }),
  async run(parts) {
    const counts = await forgetAll({ ...retentionOf(parts), pool: parts.database.longPool });
    await forgetProofs(parts.database.longPool);
    await forgetPairings(parts.database.longPool);
    await forgetUnnamedFiles(parts.database.longPool);
    return success(counts);
  },
});

const forget = defineOperation({
  command: 'order forget',
  summary: [
    "Erases the content of an order, for example at the customer's request. Numbers, amounts and documents stay.",
    'Refused while a transfer of the order is not finished.',
  ].join(' '),
  method: 'post',
  path: '/v1/shops/{shop}/orders/{order}/forget',
  scope: 'orders:write',
  input: z.strictObject({ shop: shopInput, order: orderInput }),
  positional: ['order'],
  answer: z.object({ order: z.string(), plans: z.number().int(), exchanges: z.number().int() }),
  hint: "Data in the office's own system stays there. If the order changes in the shop, its content comes back.",
  examples: ['kontor order forget --shop s… 1234'],
  async run({ database, systems }, { shop: shopId, order: orderId }, { actor }) {
    const erasure = await forgetOrder(database.pool, { shopId, orderId }, (key) => systems(key)?.system ?? null, actor);
    if (!erasure) return unknownOrder(orderId);
    return erasure.ok ? success({ order: orderId, ...erasure.value }) : failure(409, erasure.error);
  },
});

export const retentionOperations = [show, run, forget];
