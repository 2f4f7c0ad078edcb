import { described } from '@kontor/shared/api/described';
import { z } from 'zod';
import { preview } from '../../mirror/person/preview.ts';
import { listConnections } from '../../shops/connection.ts';
import { contentRefusal, noteContentShown } from '../content.ts';
import { amount } from '@kontor/shared/api/view';
import { amountText } from '../format.ts';
import { describedOf } from './described-view.ts';
import { foreseenVat, vatTable, vatView } from './vat-view.ts';
import { connectionInput, defineOperation, success, failure, orderInput, shopInput } from '../operation.ts';
import { reason } from '../../texts/reason.ts';
import { telling, tellingOf } from '../../mirror/transfer/telling.ts';
import { gapOf, gapView } from './gap-view.ts';

export const orderPreview = defineOperation({
  command: 'preview',
  summary: 'What would be sent for an order now, without sending it.',
  method: 'get',
  path: '/v1/shops/{shop}/orders/{order}/preview',
  asksSystem: true,
  scope: 'orders:read',
  input: z.strictObject({
    shop: shopInput,
    order: orderInput,
    connection: connectionInput.optional(),
    insisted: z
      .enum(['yes'])
      .optional()
      .meta({ description: 'yes: as if a person had said that it is to be sent, whatever the rules say.' }),
    with: z.enum(['content']).optional().meta({
      description: "content: word for word what would be sent, people's data included; the journal notes who looked.",
    }),
  }),
  positional: ['order'],
  answer: z.object({
    kind: z.enum(['plan', 'gaps', 'nothing']),
    revision: z.number().int(),
    total: amount.optional(),
    vat: z.array(vatView).optional(),
    plan: z.unknown().optional().meta({ description: 'As firstStep, only where the content is asked for.' }),
    ...described.partial().shape,
    firstStep: z.unknown().optional(),
    gaps: z.array(gapView).optional(),
    reason: z.string().optional(),
    ...telling.partial().shape,
  }),
  table: [
    { list: 'lines', columns: ['description', 'quantity', 'unitPrice', 'product', 'rate', 'net', 'vat', 'total'] },
    vatTable,
  ],
  examples: ['kontor preview --shop s… 1234', 'kontor preview --shop s… 1234 --with content --json'],
  async run({ database, mirror }, given, { actor, scopes }, speaker) {
    const refusal = contentRefusal(given.with, scopes);
    if (refusal) return refusal;
    const connections = await listConnections(database.knex, given.shop);
    const [chosen, another] = connections.filter(({ id }) => given.connection === undefined || id === given.connection);
    if (!chosen || another) return failure(422, reason('connection.unclear', { count: connections.length }));
    const seen = await preview(mirror, {
      shopId: given.shop,
      connectionId: chosen.id,
      orderId: given.order,
      insisted: given.insisted === 'yes',
    });
    switch (seen?.kind) {
      case 'gaps':
        return success({ ...seen, gaps: seen.gaps.map((gap) => gapOf(gap, speaker)) });
      case 'nothing':
        return success({
          ...seen,
          ...tellingOf(
            { reason: seen.reason, detail: { ...(seen.why ? { why: seen.why } : {}) }, unread: null },
            speaker,
          ),
        });
      case 'plan': {
        const { kind, revision, currency, total, vat, described: said, plan, firstStep } = seen;
        if (given.with) await noteContentShown(database.pool, given.shop, given.order, actor);
        return success({
          kind,
          revision,
          ...(given.with ? { plan, firstStep } : {}),
          ...describedOf(said, currency, speaker),
          total: amountText(total, currency),
          vat: foreseenVat(vat, currency, speaker),
        });
      }
    }
    return failure(404, reason('order.unknown:or_system', { order: given.order }));
  },
});
