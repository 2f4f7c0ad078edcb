import { problemText } from '@kontor/shared/problem';
import { z } from 'zod';
import { overlapSeconds } from '../../orders/pull/pull.ts';
import { saveAccess } from '../../orders/pull/readings.ts';
import { tryAccess } from '../../orders/pull/try-access.ts';
import { deliveryUrlOf, noteSetUp, webhookSecret } from '../../orders/webhook/webhooks.ts';
import { findShop } from '../../shops/shop.ts';
import { reason } from '../../texts/reason.ts';
import { reasonOf } from '../../texts/say.ts';
import { secondOf, shifted } from '../../woocommerce/orders.ts';
import { webhookTopics } from '../../woocommerce/webhooks.ts';
import { defineOperation, failure, shopInput, success } from '../operation.ts';
import { consumerKeyInput, consumerSecretInput, isSameAddress } from './connect.ts';

/**
 * The plugin gives the bridge a REST key after pairing. The bridge keeps the key only if it can read an order with it, and
 * then names the webhooks that the plugin is to set up. Without the key, the bridge could not read what a webhook tells of.
 */
export const shopAccess = defineOperation({
  command: 'shop access',
  summary: 'Gives the bridge a REST key, by which it reads the shop that signs the request.',
  method: 'post',
  path: '/v1/shops/{shop}/access',
  scope: 'shops:grant',
  input: z.strictObject({
    shop: shopInput,
    url: z.url({ protocol: /^https?$/ }).meta({ description: "The shop's address, such as https://shop.example." }),
    consumerKey: consumerKeyInput.meta({ description: 'The consumer key, with the right to read.' }),
    consumerSecret: consumerSecretInput.meta({ description: 'The consumer secret of that key.' }),
  }),
  answer: z.object({
    reading: z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true) }),
      z.object({ ok: z.literal(false), ...problemText.shape }),
    ]),
    /** The webhooks to set up, with the secret that signs them; null if the bridge cannot read the shop. */
    webhooks: z
      .object({ deliveryUrl: z.string(), secret: z.string(), topics: z.array(z.enum(webhookTopics)) })
      .nullable(),
  }),
  async run(parts, { shop: shopId, url, consumerKey, consumerSecret }, _principal, speaker) {
    const { database, sealer, mirror } = parts;
    const shop = await findShop(database.knex, shopId);
    if (!shop) return failure(404, reason('shop.unknown:id', { shop: shopId }));
    if (!isSameAddress(shop, url))
      return failure(409, reason('shop.at_another_address', { shop: shopId, url: shop.provedUrl ?? shop.url }));
    const trial = await tryAccess(mirror.egress, { url, consumerKey, consumerSecret });
    if ('kind' in trial)
      return success({ reading: { ok: false as const, ...speaker.told(reasonOf(trial)) }, webhooks: null });
    // A person chooses which orders from before the pairing are sent, so the first reading must not overlap with that time.
    const readUntil = shifted(secondOf(new Date()), overlapSeconds);
    await saveAccess(database.knex, sealer, { shopId, access: trial.access, readUntil });
    const { secret } = await webhookSecret(database.knex, sealer, shopId);
    await noteSetUp(database.pool, shopId);
    const webhooks = { deliveryUrl: deliveryUrlOf(parts.config.publicUrl, shopId), secret, topics: [...webhookTopics] };
    return success({ reading: { ok: true as const }, webhooks });
  },
});
