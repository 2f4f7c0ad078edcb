import { z } from 'zod';
import { preview } from '../../mirror/person/preview.ts';
import { listConnections } from '../../shops/connection.ts';
import { amount, amountOf } from './amount.ts';
import { foreseenVat, vatTable, vatView } from './vat-view.ts';
import { connection, defineOperation, done, failure, orderId, shop } from '../operation.ts';
import { reason } from '../../texts/reason.ts';
import { telling, tellingOf } from '../../mirror/transfer/telling.ts';
import { gapOf, gapView } from './gap-view.ts';

export const orderPreview = defineOperation({
  command: 'preview',
  summary: 'What would be sent for an order now; writes nothing.',
  method: 'get',
  path: '/v1/shops/{shop}/orders/{order}/preview',
  scope: 'orders:read',
  input: z.strictObject({ shop, order: orderId, connection: connection.optional() }),
  positional: ['order'],
  answer: z.object({
    kind: z.enum(['plan', 'gaps', 'nothing']),
    revision: z.number().int(),
    total: amount.optional(),
    vat: z.array(vatView).optional(),
    plan: z.unknown().optional(),
    firstStep: z.unknown().optional(),
    gaps: z.array(gapView).optional(),
    reason: z.string().optional(),
    ...telling.partial().shape,
  }),
  table: vatTable,
  examples: ['kontor preview --shop s… 1234'],
  async run({ database, mirror }, given, _principal, speaker) {
    const connections = await listConnections(database.knex, given.shop);
    const [chosen, another] = connections.filter(({ id }) => given.connection === undefined || id === given.connection);
    if (!chosen || another) return failure(422, reason('connection.unclear', { count: connections.length }));
    const seen = await preview(mirror, { shopId: given.shop, connectionId: chosen.id, orderId: given.order });
    switch (seen?.kind) {
      case 'gaps':
        return done({ ...seen, gaps: seen.gaps.map((gap) => gapOf(gap, speaker)) });
      case 'nothing':
        return done({
          ...seen,
          ...tellingOf(
            { reason: seen.reason, detail: { ...(seen.why ? { why: seen.why } : {}) }, unread: null },
            speaker,
          ),
        });
      case 'plan': {
        const { currency, total, vat, ...rest } = seen;
        return done({ ...rest, total: amountOf(total, currency), vat: foreseenVat(vat, currency, speaker) });
      }
    }
    return failure(404, reason('order.unknown:or_system', { order: given.order }));
  },
});
