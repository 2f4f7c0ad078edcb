import { z } from 'zod';
import { listTransfers } from '../mirror/transfer/list.ts';
import { telling, tellingOf } from '../mirror/transfer/telling.ts';
import { listOrders, readContent, type ListedOrder } from '../orders/list.ts';
import { contentRefusal, noteContentShown } from './content.ts';
import { afterInput, nextCursor, pageOf, sinceInput } from './cursor.ts';
import { defineOperation, success, failure, limitInput, orderInput, shopInput } from './operation.ts';
import { amountText } from './format.ts';
import { transferView, transferViewOf } from './transfers/view.ts';
import { reason } from '../texts/reason.ts';
import type { Speaker } from '../texts/say.ts';

/** An order without its content. */
const orderView = z.object({
  shop: z.string(),
  /** The shop's own id. */
  orderId: z.string(),
  /** Where it came from: the shop itself, or a connection's id. */
  source: z.string(),
  order: z.string(),
  status: z.string(),
  total: z.string().nullable(),
  revision: z.number().int(),
  gone: z.boolean(),
  receivedAt: z.date(),
  /**
   * Why its newest content cannot be read, by code; everything else here is from the last one that could be, or from
   * its head.
   */
  problem: z.string().nullable(),
  title: z.string().nullable(),
  cause: z.string().nullable(),
  remedy: z.string().nullable(),
  forgottenAt: z.date().nullable(),
});

const orderDetail = orderView.extend({
  generation: z.number().int(),
  contentGeneration: z.number().int(),
  correlationId: z.string(),
  transfers: z.array(transferView.extend(telling.shape)),
  content: z.unknown().optional(),
});

const orderOf = (order: ListedOrder, speaker: Speaker): z.input<typeof orderView> => ({
  shop: order.shopId,
  orderId: order.orderId,
  source: order.source,
  order: order.number,
  status: order.status,
  total: amountText(order.total, order.currency),
  revision: order.revision,
  gone: order.tombstone,
  receivedAt: order.receivedAt,
  problem: order.unread?.problem.code ?? null,
  ...problemOf(order, speaker),
  forgottenAt: order.forgottenAt,
});

function problemOf({ unread }: ListedOrder, speaker: Speaker) {
  const { title = null, cause = null, remedy = null } = unread ? speaker.told(unread.problem) : {};
  return { title, cause, remedy };
}

const filters = {
  number: z.string().min(1).optional().meta({ description: "The order's number as people know it." }),
  status: z.string().min(1).optional().meta({ description: "In one status of the shop's, such as processing." }),
  since: sinceInput.meta({
    description: 'Whose content came in on or after this day or moment, such as 2026-11-22 or 2026-11-22T08:00:00Z.',
  }),
  document: z
    .enum(['done', 'missing'])
    .optional()
    .meta({ description: 'done: whose own document is there; missing: those without, or not everywhere yet.' }),
  problem: z
    .enum(['any', 'none'])
    .optional()
    .meta({ description: 'any: whose newest content cannot be read; none: the others.' }),
  after: afterInput(z.tuple([z.number().int(), z.string(), z.string()])),
  limit: limitInput(50),
};
const list = defineOperation({
  command: 'orders',
  summary: "A shop's orders, those first whose content came in last; never their content.",
  method: 'get',
  path: '/v1/shops/{shop}/orders',
  scope: 'orders:read',
  input: z.strictObject({ shop: shopInput, ...filters }),
  answer: z.object({ next: nextCursor, orders: z.array(orderView) }),
  table: { list: 'orders', columns: ['orderId', 'order', 'status', 'total', 'revision', 'receivedAt', 'problem'] },
  examples: [
    'kontor orders --problem any',
    'kontor orders --document missing',
    'kontor orders --number 1234',
    'kontor orders --since 2026-11-22 --status processing',
  ],
  async run(
    { database },
    { shop: shopId, number, status, since: receivedSince, document, problem, after: place, limit: most },
    _principal,
    speaker,
  ) {
    const found = await listOrders(database.knex, {
      shopId,
      limit: most + 1,
      ...(number === undefined ? {} : { number }),
      ...(status === undefined ? {} : { status }),
      ...(receivedSince === undefined ? {} : { receivedSince }),
      ...(document === undefined ? {} : { document }),
      ...(problem === undefined ? {} : { problem }),
      ...(place === undefined ? {} : { after: place }),
    });
    const { shown, next: more } = pageOf(found, most, (last) => [last.receivedMicros, last.shopId, last.orderId]);
    return success({ next: more, orders: shown.map((one) => orderOf(one, speaker)) });
  },
});

const show = defineOperation({
  command: 'order show',
  summary: "One order with its transfers; its content, which holds people's data, only where that is asked for.",
  method: 'get',
  path: '/v1/shops/{shop}/orders/{order}',
  scope: 'orders:read',
  input: z.strictObject({
    shop: shopInput,
    order: orderInput,
    with: z
      .enum(['content'])
      .optional()
      .meta({ description: "content: all that is kept of it, people's data included; the journal notes who looked." }),
  }),
  positional: ['order'],
  answer: orderDetail,
  table: {
    list: 'transfers',
    columns: ['id', 'connection', 'kind', 'reference', 'state', 'reason', 'document', 'total', 'targetTotal', 'cause'],
  },
  examples: ['kontor order show --shop s… 1234', 'kontor order show --shop s… 1234 --with content --json'],
  async run({ database }, given, { actor, scopes }, speaker) {
    const [found] = await listOrders(database.knex, { shopId: given.shop, orderId: given.order, limit: 1 });
    if (!found) return unknownOrder(given.order);
    const refusal = contentRefusal(given.with, scopes);
    if (refusal) return refusal;
    const transfers = await listTransfers(database.knex, { shopId: given.shop, orderId: given.order, limit: 1000 });
    if (given.with) await noteContentShown(database.pool, given.shop, given.order, actor);
    return success({
      ...orderOf(found, speaker),
      generation: found.generation,
      contentGeneration: found.contentGeneration,
      correlationId: found.correlationId,
      ...(given.with ? { content: await readContent(database.knex, given.shop, given.order) } : {}),
      transfers: transfers.reverse().map((one) => ({ ...transferViewOf(one), ...tellingOf(one, speaker) })),
    });
  },
});

/** For an order that never came in. */
export const unknownOrder = (id: string) => failure(404, reason('order.unknown', { order: id }));

export const orderOperations = [list, show];
