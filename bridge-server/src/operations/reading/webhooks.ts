import { problemText } from '@kontor/shared/problem';
import { z } from 'zod';
import { clientOf } from '../../orders/pull/pull.ts';
import { deliveryUrlOf, noteSetUp, webhookSecret, webhookState } from '../../orders/webhook/webhooks.ts';
import type { ShopId } from '../../ids.ts';
import { reason } from '../../texts/reason.ts';
import { reasonOf, type Speaker } from '../../texts/say.ts';
import { setUpWebhooks, webhookTopics } from '../../woocommerce/webhooks.ts';
import { consumerKeyInput, consumerSecretInput } from './connect.ts';
import { defineOperation, failure, flagInput, shopInput, success, type Parts } from '../operation.ts';
import { pullingOf } from './opening.ts';

/** Whether the shop reaches the bridge; null if it has not tried yet. */
const reached = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), ...problemText.shape }),
]);

export const shopWebhooks = defineOperation({
  command: 'shop webhooks',
  summary: "Sets up WooCommerce's webhooks in a shop, so that the bridge reads an order as soon as it changes.",
  method: 'post',
  path: '/v1/shops/{shop}/webhooks',
  scope: 'shops:write',
  input: z.strictObject({
    shop: shopInput,
    consumerKey: consumerKeyInput.optional().meta({
      description: 'A REST key with the right to write, if the key of the bridge may only read. It is not kept.',
    }),
    consumerSecret: consumerSecretInput.optional().meta({ description: 'The consumer secret of that key.' }),
    byHand: flagInput('Only show what a person enters in WooCommerce (Settings → Advanced → Webhooks).'),
  }),
  answer: z.object({
    deliveryUrl: z.string(),
    /** Only for webhooks that a person sets up. */
    secret: z.string().nullable(),
    webhooks: z.array(
      z.object({
        topic: z.enum(webhookTopics),
        /** `to_add`: a person adds the webhook. */
        state: z.enum(['active', 'created', 'enabled', 'to_add']),
      }),
    ),
    reached: reached.nullable(),
  }),
  table: { list: 'webhooks', columns: ['topic', 'state'] },
  copied: ['secret'],
  hint: [
    'You add each webhook with the state to_add yourself, in the shop:',
    'WooCommerce → Settings → Advanced → Webhooks, with the status Active,',
    'the delivery URL and the secret above, and WP REST API Integration v3.',
  ].join('\n'),
  examples: [
    'kontor shop webhooks --shop s…',
    'kontor shop webhooks --shop s… --consumer-key ck_… --consumer-secret cs_…',
    'kontor shop webhooks --shop s… --by-hand',
  ],
  async run(parts, { shop: shopId, consumerKey, consumerSecret, byHand }, _principal, speaker) {
    const deliveryUrl = deliveryUrlOf(parts.config.publicUrl, shopId);
    const { database, sealer } = parts;
    if (byHand) {
      const { secret } = await webhookSecret(database.knex, sealer, shopId);
      const webhooks = webhookTopics.map((topic) => ({ topic, state: 'to_add' as const }));
      return success({ deliveryUrl, secret, webhooks, reached: null });
    }
    const opened = await pullingOf(parts, shopId);
    if (!opened.ok) return opened;
    const { shop } = opened.value;
    const access = { ...shop.access, ...(consumerKey && consumerSecret ? { consumerKey, consumerSecret } : {}) };
    const webhook = await webhookSecret(database.knex, sealer, shopId);
    const client = clientOf(opened.value.parts, { ...shop, access });
    const setUp = await setUpWebhooks(client, { deliveryUrl, ...webhook });
    if (setUp.kind === 'failed') return failure(502, reasonOf(setUp));
    await noteSetUp(database.pool, shopId);
    return success({
      deliveryUrl,
      secret: null,
      webhooks: setUp.webhooks,
      reached: await reachedOf(parts, shopId, speaker),
    });
  },
});

/** WooCommerce pings a webhook while it is created, so it is known afterwards whether the shop reaches the bridge. */
async function reachedOf(parts: Parts, shopId: ShopId, speaker: Speaker): Promise<z.input<typeof reached>> {
  const state = await webhookState(parts.database.pool, shopId);
  return state?.pingedAt || state?.deliveredAt
    ? { ok: true }
    : {
        ok: false,
        ...speaker.told(reason('webhook.not_reached', { url: deliveryUrlOf(parts.config.publicUrl, shopId) })),
      };
}
