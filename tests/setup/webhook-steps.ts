import { createHmac } from 'node:crypto';
import type { ShopId } from '../../bridge-server/src/ids.ts';
import { webhookSecret } from '../../bridge-server/src/orders/webhook/webhooks.ts';
import type { Body } from '../sandboxes/woocommerce/sandbox.ts';
import type { Http } from './http.ts';
import type { ReadShop } from './read-shop.ts';
import { until } from './until.ts';

type Answer = Awaited<ReturnType<Http['request']>>;

/** What tests of webhooks do in a shop. */
export interface WebhookSteps {
  /** `kontor shop webhooks`. */
  setUp(shop: string, inputs?: Record<string, unknown>): Promise<Answer>;
  /** Sends a delivery with these headers alone. */
  send(shop: string, body: string, headers: Readonly<Record<string, string>>): Promise<Answer>;
  /** The headers of a delivery that is signed with the secret of the shop. */
  signedWith(shop: ShopId, body: string): Promise<Record<string, string>>;
  /** Sends what a webhook of the shop would send about this content. */
  tell(shop: ShopId, content: Body, headers?: Record<string, string>): Promise<Answer>;
  /** A shop that the bridge reads, with webhooks that a key with the right to write has set up. */
  shopWithWebhooks(): Promise<ShopId>;
  /** A shop of whose orders only webhooks tell. */
  shopWithoutKey(): Promise<ShopId>;
  /** The orders that a webhook told of and that were not read yet. */
  hintsOf(shop: string): Promise<string[]>;
  /** Has the bridge read what webhooks told of. The regular reading is not due, so nothing else leads to the orders. */
  readHints(shop: ShopId, isRead: () => Promise<boolean>): Promise<void>;
}

/** The address of the shop's webhooks, below the bridge's own. */
export const webhookPath = (shop: string): string => `/v1/shops/${shop}/webhooks/woocommerce`;

export function webhookSteps(readShop: ReadShop): WebhookSteps {
  const { world, sandbox, http, asOperator } = readShop;
  const { knex } = world.database;
  const setUp: WebhookSteps['setUp'] = (shop, inputs = {}) =>
    http.request(asOperator, 'post', `/v1/shops/${shop}/webhooks`, inputs);
  const send: WebhookSteps['send'] = (shop, body, headers) =>
    http.request(null, 'post', webhookPath(shop), body, { ...headers });
  const signedWith: WebhookSteps['signedWith'] = async (shop, body) => {
    const { secret } = await webhookSecret(knex, world.sealer, shop);
    return {
      'x-wc-webhook-signature': createHmac('sha256', secret).update(body).digest('base64'),
      'x-wc-webhook-source': `${sandbox.url}/`,
      'x-wc-webhook-resource': 'order',
    };
  };
  const hintsOf: WebhookSteps['hintsOf'] = async (shop) =>
    (await knex('order_hints').where({ shop_id: shop }).pluck('order_id')) as string[];
  return {
    setUp,
    send,
    signedWith,
    hintsOf,
    async tell(shop, content, headers = {}) {
      const body = JSON.stringify(content);
      return send(shop, body, { ...(await signedWith(shop, body)), ...headers });
    },
    async shopWithWebhooks() {
      const shop = await readShop.connected();
      sandbox.control.permissions('read_write');
      expect((await setUp(shop)).status).toBe(200);
      return shop;
    },
    async shopWithoutKey() {
      const added = await http.request(asOperator, 'post', '/v1/shops', { name: 'Nordlys', url: sandbox.url });
      const { shop } = added.body as { shop: ShopId };
      expect((await setUp(shop, { byHand: true })).status).toBe(200);
      return shop;
    },
    async readHints(shop, isRead) {
      await readShop.due(null);
      const puller = readShop.puller();
      puller.start();
      await until(isRead, 'the orders were read that webhooks told of');
      await until(async () => (await hintsOf(shop)).length === 0, 'no hint is left');
      await puller.stop();
    },
  };
}
