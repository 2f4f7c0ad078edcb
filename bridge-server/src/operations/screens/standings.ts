import { orderStanding, standingDocument, standingsAnswer, standingsPerRequest } from '@kontor/shared/api/standings';
import { transferState } from '@kontor/shared/api/view';
import { z } from 'zod';
import { readDocuments, type OrderDocument } from '../../mirror/person/documents.ts';
import { listStandingOrders, readStandingOrders, type StandingOrder } from '../../orders/standings.ts';
import { isIdentifier } from '../../ids.ts';
import { afterInput, pageOf, sinceInput, untilInput } from '../cursor.ts';
import { momentOf } from '../format.ts';
import { connectionInput, defineOperation, success, limitInput, shopInput, type Parts } from '../operation.ts';
import { amountText } from '../format.ts';
import { tellingOf } from '../../mirror/transfer/telling.ts';
import type { Speaker } from '../../texts/say.ts';

const ids = z
  .string()
  .transform((text) => [
    ...new Set(
      text
        .split(',')
        .map((id) => id.trim())
        .filter((id) => id !== ''),
    ),
  ])
  .refine((all) => all.length <= standingsPerRequest, `At most ${standingsPerRequest} orders are asked for at once`)
  .refine((all) => all.every(isIdentifier), 'No order has such an id')
  .optional()
  .meta({
    description: `The shop's own ids of at most ${standingsPerRequest} orders, with commas between; the filters then do not count.`,
  });
const money = z.string().regex(/^\d{1,12}(\.\d{1,3})?$/, 'an amount is written as 1234.50');

export const orderStandings = defineOperation({
  command: 'order standings',
  summary:
    'How orders stand at every connection, and what may be said of each document: by ids or by filters, newest first.',
  method: 'get',
  path: '/v1/shops/{shop}/order-standings',
  scope: 'orders:read',
  input: z.strictObject({
    shop: shopInput,
    ids,
    state: transferState.optional().meta({ description: 'With a document in this state.' }),
    reason: z.string().min(1).optional().meta({ description: 'With a document of this reason, or group such as gap.' }),
    connection: connectionInput.optional(),
    system: z.string().min(1).optional().meta({ description: 'With a document at this system.' }),
    number: z.string().min(1).optional().meta({ description: "The order's number as people know it." }),
    since: sinceInput.meta({ description: 'Whose content came in or changed on or after this day or moment.' }),
    until: untilInput.meta({
      description: 'Whose content came in or changed up to and including this day, or before this moment.',
    }),
    least: money.optional().meta({ description: "That come to at least so much, in the order's own currency." }),
    most: money.optional().meta({ description: "That come to at most so much, in the order's own currency." }),
    after: afterInput(z.tuple([z.number().int(), z.string()])),
    limit: limitInput(50, standingsPerRequest),
  }),
  answer: standingsAnswer,
  table: { list: 'orders', columns: ['orderId', 'order', 'status', 'total', 'receivedAt', 'problem', 'documents'] },
  examples: ['kontor order standings --ids 1042,1038', 'kontor order standings --state blocked --reason gap.'],
  async run(
    parts,
    { shop: shopId, ids: asked, connection: connectionId, after: place, limit: most, ...given },
    _principal,
    speaker,
  ) {
    const { pool } = parts.database;
    if (asked !== undefined) {
      const found = await readStandingOrders(pool, shopId, asked);
      const byId = new Map(found.map((one) => [one.orderId, one]));
      const known = asked.flatMap((id) => byId.get(id) ?? []);
      return success({
        next: null,
        orders: await standingsOf(parts, shopId, known, speaker),
        unknown: asked.filter((id) => !byId.has(id)),
      });
    }
    const found = await listStandingOrders(pool, {
      shopId,
      limit: most + 1,
      ...given,
      connectionId,
      after: place,
    });
    const { shown, next: more } = pageOf(found, most, (last) => [last.receivedMicros, last.orderId]);
    return success({ next: more, orders: await standingsOf(parts, shopId, shown, speaker), unknown: [] });
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
    documents: (documents.get(order.orderId) ?? []).map((one) => documentOf(one, speaker)),
  }));
}

const documentOf = (one: OrderDocument, speaker: Speaker): z.input<typeof standingDocument> => ({
  transfer: one.id,
  connection: one.connectionId,
  system: one.system,
  kind: one.kind,
  reference: one.reference,
  about: { kind: one.aboutKind, reference: one.aboutReference },
  state: one.state,
  reason: one.reason,
  ...tellingOf(one, speaker),
  document: one.documentNumber,
  total: amountText(one.total, one.currency),
  targetTotal: amountText(one.targetTotal, one.currency),
  office: one.office,
  changedAt: momentOf(one.changedAt),
  verbs: one.verbs,
});
