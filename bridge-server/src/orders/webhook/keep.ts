import type { Reason } from '@kontor/shared/problem';
import type { Queryable } from '../../database/database.ts';
import type { ShopId } from '../../ids.ts';
import type { Sealer } from '../../shops/sealing.ts';
import { reason } from '../../texts/reason.ts';
import { reasonOf } from '../../texts/say.ts';
import type { ShopClient } from '../../woocommerce/client.ts';
import { setUpWebhooks } from '../../woocommerce/webhooks.ts';
import { deliveryUrlOf, noteState, openWebhook } from './webhooks.ts';

/** What keeping a shop's webhooks needs. `publicUrl`: the bridge's own address. */
export interface KeptWebhooks {
  database: Queryable;
  sealer: Sealer;
  publicUrl: string;
}

/**
 * Looks whether the webhooks that were set up in the shop are still active, and enables or creates again those that are not.
 * WooCommerce disables a webhook after some failed deliveries. If the bridge's key may not write, the cause is stored with
 * the shop for people. Webhooks that a person set up are left alone.
 */
export async function keepWebhooks(
  { database, sealer, publicUrl }: KeptWebhooks,
  shopId: ShopId,
  client: ShopClient,
): Promise<void> {
  const webhook = await openWebhook(database, sealer, shopId);
  if (!webhook?.isInShop) return;
  const { secret, isInShop } = webhook;
  const kept = await setUpWebhooks(client, { deliveryUrl: deliveryUrlOf(publicUrl, shopId), secret, isInShop });
  await noteState(database, shopId, kept.kind === 'failed' ? notActive(shopId, reasonOf(kept)) : null);
}

const notActive = (shop: ShopId, why: Reason): Reason =>
  reason('webhook.not_active', { shop, because: { because: why } });
