import type { Knex } from 'knex';

/** What the bridge has read of a shop's settings by WooCommerce's REST API. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- One row for each kind of fact, such as the tax rates.
    create table shop_facts (
      shop_id text not null references shops (id),
      kind text not null,
      -- The facts themselves; null: never read. A failure leaves the facts that were read before.
      content jsonb,
      -- When the content was read, and when the shop was last asked for it.
      read_at timestamptz,
      asked_at timestamptz not null default now(),
      -- What could not be read when the shop was last asked: routes, each with a problem's code and values.
      missing jsonb not null,
      primary key (shop_id, kind)
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`drop table shop_facts`);
}
