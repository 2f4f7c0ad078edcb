import { randomUUID } from 'node:crypto';
import { productsAnswer } from '@kontor/shared/api/products';
import { z } from 'zod';
import { prepare } from '../../mirror/delivery/prepare.ts';
import { connectionInput, defineOperation, success, failure, shopInput, flagInput } from '../operation.ts';
import { withSystem } from './find.ts';
import { reason } from '../../texts/reason.ts';

export const connectionProducts = defineOperation({
  command: 'connection create-products',
  summary: 'Creates the products that the settings name and the system does not have yet. It is safe to repeat.',
  method: 'post',
  path: '/v1/shops/{shop}/connections/{connection}/create-products',
  scope: 'connections:write',
  input: z.strictObject({
    shop: shopInput,
    connection: connectionInput,
    preview: flagInput('true: creates nothing, and shows what would be created.'),
  }),
  positional: ['connection'],
  answer: productsAnswer,
  table: { list: 'products', columns: ['what', 'state', 'cause', 'remedy'] },
  run: (parts, input, _principal, speaker) =>
    withSystem(parts, input, async (connected) => {
      const prepared = await prepare(parts.mirror, connected, {
        correlationId: randomUUID(),
        preview: input.preview,
      });
      if (!prepared) return failure(422, reason('system.no_products', { target: connected.system.label }));
      if (prepared.kind === 'failed') return failure(502, prepared.why);
      return success({
        products: prepared.all.map(({ what, state, why }) => {
          const { cause, remedy } = speaker.of(connected.system.texts).told(why);
          return { what, state, cause, remedy: remedy ?? '' };
        }),
      });
    }),
});
