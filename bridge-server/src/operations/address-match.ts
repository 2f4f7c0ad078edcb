import { orderAddressAnswer } from '@kontor/shared/api/addresses';
import { order as orderSchema } from '@kontor/shared/order';
import { z } from 'zod';
import { customerOfOrder } from '../addresses/customer-of-order.ts';
import type { ShopCustomer } from '../addresses/compare.ts';
import { judgeCandidates, type Candidate, type MatchOutcome } from '../addresses/judge.ts';
import { addressesReadAt, findCandidates } from '../addresses/view.ts';
import { note } from '../journal/note.ts';
import { listOrders, readContent } from '../orders/list.ts';
import { listConnections, type Connection } from '../shops/connection.ts';
import { reason, word } from '../texts/reason.ts';
import type { Speaker } from '../texts/say.ts';
import { connectionInput, defineOperation, failure, orderInput, shopInput, success, type Parts } from './operation.ts';
import { unknownOrder } from './orders.ts';

/** Who of the office's customers an order's customer is. It changes nothing, at the office or here. */
export const addressMatch = defineOperation({
  command: 'address match',
  summary: "Compares an order's customer with the addresses of the offices: whom they know, and by what.",
  method: 'get',
  path: '/v1/shops/{shop}/orders/{order}/address',
  scope: 'addresses:read',
  input: z.strictObject({ shop: shopInput, order: orderInput, connection: connectionInput.optional() }),
  answer: orderAddressAnswer,
  table: { list: 'offices', columns: ['connection', 'outcome', 'number', 'name', 'text'] },
  examples: ['kontor address match --order 1234'],
  async run(parts, { shop: shopId, order: orderId, connection: only }, { actor }, speaker) {
    const { pool, knex } = parts.database;
    const [order] = await listOrders(knex, { shopId, orderId, limit: 1 });
    if (!order) return unknownOrder(orderId);
    const readAt = await addressesReadAt(pool, shopId);
    const connections = (await listConnections(knex, shopId)).filter(
      ({ id }) => readAt.has(id) && (only === undefined || id === only),
    );
    if (connections.length === 0) return failure(409, reason('addresses.none_told'));
    const content = await readContent(pool, shopId, orderId);
    if (content === null) return failure(409, reason('order.no_content', { order: orderId }));
    const customerOf = customerFor(parts, content);
    const offices = [];
    for (const connection of connections) {
      const asOf = readAt.get(connection.id) ?? null;
      const customer = customerOf(connection);
      const judged =
        asOf === null
          ? { outcome: 'unread' as const, candidates: [] }
          : judgeCandidates(customer, await findCandidates(pool, { shopId, connectionId: connection.id }, customer));
      offices.push({ connection: connection.id, asOf, ...viewOf(judged, speaker) });
    }
    const shown = offices.reduce((sum, { candidates }) => sum + candidates.length, 0);
    const detail = { question: 'order', addresses: shown };
    await note(pool, { shopId, orderId, correlationId: null, actor, code: 'addresses.shown', detail });
    return success({ order: orderId, offices });
  },
});

/** The order's customer as a connection's settings let it be read. */
function customerFor({ mirror }: Parts, content: unknown): (connection: Connection) => ShopCustomer {
  const order = orderSchema.parse(content);
  return ({ system, settings }) =>
    customerOfOrder(order, mirror.systems(system)?.system.settings.safeParse(settings).data);
}

function viewOf(
  { outcome, candidates }: { outcome: MatchOutcome | 'unread'; candidates: readonly Candidate[] },
  speaker: Speaker,
) {
  const match = outcome === 'matched' ? candidates[0]?.address : undefined;
  return {
    outcome,
    text: speaker.word(word('addresses.outcome', { outcome })),
    number: match?.number ?? null,
    name: match?.name ?? null,
    candidates: candidates.map(({ address, verdict, rule, score, likenesses }) => ({
      address,
      verdict,
      rule,
      score,
      reasons: likenesses.map(({ trait, likeness }) => ({
        trait,
        likeness,
        text: speaker.word(word('addresses.likeness', { trait, likeness })),
      })),
    })),
  };
}
