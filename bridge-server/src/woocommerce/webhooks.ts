import { listIn } from '@kontor/shared/woocommerce/limits';
import { z } from 'zod';
import { reason } from '../texts/reason.ts';
import type { ShopClient } from './client.ts';
import { restPageSize } from './orders.ts';
import { otherShape, type ShopFailure, type ShopReply } from './reply.ts';

/**
 * What WooCommerce tells by webhook. `order.updated` also comes for a new refund. `order.deleted` comes when an order goes to
 * the trash. No webhook tells of an order or refund that is deleted for good.
 */
export const webhookTopics = ['order.created', 'order.updated', 'order.deleted', 'order.restored'] as const;
export type WebhookTopic = (typeof webhookTopics)[number];

/** `active`: was active already. `created` and `enabled`: is active from now on. */
export type SetUpState = 'active' | 'created' | 'enabled';

/** The webhooks of the shop after they were set up. */
export interface SetUpWebhooks {
  kind: 'webhooks';
  webhooks: { topic: WebhookTopic; state: SetUpState }[];
}

/** What every webhook of the bridge has. `isInShop`: the webhooks that are in the shop have the secret already. */
export interface WebhookSettings {
  deliveryUrl: string;
  secret: string;
  isInShop: boolean;
}

/** A webhook as `GET webhooks` lists it. Its secret is never shown. */
const listedWebhook = z.object({
  id: z.int().positive(),
  status: z.string(),
  topic: z.string(),
  delivery_url: z.string(),
});
type ListedWebhook = z.infer<typeof listedWebhook>;

/** The most pages of webhooks that are read. A shop that ignores the page would answer for ever. */
const mostPages = 20;

/**
 * Sets up one webhook for each topic: creates those that are missing, and enables those that are not active. WooCommerce
 * disables a webhook after some failed deliveries in a row. Writes only if something is to be changed, so a key with the
 * right to read is enough while all is well.
 */
export async function setUpWebhooks(
  client: ShopClient,
  { deliveryUrl, secret, isInShop }: WebhookSettings,
): Promise<SetUpWebhooks | ShopFailure> {
  const listed = await listWebhooks(client);
  if ('kind' in listed) return listed;
  const own = listed.filter((webhook) => webhook.delivery_url === deliveryUrl);
  const webhooks: SetUpWebhooks['webhooks'] = [];
  for (const topic of webhookTopics) {
    const ofTopic = own.filter((webhook) => webhook.topic === topic);
    const present = ofTopic.find(({ status }) => status === 'active') ?? ofTopic[0];
    const isActive = present?.status === 'active';
    if (isActive && isInShop) {
      webhooks.push({ topic, state: 'active' });
      continue;
    }
    const written = present
      ? await client.write('PUT', `webhooks/${present.id}`, { status: 'active', secret })
      : await client.write('POST', 'webhooks', {
          name: `Kontor: ${topic}`,
          topic,
          delivery_url: deliveryUrl,
          secret,
          status: 'active',
        });
    const failure = writeFailure(written);
    if (failure) return failure;
    webhooks.push({ topic, state: isActive ? 'active' : present ? 'enabled' : 'created' });
  }
  return { kind: 'webhooks', webhooks };
}

/** Why nothing was written; null if it was. */
function writeFailure(reply: ShopReply): ShopFailure | null {
  if (reply.kind === 'value') return null;
  if (reply.kind === 'absent') return otherShape('webhooks');
  const isKeyRefused = reply.code === 'shop_read.wrong_key' || reply.code === 'shop_read.no_right';
  return isKeyRefused ? { kind: 'failed', ...reason('shop_read.no_right_to_write') } : reply;
}

async function listWebhooks(client: ShopClient): Promise<ListedWebhook[] | ShopFailure> {
  const webhooks: ListedWebhook[] = [];
  for (let page = 1; page <= mostPages; page++) {
    const reply = await client.get('webhooks', { per_page: restPageSize, page });
    if (reply.kind === 'failed') return reply;
    const entries = z.array(listedWebhook).safeParse(reply.kind === 'value' ? listIn(reply.value) : null);
    if (!entries.success) return otherShape('webhooks');
    webhooks.push(...entries.data);
    if (entries.data.length < restPageSize) break;
  }
  return webhooks;
}
