import type { Knex } from 'knex';

/** Shops that the bridge reads by WooCommerce's REST API, and when each order was read. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- How the bridge reads a shop; a shop whose plugin sends its orders need not have a row.
    create table shop_readings (
      shop_id text primary key references shops (id),
      url text not null,
      -- Where the key stands over https: header or query.
      key_in text not null check (key_in in ('header', 'query')),
      -- The REST key, sealed.
      credentials text not null,
      -- Everything that the shop changed before this second (UTC) has been read; null: nothing yet.
      read_until timestamp,
      -- When the shop is read next, and for how long a worker has the shop for itself.
      due_at timestamptz not null default now(),
      lease_until timestamptz,
      -- When the bridge next compares the orders that it has with those of the shop.
      compare_at timestamptz not null default now() + interval '1 day',
      -- Why the last reading failed (a problem's code and values), since when, and how often in a row; null: it did not.
      why jsonb,
      failed_since timestamptz,
      failures integer not null default 0,
      -- When the shop was last read to its end.
      read_at timestamptz
    );

    -- When the bridge began to read the content, or received it.
    alter table subjects add column read_at timestamptz not null default now();
    update subjects set read_at = received_at;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`alter table subjects drop column read_at; drop table shop_readings`);
}
