import { z } from 'zod';
import { listTransfers } from '../mirror/transfer/list.ts';
import { telling, tellingOf } from '../mirror/transfer/telling.ts';
import { listOrders, readContent, type ListedOrder } from '../orders/list.ts';
import { contentRefusal, noteContentShown } from './content.ts';
import { afterInput, nextCursor, pageOf, sinceInput } from './cursor.ts';
import { defineOperation, success, failure, limitInput, orderInput, orderNumberInput, shopInput } from './operation.ts';
import { amountText } from './format.ts';
import { transferView, transferViewOf } from './transfers/view.ts';
import { reason } from '../texts/reason.ts';
import type { Speaker } from '../texts/say.ts';

/** An order without its content. */
const orderView = z.object({
  shop: z.string(),
  /** The order's id in the shop. */
  orderId: z.string(),
  /** Where the order came from: the shop itself, or a connection's id. */
  source: z.string(),
  order: z.string(),
  status: z.string(),
  total: z.string().nullable(),
  revision: z.number().int(),
  gone: z.boolean(),
  receivedAt: z.date(),
  /**
   * The code of why the newest content cannot be read. The other fields are then from the last readable content or from
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
  number: orderNumberInput.optional(),
  status: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'Only orders with this status in the shop, such as processing.' }),
  since: sinceInput.meta({
    description: 'Only orders received on or after this day or time, such as 2026-11-22 or 2026-11-22T08:00:00Z.',
  }),
  document: z.enum(['done', 'missing']).optional().meta({
    description: 'done: only orders whose document is made at every connection that wants it; missing: the others.',
  }),
  problem: z
    .enum(['any', 'none'])
    .optional()
    .meta({ description: 'any: only orders whose newest content cannot be read; none: the others.' }),
  after: afterInput(z.tuple([z.number().int(), z.string(), z.string()])),
  limit: limitInput(50),
};
const list = defineOperation({
  command: 'orders',
  summary: "Lists a shop's orders without their content, the one received last first.",
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
    { shop: shopId, number, status, since: receivedSince, document, problem, after, limit },
    _principal,
    speaker,
  ) {
    const orders = await listOrders(database.knex, {
      shopId,
      limit: limit + 1,
      ...(number === undefined ? {} : { number }),
      ...(status === undefined ? {} : { status }),
      ...(receivedSince === undefined ? {} : { receivedSince }),
      ...(document === undefined ? {} : { document }),
      ...(problem === undefined ? {} : { problem }),
      ...(after === undefined ? {} : { after }),
    });
    const { page, next } = pageOf(orders, limit, (last) => [last.receivedMicros, last.shopId, last.orderId]);
    return success({ next, orders: page.map((order) => orderOf(order, speaker)) });
  },
});

const show = defineOperation({
  command: 'order show',
  summary: "Shows one order with its transfers. Its content, which includes people's data, is shown only on request.",
  method: 'get',
  path: '/v1/shops/{shop}/orders/{order}',
  scope: 'orders:read',
  input: z.strictObject({
    shop: shopInput,
    order: orderInput,
    with: z.enum(['content']).optional().meta({
      description: "content: also the stored content, including people's data; the journal records who looked.",
    }),
  }),
  positional: ['order'],
  answer: orderDetail,
  table: {
    list: 'transfers',
    columns: ['id', 'connection', 'kind', 'reference', 'state', 'reason', 'document', 'total', 'targetTotal', 'cause'],
  },
  examples: ['kontor order show --shop s… 1234', 'kontor order show --shop s… 1234 --with content --json'],
  async run({ database }, { shop: shopId, order: orderId, with: extra }, { actor, scopes }, speaker) {
    const [order] = await listOrders(database.knex, { shopId, orderId, limit: 1 });
    if (!order) return unknownOrder(orderId);
    const refusal = contentRefusal(extra, scopes);
    if (refusal) return refusal;
    const newestFirst = await listTransfers(database.knex, { shopId, orderId, limit: 1000 });
    if (extra) await noteContentShown(database.pool, shopId, orderId, actor);
    return success({
      ...orderOf(order, speaker),
      generation: order.generation,
      contentGeneration: order.contentGeneration,
      correlationId: order.correlationId,
      ...(extra ? { content: await readContent(database.pool, shopId, orderId) } : {}),
      transfers: newestFirst
        .reverse()
        .map((transfer) => ({ ...transferViewOf(transfer), ...tellingOf(transfer, speaker) })),
    });
  },
});

/** The refusal for an order that the bridge never received. */
export const unknownOrder = (id: string) => failure(404, reason('order.unknown', { order: id }));

export const orderOperations = [list, show];
