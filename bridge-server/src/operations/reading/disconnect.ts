import { z } from 'zod';
import { endAccess } from '../../orders/pull/readings.ts';
import { reason } from '../../texts/reason.ts';
import { defineOperation, failure, shopInput, success } from '../operation.ts';

export const shopDisconnect = defineOperation({
  command: 'shop disconnect',
  summary:
    'Ends the reading of a shop by its REST API and erases its key. The orders, documents and settings of the shop stay.',
  method: 'post',
  path: '/v1/shops/{shop}/disconnect',
  scope: 'shops:write',
  input: z.strictObject({ shop: shopInput }),
  answer: z.object({ shop: z.string() }),
  hint: "Delete the bridge's webhooks in the shop, if it has any: WooCommerce → Settings → Advanced → Webhooks.",
  examples: ['kontor shop disconnect --shop s…'],
  async run({ database }, { shop }) {
    const isEnded = await endAccess(database.pool, shop);
    return isEnded ? success({ shop }) : failure(409, reason('shop.not_connected', { shop }));
  },
});
