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
import { problemText as explanation } from '@kontor/shared/problem';

const input = z.strictObject({
  verb: z
    .enum(Object.keys(verbDescriptions) as [PersonVerb, ...PersonVerb[]])
    .meta({ description: `The command to apply to each transfer: ${Object.keys(verbDescriptions).join(', ')}.` }),
  ...transferFilters,
  after: afterInput(z.tuple([z.number().int()])),
  limit: limitInput(200),
});

/** A transfer that the command does not fit, and why. */
const refusedView = z.object({ transfer: z.number().int(), order: z.string(), ...explanation.shape });

/**
 * Applies one verb to many transfers, page by page. So the caller can show the progress, and continue after an
 * interruption.
 */
export const transferBulk = defineOperation({
  command: 'bulk',
  summary:
    'Applies one command to every transfer that the filters find, oldest first, and lists those that it does not fit.',
  method: 'post',
  path: '/v1/shops/{shop}/transfers/bulk/{verb}',
  scope: 'transfers:write',
  input,
  positional: ['verb'],
  answer: z.object({
    found: z.number().int().meta({ description: 'How many transfers are on this page.' }),
    done: z.number().int(),
    remaining: z.number().int().meta({ description: 'How many transfers follow after this page.' }),
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
  async run({ database, timing }, { verb, after, ...filters }, { actor }, speaker) {
    if (filters.state === undefined && filters.reason === undefined) return failure(422, reason('bulk.too_wide'));
    const { page, remaining } = await pageOfTransfers(database.knex, {
      ...transferQueryOf(filters),
      ...(after ? { after: after[0] } : {}),
    });
    const refused: z.input<typeof refusedView>[] = [];
    for (const transfer of page) {
      const refusal = filters.reason === undefined ? onlyByReason(verb, transfer) : null;
      const result = refusal
        ? { ok: false as const, error: refusal }
        : await applyVerb(database, verb, transfer, timing, actor);
      if (!result.ok)
        refused.push({ transfer: transfer.id, order: transfer.orderNumber, ...speaker.told(result.error) });
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

/**
 * Refuses to send a transfer that a person closed, unless the filters name that reason. Without this, sending
 * everything that is closed would also send what somebody booked by hand or did not want.
 */
function onlyByReason(verb: PersonVerb, { reason: closedBy }: ListedTransfer): Reason | null {
  if (verb !== 'send' || !(closedBy === 'elsewhere' || closedBy === 'cancelled.by_person')) return null;
  return reason('bulk.by_reason_only', { reason: closedBy });
}
