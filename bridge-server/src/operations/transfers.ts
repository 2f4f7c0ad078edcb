import { z } from 'zod';
import { readExchanges } from '../journal/exchanges.ts';
import { readJournal } from '../journal/read.ts';
import { answer, answersTo } from '../mirror/person/answer.ts';
import { ask } from '../mirror/person/ask.ts';
import { sayFound } from '../mirror/person/found.ts';
import { listTransfers, type ListedTransfer } from '../mirror/transfer/list.ts';
import type { PersonVerb } from '../mirror/person/person.ts';
import { preview } from '../mirror/person/preview.ts';
import { states } from '../mirror/transfer/states.ts';
import type { Transfer } from '../mirror/transfer/transfer.ts';
import { listConnections } from '../shops/connection.ts';
import { gap } from '../systems/contract.ts';
import { bulk } from './bulk.ts';
import { after, next, pageOf } from './cursor.ts';
import { exchangeOf, exchangeView } from './exchange-view.ts';
import { journalLine } from './journal.ts';
import { connection, defineOperation, done, failure, limit, orderId, shop, transfer, type Parts } from './operation.ts';
import { sayings, type Saying } from './sayings.ts';
import { filters, queryOf } from './transfer-filters.ts';
import { answerable, detailOf, transferDetail, transferView, viewOf } from './transfer-view.ts';

const listInput = z.strictObject({ ...filters, after: after(z.tuple([z.number()])), limit: limit(50) });
/** Where a transfer stands after what was said of it. */
const standing = z.object({ transfer: z.number().int(), state: z.enum(states), reason: z.string() });
const standingOf = ({ id, state, reason }: Pick<Transfer, 'id' | 'state' | 'reason'>): z.input<typeof standing> => ({
  transfer: id,
  state,
  reason,
});

const list = defineOperation({
  command: 'transfers',
  summary: 'Documents on their way, newest first.',
  method: 'get',
  path: '/v1/transfers',
  callers: ['operator'],
  input: listInput,
  answer: z.object({ next, transfers: z.array(transferView) }),
  table: {
    list: 'transfers',
    columns: ['id', 'shop', 'order', 'kind', 'state', 'reason', 'document', 'total', 'targetTotal', 'changedAt'],
  },
  examples: ['kontor transfers --state blocked', 'kontor transfers --reason gap. --shop s…'],
  async run({ database }, given) {
    const found = await listTransfers(database.knex, {
      ...queryOf(given),
      limit: given.limit + 1,
      ...(given.after ? { beforeId: given.after[0] } : {}),
    });
    const { shown, next: more } = pageOf(found, given.limit, ({ id }) => [id]);
    return done({ next: more, transfers: shown.map(viewOf) });
  },
});

const show = defineOperation({
  command: 'show',
  summary: "One transfer with its reason, every step, and what was sent and answered, without people's data.",
  method: 'get',
  path: '/v1/transfers/{transfer}',
  callers: ['operator'],
  input: z.strictObject({ transfer }),
  positional: ['transfer'],
  answer: transferDetail.extend({
    exchanges: z.array(exchangeView),
    steps: z.array(journalLine.pick({ at: true, actor: true, code: true, detail: true })),
  }),
  table: { list: 'steps', columns: ['at', 'actor', 'code', 'detail'] },
  examples: ['kontor show 17'],
  async run({ database }, given) {
    const found = await find({ database }, given.transfer);
    if (!found) return unknownTransfer(given.transfer);
    const steps = await readJournal(database.knex, { transferId: found.id, limit: 500 });
    const exchanges = await readExchanges(database.knex, found.shopId, found.id);
    return done({
      ...detailOf(found),
      exchanges: exchanges.map(exchangeOf),
      steps: steps.map(({ at, actor, code, detail }) => ({ at, actor, code, detail })),
    });
  },
});

const previewed = defineOperation({
  command: 'preview',
  summary: 'What would be sent for an order now; writes nothing.',
  method: 'get',
  path: '/v1/shops/{shop}/orders/{order}/preview',
  callers: ['operator', 'shop'],
  input: z.strictObject({ shop, order: orderId, connection: connection.optional() }),
  positional: ['order'],
  answer: z.object({
    kind: z.enum(['plan', 'gaps', 'nothing']),
    revision: z.number().int(),
    plan: z.unknown().optional(),
    firstStep: z.unknown().optional(),
    gaps: z.array(gap).optional(),
    reason: z.string().optional(),
    cause: z.string().nullish(),
  }),
  examples: ['kontor preview --shop s… 1234'],
  async run({ database, mirror }, given) {
    const connections = await listConnections(database.knex, given.shop);
    const [chosen, another] = connections.filter(({ id }) => given.connection === undefined || id === given.connection);
    if (!chosen || another) {
      return failure(422, {
        code: 'connection.unclear',
        cause: `The shop has ${connections.length} connections.`,
        remedy: 'Name one as connection; list them with: kontor connection list.',
      });
    }
    const seen = await preview(mirror, { shopId: given.shop, connectionId: chosen.id, orderId: given.order });
    if (seen?.kind === 'gaps') return done({ ...seen, gaps: [...seen.gaps] });
    if (seen) return done(seen);
    return failure(404, {
      code: 'order.unknown',
      cause: `The bridge does not know order ${given.order} of this shop, or its system is not set up.`,
      remedy: 'Save the order in the shop, so that it is sent to the bridge.',
    });
  },
});

const verbs = (Object.entries(sayings) as [PersonVerb, Saying][]).map(([verb, { summary, examples }]) =>
  defineOperation({
    command: verb,
    summary,
    method: 'post',
    path: `/v1/transfers/{transfer}/${verb}`,
    callers: ['operator'],
    input: z.strictObject({ transfer }),
    positional: ['transfer'],
    answer: standing,
    examples,
    async run({ database, timing }, given, by) {
      const found = await find({ database }, given.transfer);
      if (!found) return unknownTransfer(given.transfer);
      const asked = await ask(database, verb, found, timing, by);
      return asked.ok ? done(standingOf(asked.value)) : failure(409, asked.error);
    },
  }),
);

const found = defineOperation({
  command: 'found',
  summary: 'Says which document at the target is the one in doubt, by its number; the system is asked for it.',
  method: 'post',
  path: '/v1/transfers/{transfer}/found',
  callers: ['operator'],
  input: z.strictObject({
    transfer,
    number: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .meta({ description: "The document's number at the target, as people read it there." }),
  }),
  positional: ['transfer', 'number'],
  answer: standing.extend({ document: z.string().nullable() }),
  examples: ['kontor found 17 10023'],
  async run({ database, mirror }, given, by) {
    const one = await find({ database }, given.transfer);
    if (!one) return unknownTransfer(given.transfer);
    const said = await sayFound(mirror, one, given.number, by);
    return said.ok
      ? done({ ...standingOf(said.value), document: said.value.documentNumber })
      : { ok: false, error: said.error };
  },
});

const answering = defineOperation({
  command: 'answer',
  summary:
    'Answers what a blocked transfer asks, for all orders that ask the same; without a value it tells what may be answered.',
  method: 'post',
  path: '/v1/transfers/{transfer}/answer',
  callers: ['operator'],
  input: z.strictObject({
    transfer,
    value: z.string().min(1).optional().meta({ description: 'The answer.' }),
    question: z.string().min(1).optional().meta({ description: 'Which question, where the transfer asks several.' }),
  }),
  positional: ['transfer', 'value'],
  answer: z.object({
    transfer: z.number().int(),
    state: z.enum(states),
    reason: z.string(),
    answers: z.array(answerable),
  }),
  table: { list: 'answers', columns: ['value', 'label', 'question', 'code'] },
  examples: ['kontor answer 17', 'kontor answer 17 new'],
  async run({ database, timing }, { transfer: id, value, question }, by) {
    const found = await find({ database }, id);
    if (!found) return unknownTransfer(id);
    if (value === undefined)
      return done({ transfer: id, state: found.state, reason: found.reason, answers: answersTo(found) });
    const answered = await answer(
      database,
      found,
      { value, ...(question === undefined ? {} : { question }) },
      timing,
      by,
    );
    return answered.ok
      ? done({
          transfer: id,
          state: answered.value.state,
          reason: answered.value.reason,
          answers: answersTo(answered.value),
        })
      : failure(409, answered.error);
  },
});

async function find({ database }: Pick<Parts, 'database'>, transferId: number): Promise<ListedTransfer | null> {
  const [found] = await listTransfers(database.knex, { transferId, limit: 1 });
  return found ?? null;
}

const unknownTransfer = (id: number) =>
  failure(404, {
    code: 'transfer.unknown',
    cause: `There is no transfer ${id}.`,
    remedy: 'List them with: kontor transfers.',
  });

export const transferOperations = [list, show, previewed, answering, bulk, found, ...verbs];
