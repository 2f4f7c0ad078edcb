import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { reasonSchema, type Reason } from '@kontor/shared/problem';
import { z } from 'zod';
import type { Queryable } from '../../database/database.ts';
import { canBeStored } from '../../database/storable.ts';
import type { ShopId } from '../../ids.ts';
import { keyInCharge } from '../../shops/key-check.ts';
import type { Sealer } from '../../shops/sealing.ts';
import { webhookSecretOf } from '../../shops/shop-secrets.ts';

/** What is needed to judge a delivery of a shop. */
export interface OpenedWebhook {
  shopId: ShopId;
  /** The secret by which the shop signs. */
  secret: string;
  /** The address at which the bridge knows the shop. */
  address: string;
  /** Whether the bridge has a REST key, so that it can read the order that a delivery is about. */
  isRead: boolean;
  /** Whether the bridge or the plugin has set up the webhooks in the shop with this secret. */
  isInShop: boolean;
}

/** What is known of a shop's webhooks: when the shop last tried whether it reaches the bridge, and its last delivery. */
export interface WebhookState {
  pingedAt: Date | null;
  deliveredAt: Date | null;
  /** Why the webhooks in the shop are not all active; null if they are, as far as is known. */
  why: Reason | null;
}

/** The address to which the shop's webhooks are delivered. `publicUrl`: the bridge's own. */
export const deliveryUrlOf = (publicUrl: string, shopId: ShopId): string =>
  `${publicUrl}/v1/shops/${shopId}/webhooks/woocommerce`;

const sealedSecret = z.object({ secret: z.string() });

/**
 * The secret by which the shop signs its webhooks. It is made at the first call. `isInShop`: whether the bridge has set up
 * the shop's webhooks with this secret.
 */
export async function webhookSecret(
  knex: Knex,
  sealer: Sealer,
  shopId: ShopId,
): Promise<{ secret: string; isInShop: boolean }> {
  return knex.transaction(async (transaction) => {
    // This lock comes before all others, as in the transaction that puts another sealing key in charge. So the two
    // cannot deadlock.
    const keyId = await keyInCharge(transaction);
    const secret = randomBytes(32).toString('base64url');
    const sealed = await sealer.seal({ secret }, webhookSecretOf(shopId), keyId);
    const added = await transaction('shop_webhooks')
      .insert({ shop_id: shopId, secret: sealed })
      .onConflict('shop_id')
      .ignore()
      .returning('shop_id');
    if (added.length > 0) return { secret, isInShop: false };
    const row = await transaction('shop_webhooks')
      .where({ shop_id: shopId })
      .first<{ secret: string; set_up_at: Date | null }>('secret', 'set_up_at');
    const opened = sealedSecret.parse(await sealer.open(row.secret, webhookSecretOf(shopId)));
    return { ...opened, isInShop: row.set_up_at !== null };
  });
}

/** What judges a delivery of the shop; null if there is no such shop or it sends no webhooks. */
export async function openWebhook(database: Queryable, sealer: Sealer, shopId: string): Promise<OpenedWebhook | null> {
  // Anybody may ask with any id.
  if (!canBeStored(shopId)) return null;
  const { rows } = await database.query<{
    shopId: ShopId;
    secret: string;
    address: string;
    isRead: boolean;
    isInShop: boolean;
  }>({
    name: 'webhooks.open',
    text: `
      select shop.id as "shopId",
             webhook.secret,
             coalesce(shop.proved_url, shop.url) as address,
             reading.shop_id is not null as "isRead",
             webhook.set_up_at is not null as "isInShop"
        from shops shop
        join shop_webhooks webhook on webhook.shop_id = shop.id
        left join shop_readings reading on reading.shop_id = shop.id
       where shop.id = $1
         and shop.archived_at is null`,
    values: [shopId],
  });
  const [row] = rows;
  if (!row) return null;
  return { ...row, ...sealedSecret.parse(await sealer.open(row.secret, webhookSecretOf(row.shopId))) };
}

/** Notes that the shop's webhooks have the secret. */
export async function noteSetUp(database: Queryable, shopId: ShopId): Promise<void> {
  await database.query({
    name: 'webhooks.set_up',
    text: 'update shop_webhooks set set_up_at = now(), why = null where shop_id = $1',
    values: [shopId],
  });
}

/**
 * Notes that the shop reached the bridge: with a ping, or with a signed delivery. A delivery also shows that the shop may
 * send orders again, unless it says otherwise (`webhook.no_right`). The time is exact to a minute, so that many deliveries do
 * not wait for each other.
 */
export async function noteContact(database: Queryable, shopId: ShopId, by: 'ping' | 'signed'): Promise<void> {
  const column = by === 'ping' ? 'pinged_at' : 'delivered_at';
  await database.query({
    name: `webhooks.note_${column}`,
    text: `
      update shop_webhooks
         set ${column} = now(),
             why = case when why ->> 'code' <> 'webhook.no_right' then why end
       where shop_id = $1
         and (
               ${column} is null
               or ${column} < now() - interval '1 minute'
               or why ->> 'code' = 'webhook.no_right'
             )`,
    values: [shopId],
  });
}

/** Stores why the shop's webhooks are not all active; null: they are. */
export async function noteState(database: Queryable, shopId: ShopId, why: Reason | null): Promise<void> {
  await database.query({
    name: 'webhooks.note_state',
    text: 'update shop_webhooks set why = $2::jsonb where shop_id = $1',
    values: [shopId, why && JSON.stringify(why)],
  });
}

/** What is known of the shop's webhooks. Null if it sends none. */
export async function webhookState(database: Queryable, shopId: ShopId): Promise<WebhookState | null> {
  const { rows } = await database.query<Omit<WebhookState, 'why'> & { why: unknown }>({
    name: 'webhooks.state',
    text: `
      select pinged_at as "pingedAt",
             delivered_at as "deliveredAt",
             why
        from shop_webhooks
       where shop_id = $1`,
    values: [shopId],
  });
  const [row] = rows;
  return row ? { ...row, why: reasonSchema.nullable().parse(row.why) } : null;
}
