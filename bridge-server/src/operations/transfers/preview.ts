import { described } from '@kontor/shared/api/described';
import { z } from 'zod';
import { preview } from '../../mirror/person/preview.ts';
import { listConnections } from '../../shops/connection.ts';
import { gap } from '../../systems/contract.ts';
import { amount, amountOf } from './amount.ts';
import { describedOf } from './described-view.ts';
import { foreseenVat, vatTable, vatView } from './vat-view.ts';
import { connection, defineOperation, done, failure, orderId, shop } from '../operation.ts';

export const orderPreview = defineOperation({
  command: 'preview',
  summary: 'What would be sent for an order now; writes nothing.',
  method: 'get',
  path: '/v1/shops/{shop}/orders/{order}/preview',
  scope: 'orders:read',
  input: z.strictObject({
    shop,
    order: orderId,
    connection: connection.optional(),
    insisted: z
      .enum(['yes'])
      .optional()
      .meta({ description: 'yes: as if a person had said that it is to be sent, whatever the rules say.' }),
  }),
  positional: ['order'],
  answer: z.object({
    kind: z.enum(['plan', 'gaps', 'nothing']),
    revision: z.number().int(),
    total: amount.optional(),
    vat: z.array(vatView).optional(),
    plan: z.unknown().optional(),
    ...described.partial().shape,
    firstStep: z.unknown().optional(),
    gaps: z.array(gap).optional(),
    reason: z.string().optional(),
    cause: z.string().nullish(),
  }),
  table: [
    { list: 'lines', columns: ['description', 'quantity', 'unitPrice', 'product', 'rate', 'net', 'vat', 'total'] },
    vatTable,
  ],
  examples: ['kontor preview --shop s… 1234', 'kontor preview --shop s… 1234 --insisted yes'],
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
    const seen = await preview(mirror, {
      shopId: given.shop,
      connectionId: chosen.id,
      orderId: given.order,
      insisted: given.insisted === 'yes',
    });
    switch (seen?.kind) {
      case 'gaps':
        return done({ ...seen, gaps: [...seen.gaps] });
      case 'nothing':
        return done(seen);
      case 'plan': {
        const { currency, total, vat, described: said, ...rest } = seen;
        return done({
          ...rest,
          ...describedOf(said, currency),
          total: amountOf(total, currency),
          vat: foreseenVat(vat, currency),
        });
      }
    }
    return failure(404, {
      code: 'order.unknown',
      cause: `The bridge does not know order ${given.order} of this shop, or its system is not set up.`,
      remedy: 'Save the order in the shop, so that it is sent to the bridge.',
    });
  },
});
