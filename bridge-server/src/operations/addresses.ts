import { addressesAnswer } from '@kontor/shared/api/addresses';
import { z } from 'zod';
import { readAddresses } from '../addresses/view.ts';
import { note } from '../journal/note.ts';
import { collectingOperations } from './collecting.ts';
import { afterInput, pageOf, sinceInput } from './cursor.ts';
import { connectionInput, defineOperation, flagInput, limitInput, shopInput, success } from './operation.ts';

/** The most numbers or e-mail addresses of one question. */
const mostWanted = 100;
const wanted = z.string().trim().min(1).max(255);
const severalWanted = z.union([wanted.transform((one) => [one]), z.array(wanted).max(mostWanted)]).default([]);

const view = defineOperation({
  command: 'addresses',
  summary: "Shows what the shop's offices know of its customers: names, numbers and addresses.",
  method: 'get',
  path: '/v1/shops/{shop}/views/addresses',
  scope: 'addresses:read',
  input: z.strictObject({
    shop: shopInput,
    number: severalWanted.meta({
      description: `Only addresses with exactly this customer number; it may be given up to ${mostWanted} times.`,
    }),
    email: severalWanted.meta({
      description: `Only addresses with this e-mail address; it may be given up to ${mostWanted} times.`,
    }),
    search: z.string().trim().min(2).max(100).optional().meta({
      description: 'Only addresses with words that begin like these: names, number, e-mail, postcode, city.',
    }),
    since: sinceInput.meta({
      description: 'Only addresses that changed on or after this day or time, such as 2026-11-22T08:00:00Z.',
    }),
    connection: connectionInput.optional(),
    gone: flagInput('true: also addresses that the office has taken out of use, or does not have any more.'),
    after: afterInput(z.tuple([z.string(), z.string(), z.string()])),
    limit: limitInput(100, 500),
  }),
  answer: addressesAnswer,
  table: {
    list: 'addresses',
    columns: ['number', 'name', 'emails', 'asOf', 'connection'],
    empty: 'No office of the shop knows such an address.',
  },
  examples: [
    'kontor addresses --number 10001',
    'kontor addresses --email kari@example.com',
    'kontor addresses --search "nordmann oslo"',
  ],
  async run({ database: { pool } }, input, { actor }) {
    const { shop: shopId, number: numbers, email: emails, search, since, connection, gone, after, limit } = input;
    const addresses = await readAddresses(pool, {
      shopId,
      numbers,
      emails,
      search: search ?? null,
      connectionId: connection ?? null,
      changedSince: since ?? null,
      gone,
      after: after ?? null,
      limit: limit + 1,
    });
    const { page, next } = pageOf(addresses, limit, ({ number, connection: of, id }) => [number, of, id]);
    await note(pool, {
      shopId,
      orderId: null,
      correlationId: null,
      actor,
      code: 'addresses.shown',
      detail: { question: questionOf(input), addresses: page.length },
    });
    return success({ next, addresses: page });
  },
});

/** Which questions were asked, without what they asked for. */
function questionOf(input: {
  number: readonly string[];
  email: readonly string[];
  search?: string | undefined;
  since?: Date | undefined;
}) {
  const asked = {
    number: input.number.length > 0,
    email: input.email.length > 0,
    search: input.search !== undefined,
    since: input.since !== undefined,
  };
  const names = Object.entries(asked).flatMap(([name, isAsked]) => (isAsked ? [name] : []));
  return names.length === 0 ? 'all' : names.join(', ');
}

export const addressOperations = [view, ...collectingOperations('addresses')];
