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
  summary: 'Shows what would be sent for an order now, without sending it.',
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
      .meta({ description: 'yes: as if a person had said that the order is to be sent regardless of the rules.' }),
    with: z.enum(['content']).optional().meta({
      description: "content: also the exact data, including people's data; the journal records who looked.",
    }),
  }),
  positional: ['order'],
  answer: z.object({
    kind: z.enum(['plan', 'gaps', 'nothing']),
    revision: z.number().int(),
    total: amount.optional(),
    vat: z.array(vatView).optional(),
    plan: z.unknown().optional().meta({ description: 'Like firstStep, only when the content is requested.' }),
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
  async run(
    { database, mirror },
    { shop: shopId, order: orderId, connection: connectionId, insisted, with: extra },
    { actor, scopes },
    speaker,
  ) {
    const refusal = contentRefusal(extra, scopes);
    if (refusal) return refusal;
    const connections = await listConnections(database.knex, shopId);
    const [chosen, another] = connections.filter(({ id }) => connectionId === undefined || id === connectionId);
    if (!chosen || another) return failure(422, reason('connection.unclear', { count: connections.length }));
    const result = await preview(mirror, {
      shopId,
      connectionId: chosen.id,
      orderId,
      insisted: insisted === 'yes',
    });
    switch (result?.kind) {
      case 'gaps':
        return success({ ...result, gaps: result.gaps.map((gap) => gapOf(gap, speaker)) });
      case 'nothing':
        return success({
          ...result,
          ...tellingOf(
            { reason: result.reason, detail: { ...(result.why ? { why: result.why } : {}) }, unread: null },
            speaker,
          ),
        });
      case 'plan': {
        const { kind, revision, currency, total, vat, described: document, plan, firstStep } = result;
        if (extra) await noteContentShown(database.pool, shopId, orderId, actor);
        return success({
          kind,
          revision,
          ...(extra ? { plan, firstStep } : {}),
          ...describedOf(document, currency, speaker),
          total: amountText(total, currency),
          vat: foreseenVat(vat, currency, speaker),
        });
      }
    }
    return failure(404, reason('order.unknown:or_system', { order: orderId }));
  },
});
