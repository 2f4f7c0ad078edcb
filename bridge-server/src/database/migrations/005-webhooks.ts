import type { Knex } from 'knex';

/**
 * Shops that send WooCommerce's own webhooks, and the orders that a webhook told of. Also since when the bridge reads a
 * shop, from which the nightly comparison looks for orders that the bridge lacks.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table shop_webhooks (
      shop_id text primary key references shops (id),
      -- The secret by which WooCommerce signs each delivery, sealed.
      secret text not null,
      -- When the bridge set up the webhooks in the shop with this secret; null: a person did, or nobody yet.
      set_up_at timestamptz,
      -- When WooCommerce last tried whether it reaches the bridge, and when a signed delivery last came.
      pinged_at timestamptz,
      delivered_at timestamptz,
      -- Why the webhooks in the shop are not all active (a problem's code and values); null: they are, as far as is known.
      why jsonb
    );

    -- Orders that were placed since then (UTC) and that the bridge does not have are missing.
    alter table shop_readings add column read_from timestamp;
    update shop_readings set read_from = now() at time zone 'UTC';
    alter table shop_readings alter column read_from set not null;

    -- Orders that the bridge reads next, because a webhook told that something of them has changed.
    create sequence order_hints_hint;
    create table order_hints (
      shop_id text not null references shops (id),
      order_id text not null,
      -- A later hint about the same order has a higher number.
      hint bigint not null default nextval('order_hints_hint'),
      -- When the order is read next, and how often it could not be read.
      due_at timestamptz not null default now(),
      tries integer not null default 0,
      primary key (shop_id, order_id)
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(
    'alter table shop_readings drop column read_from; drop table order_hints; drop sequence order_hints_hint; drop table shop_webhooks',
  );
}
