import type { Reason } from '@kontor/shared/problem';
import { z } from 'zod';
import { applyVerb } from '../../mirror/person/apply-verb.ts';
import { pageOfTransfers, type ListedTransfer } from '../../mirror/transfer/list.ts';
import type { PersonVerb } from '../../mirror/person/person.ts';
import { afterInput, nextCursor, cursorOf } from '../cursor.ts';
import { defineOperation, success, failure, limitInput } from '../operation.ts';
import { verbDescriptions } from './verb-descriptions.ts';
import { transferFilters, transferQueryOf } from './filters.ts';
import { reason } from '../../texts/reason.ts';
import { told as said } from '@kontor/shared/problem';

const input = z.strictObject({
  verb: z
    .enum(Object.keys(verbDescriptions) as [PersonVerb, ...PersonVerb[]])
    .meta({ description: 'What is said of each.' }),
  ...transferFilters,
  after: afterInput(z.tuple([z.number().int()])),
  limit: limitInput(200),
});

/** One that it makes no sense for, and why. */
const refusedView = z.object({ transfer: z.number().int(), order: z.string(), ...said.shape });

/** Says one thing of many transfers, a page at a time: whoever asks can show how far it is, and go on after a break. */
export const transferBulk = defineOperation({
  command: 'bulk',
  summary:
    'Says the same of every transfer that the filters find, oldest first, a page at a time; those that it makes no sense for are named.',
  method: 'post',
  path: '/v1/shops/{shop}/transfers/bulk/{verb}',
  scope: 'transfers:write',
  input,
  positional: ['verb'],
  answer: z.object({
    found: z.number().int().meta({ description: 'How many the page has.' }),
    done: z.number().int(),
    remaining: z.number().int().meta({ description: 'How many more there are behind the page.' }),
    next: nextCursor,
    refused: z.array(refusedView),
  }),
  table: { list: 'refused', columns: ['transfer', 'order', 'code', 'cause', 'remedy'] },
  pages: true,
  examples: [
    'kontor bulk retry --state blocked --reason gap.rate_unmapped',
    'kontor bulk elsewhere --shop s… --reason gap.invoiced_already',
    'kontor bulk send --shop s… --reason rule.before_active',
    'kontor bulk replay --connection c… --state done',
  ],
  async run({ database, timing }, { verb, after: behind, ...given }, { actor }, speaker) {
    if (given.state === undefined && given.reason === undefined) return failure(422, reason('bulk.too_wide'));
    const { page, remaining } = await pageOfTransfers(database.knex, {
      ...transferQueryOf(given),
      ...(behind ? { after: behind[0] } : {}),
    });
    const refused: z.input<typeof refusedView>[] = [];
    for (const one of page) {
      const reserved = given.reason === undefined ? onlyByReason(verb, one) : null;
      const asked = reserved
        ? { ok: false as const, error: reserved }
        : await applyVerb(database, verb, one, timing, actor);
      if (!asked.ok) refused.push({ transfer: one.id, order: one.orderNumber, ...speaker.told(asked.error) });
    }
    return success({
      found: page.length,
      done: page.length - refused.length,
      remaining,
      next: remaining === 0 ? null : cursorOf([page.at(-1)?.id]),
      refused,
    });
  },
});

/** What somebody has booked by hand, or did not want, is not sent because everything that is closed was meant. */
function onlyByReason(verb: PersonVerb, { reason: why }: ListedTransfer): Reason | null {
  if (verb !== 'send' || !(why === 'elsewhere' || why === 'cancelled.by_person')) return null;
  return reason('bulk.by_reason_only', { reason: why });
}
