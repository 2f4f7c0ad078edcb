import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { prepare } from '../../mirror/delivery/prepare.ts';
import { connection, defineOperation, done, failure, shop } from '../operation.ts';
import { withSystem } from './find.ts';

export const connectionProducts = defineOperation({
  command: 'connection create-products',
  summary: 'Creates the products of the settings that the system lacks; may be repeated.',
  method: 'post',
  path: '/v1/shops/{shop}/connections/{connection}/create-products',
  scope: 'connections:write',
  input: z.strictObject({ shop, connection }),
  positional: ['connection'],
  answer: z.object({ products: z.array(z.object({ what: z.string(), done: z.boolean(), cause: z.string() })) }),
  table: { list: 'products', columns: ['what', 'done', 'cause'] },
  run: (parts, given) =>
    withSystem(parts, given, async (connected) => {
      const prepared = await prepare(parts.mirror, connected, randomUUID());
      if (!prepared)
        return failure(422, {
          code: 'system.no_products',
          cause: `${connected.system.label} has no products to create.`,
          remedy: 'Nothing needs to be done.',
        });
      if (prepared.kind === 'prepared') return done({ products: prepared.all });
      return failure(502, {
        code: prepared.code,
        cause: prepared.cause,
        remedy: `Find out more with: kontor connection check --shop ${given.shop} ${given.connection}`,
      });
    }),
});
