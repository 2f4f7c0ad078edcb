import { z } from 'zod';
import { readExchanges } from '../journal/exchanges.ts';
import { readJournal } from '../journal/read.ts';
import { answer, answersTo } from '../mirror/answer.ts';
import { ask, type PersonVerb } from '../mirror/ask.ts';
import { listTransfers, type ListedTransfer } from '../mirror/list.ts';
import { preview } from '../mirror/preview.ts';
import { states } from '../mirror/states.ts';
import { listConnections } from '../shops/connection.ts';
import { gap } from '../systems/contract.ts';
import { after, next, pageOf } from './cursor.ts';
import { journalLine } from './journal.ts';
import { connection, defineOperation, done, failure, limit, orderId, shop, transfer, type Parts } from './operation.ts';
import { exchangeOf, exchangeView } from './exchange-view.ts';
import { answerable, detailOf, transferDetail, transferView, viewOf } from './transfer-view.ts';

const filters = {
  shop: shop.optional(), connection: connection.optional(), order: orderId.optional(),
  number: z.string().min(1).optional().meta({ description: 'The order\'s number as people know it.' }),
  state: z.enum(states).optional().meta({ description: 'In one state.' }),
  reason: z.string().min(1).optional().meta({ description: 'With one reason, or a group such as gap.' }),
};

const listInput = z.strictObject({ ...filters, after: after(z.tuple([z.number()])), limit: limit(50) });
const list = defineOperation({
  command: 'transfers', summary: 'Documents on their way, newest first.', method: 'get', path: '/v1/transfers', callers: ['operator'],
  input: listInput,
  answer: z.object({ next, transfers: z.array(transferView) }),
  table: { list: 'transfers', columns: ['id', 'shop', 'order', 'kind', 'state', 'reason', 'document', 'total', 'targetTotal', 'changedAt'] },
  examples: ['kontor transfers --state blocked', 'kontor transfers --reason gap. --shop s…'],
  async run({ database }, given) {
    const found = await listTransfers(database.knex, { ...queryOf(given), limit: given.limit + 1, ...(given.after ? { beforeId: given.after[0] } : {}) });
    const { shown, next: more } = pageOf(found, given.limit, ({ id }) => [id]);
    return done({ next: more, transfers: shown.map(viewOf) });
  },
});

const show = defineOperation({
  command: 'show', summary: 'One transfer with its reason, every step, and what was sent and answered, without people\'s data.', method: 'get', path: '/v1/transfers/{transfer}', callers: ['operator'],
  input: z.strictObject({ transfer }), positional: ['transfer'],
  answer: transferDetail.extend({ exchanges: z.array(exchangeView), steps: z.array(journalLine.pick({ at: true, actor: true, code: true, detail: true })) }),
  table: { list: 'steps', columns: ['at', 'actor', 'code', 'detail'] },
  examples: ['kontor show 17'],
  async run({ database }, given) {
    const found = await find({ database }, given.transfer);
    if (!found) return unknownTransfer(given.transfer);
    const steps = await readJournal(database.knex, { transferId: found.id, limit: 500 });
    const exchanges = await readExchanges(database.knex, found.shopId, found.id);
    return done({ ...detailOf(found), exchanges: exchanges.map(exchangeOf), steps: steps.map(({ at, actor, code, detail }) => ({ at, actor, code, detail })) });
  },
});

const previewed = defineOperation({
  command: 'preview', summary: 'What would be sent for an order now; writes nothing.', method: 'get', path: '/v1/shops/{shop}/orders/{order}/preview', callers: ['operator', 'shop'],
  input: z.strictObject({ shop, order: orderId, connection: connection.optional() }), positional: ['order'],
  answer: z.object({
    kind: z.enum(['plan', 'gaps', 'nothing']), revision: z.number().int(), plan: z.unknown().optional(), firstStep: z.unknown().optional(),
    gaps: z.array(gap).optional(), reason: z.string().optional(), cause: z.string().nullish(),
  }),
  examples: ['kontor preview --shop s… 1234'],
  async run({ database, mirror }, given) {
    const connections = await listConnections(database.knex, given.shop);
    const [chosen, another] = connections.filter(({ id }) => given.connection === undefined || id === given.connection);
    if (!chosen || another) {
      return failure(422, { code: 'connection.unclear', cause: `The shop has ${connections.length} connections.`, remedy: 'Name one as connection; list them with: kontor connection list.' });
    }
    const seen = await preview(mirror, { shopId: given.shop, connectionId: chosen.id, orderId: given.order });
    if (seen?.kind === 'gaps') return done({ ...seen, gaps: [...seen.gaps] });
    if (seen) return done(seen);
    return failure(404, { code: 'order.unknown', cause: `The bridge does not know order ${given.order} of this shop, or its system is not set up.`, remedy: 'Save the order in the shop, so that it is sent to the bridge.' });
  },
});

const sayings: Readonly<Record<PersonVerb, string>> = {
  retry: 'Tries a waiting or blocked transfer again; what is in doubt is asked about first.',
  elsewhere: 'Closes a transfer that somebody has dealt with outside of Kontor.',
  absent: 'Says that a document in doubt is not at the target, so that it may be sent.',
  accept: 'Accepts that a document\'s total differs from its order\'s.',
};

const verbs = (Object.entries(sayings) as [PersonVerb, string][]).map(([verb, summary]) => defineOperation({
  command: verb, summary, method: 'post', path: `/v1/transfers/{transfer}/${verb}`, callers: ['operator'],
  input: z.strictObject({ transfer }), positional: ['transfer'],
  answer: z.object({ transfer: z.number().int(), state: z.enum(states), reason: z.string() }),
  async run({ database, timing }, given, by) {
    const found = await find({ database }, given.transfer);
    if (!found) return unknownTransfer(given.transfer);
    const asked = await ask(database, verb, found, timing, by);
    return asked.ok ? done({ transfer: found.id, state: asked.value.state, reason: asked.value.reason }) : failure(409, asked.error);
  },
}));

const bulkInput = z.strictObject({ verb: z.enum(Object.keys(sayings) as [PersonVerb, ...PersonVerb[]]).meta({ description: 'What is said of each.' }), ...filters, limit: limit(1000, 10_000) });
const bulk = defineOperation({
  command: 'bulk', summary: 'Says the same of every transfer that the filters find, oldest first; those that it makes no sense for are named.',
  method: 'post', path: '/v1/transfers/bulk/{verb}', callers: ['operator'], input: bulkInput, positional: ['verb'],
  answer: z.object({ found: z.number().int(), done: z.number().int(), refused: z.array(z.object({ transfer: z.number().int(), order: z.string(), code: z.string(), cause: z.string() })) }),
  table: { list: 'refused', columns: ['transfer', 'order', 'code', 'cause'] },
  examples: ['kontor bulk retry --state blocked --reason gap.rate_unmapped', 'kontor bulk elsewhere --shop s… --reason gap.by_hand'],
  async run({ database, timing }, { verb, ...given }, by) {
    if (given.state === undefined && given.reason === undefined) {
      return failure(422, { code: 'bulk.too_wide', cause: 'Neither a state nor a reason is named, so that every transfer would be meant.', remedy: 'Name a state, a reason, or both.' });
    }
    const found = (await listTransfers(database.knex, queryOf(given))).reverse();
    const refused: { transfer: number; order: string; code: string; cause: string }[] = [];
    for (const one of found) {
      const asked = await ask(database, verb, one, timing, by);
      if (!asked.ok) refused.push({ transfer: one.id, order: one.orderNumber, code: asked.error.code, cause: asked.error.cause });
    }
    return done({ found: found.length, done: found.length - refused.length, refused });
  },
});

const answering = defineOperation({
  command: 'answer', summary: 'Answers what a blocked transfer asks, for all orders that ask the same; without a value it tells what may be answered.',
  method: 'post', path: '/v1/transfers/{transfer}/answer', callers: ['operator'],
  input: z.strictObject({
    transfer, value: z.string().min(1).optional().meta({ description: 'The answer.' }),
    question: z.string().min(1).optional().meta({ description: 'Which question, where the transfer asks several.' }),
  }),
  positional: ['transfer', 'value'],
  answer: z.object({ transfer: z.number().int(), state: z.enum(states), reason: z.string(), answers: z.array(answerable) }),
  table: { list: 'answers', columns: ['value', 'label', 'question', 'code'] },
  examples: ['kontor answer 17', 'kontor answer 17 new'],
  async run({ database, timing }, { transfer: id, value, question }, by) {
    const found = await find({ database }, id);
    if (!found) return unknownTransfer(id);
    if (value === undefined) return done({ transfer: id, state: found.state, reason: found.reason, answers: answersTo(found) });
    const answered = await answer(database, found, { value, ...(question === undefined ? {} : { question }) }, timing, by);
    return answered.ok ? done({ transfer: id, state: answered.value.state, reason: answered.value.reason, answers: answersTo(answered.value) }) : failure(409, answered.error);
  },
});

function queryOf({ shop: shopId, connection: connectionId, order, number, state, reason, limit: most }: z.output<typeof listInput>): Parameters<typeof listTransfers>[1] {
  return {
    limit: most,
    ...(shopId === undefined ? {} : { shopId }), ...(connectionId === undefined ? {} : { connectionId }), ...(order === undefined ? {} : { orderId: order }),
    ...(number === undefined ? {} : { orderNumber: number }), ...(state === undefined ? {} : { state }), ...(reason === undefined ? {} : { reason }),
  };
}

async function find({ database }: Pick<Parts, 'database'>, transferId: number): Promise<ListedTransfer | null> {
  const [found] = await listTransfers(database.knex, { transferId, limit: 1 });
  return found ?? null;
}

const unknownTransfer = (id: number) => failure(404, { code: 'transfer.unknown', cause: `There is no transfer ${id}.`, remedy: 'List them with: kontor transfers.' });

export const transferOperations = [list, show, previewed, answering, bulk, ...verbs];
