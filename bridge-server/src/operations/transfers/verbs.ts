import { z } from 'zod';
import { ask } from '../../mirror/person/ask.ts';
import type { PersonVerb } from '../../mirror/person/person.ts';
import { defineOperation, done, failure, shop, transfer } from '../operation.ts';
import { find, unknownTransfer } from './find.ts';
import { sayings, type Saying } from './sayings.ts';
import { standing, standingOf } from './view.ts';

/** What a person may say about a transfer, each a command of its own. */
export const transferVerbs = (Object.entries(sayings) as [PersonVerb, Saying][]).map(([verb, { summary, examples }]) =>
  defineOperation({
    command: verb,
    summary,
    method: 'post',
    path: `/v1/shops/{shop}/transfers/{transfer}/${verb}`,
    scope: 'transfers:write',
    input: z.strictObject({ shop, transfer }),
    positional: ['transfer'],
    answer: standing,
    examples,
    async run({ database, timing }, given, { actor }) {
      const found = await find({ database }, given);
      if (!found) return unknownTransfer(given.transfer);
      const asked = await ask(database, verb, found, timing, actor);
      return asked.ok ? done(standingOf(asked.value)) : failure(409, asked.error);
    },
  }),
);
