import { z } from 'zod';
import { applyVerb } from '../../mirror/person/apply-verb.ts';
import type { PersonVerb } from '../../mirror/person/person.ts';
import { defineOperation, success, failure, shopInput, transferInput } from '../operation.ts';
import { findTransfer, unknownTransfer } from './find.ts';
import { verbDescriptions, type VerbDescription } from './verb-descriptions.ts';
import { transferStanding, transferStandingOf } from './view.ts';

/** What a person may say about a transfer, each a command of its own. */
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
      async run({ database, timing }, given, { actor }) {
        const found = await findTransfer({ database }, given);
        if (!found) return unknownTransfer(given.transfer);
        const asked = await applyVerb(database, verb, found, timing, actor);
        return asked.ok ? success(transferStandingOf(asked.value)) : failure(409, asked.error);
      },
    }),
);
