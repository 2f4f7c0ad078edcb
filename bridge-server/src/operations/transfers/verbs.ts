import { z } from 'zod';
import { applyVerb } from '../../mirror/person/apply-verb.ts';
import type { PersonVerb } from '../../mirror/person/person.ts';
import { defineOperation, success, failure, shopInput, transferInput } from '../operation.ts';
import { findTransfer, unknownTransfer } from './find.ts';
import { verbDescriptions, type VerbDescription } from './verb-descriptions.ts';
import { transferStanding, transferStandingOf } from './view.ts';

/** One operation for each verb by which a person decides about a transfer. */
export const transferVerbs = (Object.entries(verbDescriptions) as [PersonVerb, VerbDescription][]).map(
  ([verb, { summary, examples }]) =>
    defineOperation({
      command: verb,
      summary,
      method: 'post',
      path: `/v1/shops/{shop}/transfers/{transfer}/${verb}`,
      scope: 'transfers:write',
      input: z.strictObject({ shop: shopInput, transfer: transferInput }),
      positional: ['transfer'],
      answer: transferStanding,
      examples,
      async run({ database, timing }, input, { actor }) {
        const transfer = await findTransfer({ database }, input);
        if (!transfer) return unknownTransfer(input.transfer);
        const result = await applyVerb(database, verb, transfer, timing, actor);
        return result.ok ? success(transferStandingOf(result.value)) : failure(409, result.error);
      },
    }),
);
