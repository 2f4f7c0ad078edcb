import { orderStanding, standingDocument, standingsAnswer, standingsPerRequest } from '@kontor/shared/api/standings';
import { transferState } from '@kontor/shared/api/view';
import { z } from 'zod';
import { readDocuments, type OrderDocument } from '../../mirror/person/documents.ts';
import { listStandingOrders, readStandingOrders, type StandingOrder } from '../../orders/standings.ts';
import { isIdentifier } from '../../ids.ts';
import { afterInput, pageOf, sinceInput, untilInput } from '../cursor.ts';
import { momentOf } from '../format.ts';
import {
  connectionInput,
  defineOperation,
  success,
  limitInput,
  orderNumberInput,
  shopInput,
  type Parts,
} from '../operation.ts';
import { amountText } from '../format.ts';
import { tellingOf } from '../../mirror/transfer/telling.ts';
import type { Speaker } from '../../texts/say.ts';

const idsInput = z
  .string()
  .transform((text) => [
    ...new Set(
      text
        .split(',')
        .map((id) => id.trim())
        .filter((id) => id !== ''),
    ),
  ])
  .refine((ids) => ids.length <= standingsPerRequest, `At most ${standingsPerRequest} orders are asked for at once`)
  .refine((ids) => ids.every(isIdentifier), 'No order has such an id')
  .optional()
  .meta({
    description: `The ids of up to ${standingsPerRequest} orders, separated by commas. They replace the filters.`,
  });
const moneyInput = z.string().regex(/^\d{1,12}(\.\d{1,3})?$/, 'an amount is written as 1234.50');

export const orderStandings = defineOperation({
  command: 'order standings',
  summary:
    'Shows orders, chosen by ids or filters, with their documents at every connection and the commands that fit each.',
  method: 'get',
  path: '/v1/shops/{shop}/order-standings',
  scope: 'orders:read',
  input: z.strictObject({
    shop: shopInput,
    ids: idsInput,
    state: transferState.optional().meta({ description: 'Only orders with a document in this state.' }),
    reason: z.string().min(1).optional().meta({
      description: 'Only orders with a document whose reason begins with this, such as gap or gap.rate_unmapped.',
    }),
    connection: connectionInput.optional(),
    system: z.string().min(1).optional().meta({ description: 'Only orders with a document at this system.' }),
    number: orderNumberInput.optional(),
    since: sinceInput.meta({ description: 'Only orders received or changed on or after this day or time.' }),
    until: untilInput.meta({
      description: 'Only orders received or changed up to the end of this day, or before this time.',
    }),
    least: moneyInput.optional().meta({ description: 'Only orders with at least this total, in their own currency.' }),
    most: moneyInput.optional().meta({ description: 'Only orders with at most this total, in their own currency.' }),
    after: afterInput(z.tuple([z.number().int(), z.string()])),
    limit: limitInput(50, standingsPerRequest),
  }),
  answer: standingsAnswer,
  table: { list: 'orders', columns: ['orderId', 'order', 'status', 'total', 'receivedAt', 'problem', 'documents'] },
  examples: ['kontor order standings --ids 1042,1038', 'kontor order standings --state blocked --reason gap.'],
  async run(parts, { shop: shopId, ids, connection: connectionId, after, limit, ...filters }, _principal, speaker) {
    const { pool } = parts.database;
    if (ids !== undefined) {
      const orders = await readStandingOrders(pool, shopId, ids);
      const byId = new Map(orders.map((order) => [order.orderId, order]));
      const inOrderOfIds = ids.flatMap((id) => byId.get(id) ?? []);
      return success({
        next: null,
        orders: await standingsOf(parts, shopId, inOrderOfIds, speaker),
        unknown: ids.filter((id) => !byId.has(id)),
      });
    }
    const orders = await listStandingOrders(pool, { shopId, limit: limit + 1, ...filters, connectionId, after });
    const { page, next } = pageOf(orders, limit, (last) => [last.receivedMicros, last.orderId]);
    return success({ next, orders: await standingsOf(parts, shopId, page, speaker), unknown: [] });
  },
});

async function standingsOf(
  { database, systems }: Parts,
  shopId: string,
  orders: readonly StandingOrder[],
  speaker: Speaker,
): Promise<z.input<typeof orderStanding>[]> {
  if (orders.length === 0) return [];
  const documents = await readDocuments(
    database.pool,
    systems,
    shopId,
    orders.map(({ orderId }) => orderId),
  );
  return orders.map((order) => ({
    orderId: order.orderId,
    order: order.number,
    status: order.status,
    total: amountText(order.total, order.currency),
    receivedAt: momentOf(order.receivedAt),
    known: true,
    problem: order.unread ? speaker.told(order.unread.problem) : null,
    documents: (documents.get(order.orderId) ?? []).map((document) => documentOf(document, speaker)),
  }));
}

const documentOf = (document: OrderDocument, speaker: Speaker): z.input<typeof standingDocument> => ({
  transfer: document.id,
  connection: document.connectionId,
  system: document.system,
  kind: document.kind,
  reference: document.reference,
  about: { kind: document.aboutKind, reference: document.aboutReference },
  state: document.state,
  reason: document.reason,
  ...tellingOf(document, speaker),
  document: document.documentNumber,
  total: amountText(document.total, document.currency),
  targetTotal: amountText(document.targetTotal, document.currency),
  office: document.office,
  changedAt: momentOf(document.changedAt),
  verbs: document.verbs,
});
