import { createHash, createHmac } from 'node:crypto';
import { z } from 'zod';
import { writeJson } from '../kit/json.ts';
import type { Answer } from '../kit/answer.ts';
import { wordpressError } from './refusal.ts';
import type { World } from './world.ts';

/** A webhook of the shop. */
export interface Webhook {
  readonly id: number;
  name: string;
  status: 'active' | 'paused' | 'disabled';
  topic: string;
  delivery_url: string;
  secret: string;
  failures: number;
}

/** What the shop sends to a webhook's address. */
export interface WebhookDelivery {
  readonly webhook: number;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** After so many failures in a row WooCommerce disables a webhook (class-wc-webhook.php, get_max_delivery_failures). */
const mostFailures = 6;
/** WooCommerce gives up a delivery after a minute (class-wc-webhook.php, deliver). */
const deliveryTimeoutMs = 60_000;

const written = z.object({
  name: z.string(),
  status: z.enum(['active', 'paused', 'disabled']),
  topic: z.string(),
  delivery_url: z.string(),
  secret: z.string(),
});

/** A webhook as the REST API shows it: without its secret. */
export const shownWebhook = ({ id, name, status, topic, delivery_url }: Webhook) => ({
  id,
  name,
  status,
  topic,
  resource: topic.split('.')[0] ?? '',
  event: topic.split('.')[1] ?? '',
  hooks: [],
  delivery_url,
});

/** Creates a webhook, and pings its address, as WooCommerce does before it answers. */
export async function createWebhook(world: World, body: string): Promise<Answer> {
  const defaults = { name: '', status: 'active', topic: '', delivery_url: '', secret: '' };
  const fields = written.parse({ ...defaults, ...(JSON.parse(body) as object) });
  if (fields.topic === '')
    return wordpressError(400, 'woocommerce_rest_webhook_invalid_topic', 'Webhook topic is required.');
  if (fields.delivery_url === '')
    return wordpressError(400, 'woocommerce_rest_webhook_invalid_delivery_url', 'Invalid URL.');
  const id = world.webhooks.size + 1;
  const webhook: Webhook = { id, ...fields, failures: 0 };
  world.webhooks.set(id, webhook);
  // The shop takes no notice of a ping that does not arrive.
  await fetch(fields.delivery_url, { method: 'POST', body: new URLSearchParams({ webhook_id: String(id) }) }).catch(
    () => undefined,
  );
  return { status: 201, body: shownWebhook(webhook) };
}

export function changeWebhook(world: World, id: number, body: string): Answer {
  const webhook = world.webhooks.get(id);
  if (!webhook) return wordpressError(404, 'woocommerce_rest_webhook_invalid_id', 'Invalid ID.');
  Object.assign(webhook, written.partial().parse(JSON.parse(body)));
  if (webhook.status === 'active') webhook.failures = 0;
  return { status: 200, body: shownWebhook(webhook) };
}

/**
 * The deliveries that are due, and forgets that they are: WooCommerce builds the body when it delivers, so several changes of
 * an order since then are one delivery per webhook, with the last state.
 */
export function dueDeliveries(world: World, source: string): WebhookDelivery[] {
  const due = [...world.changed].map((change) => JSON.parse(change) as [topic: string, orderId: number]);
  world.changed.clear();
  return due.flatMap(([topic, orderId]) =>
    [...world.webhooks.values()]
      .filter((webhook) => webhook.status === 'active' && webhook.topic === topic)
      .map((webhook) => deliveryOf(world, webhook, orderId, source)),
  );
}

function deliveryOf(world: World, webhook: Webhook, orderId: number, source: string): WebhookDelivery {
  const order = world.orders.get(orderId);
  const gone = { code: 'woocommerce_rest_shop_order_invalid_id', message: 'Invalid ID.', data: { status: 404 } };
  const body = writeJson(webhook.topic === 'order.deleted' ? { id: orderId } : (order ?? gone));
  const [resource = '', event = ''] = webhook.topic.split('.');
  return {
    webhook: webhook.id,
    url: webhook.delivery_url,
    body,
    headers: {
      'User-Agent': 'WooCommerce/10.0.2 Hookshot (WordPress/6.9.7)',
      'Content-Type': 'application/json',
      'X-WC-Webhook-Source': `${source}/`,
      'X-WC-Webhook-Topic': webhook.topic,
      'X-WC-Webhook-Resource': resource,
      'X-WC-Webhook-Event': event,
      'X-WC-Webhook-Signature': createHmac('sha256', webhook.secret).update(body).digest('base64'),
      'X-WC-Webhook-ID': String(webhook.id),
      // A hash of the webhook and the second, so that many deliveries share one.
      'X-WC-Webhook-Delivery-ID': createHash('md5').update(`${webhook.id}${world.second()}`).digest('hex'),
    },
  };
}

/** Sends a delivery, and counts a failure: WooCommerce does not send it again. Null: no answer came. */
export async function sendDelivery(
  world: World,
  { url, headers, body, webhook }: WebhookDelivery,
): Promise<number | null> {
  const status = await fetch(url, {
    method: 'POST',
    headers,
    body,
    signal: AbortSignal.timeout(deliveryTimeoutMs),
  }).then(
    async (answer) => {
      await answer.arrayBuffer();
      return answer.status;
    },
    () => null,
  );
  const sender = world.webhooks.get(webhook);
  if (!sender) return status;
  const isDelivered = status !== null && status >= 200 && status < 300;
  sender.failures = isDelivered ? 0 : sender.failures + 1;
  if (sender.failures > mostFailures) sender.status = 'disabled';
  return status;
}
