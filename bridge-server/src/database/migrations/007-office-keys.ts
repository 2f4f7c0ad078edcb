import type { Knex } from 'knex';

/** Keys by which an office fetches the documents of one connection. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table office_keys (
      id text primary key,
      shop_id text not null,
      connection_id text not null,
      -- SHA-256 of the secret. The secret itself is shown once and stored nowhere.
      secret_hash bytea not null,
      -- Which computer or program has the key, for people.
      name text not null,
      created_at timestamptz not null default now(),
      revoked_at timestamptz,
      foreign key (shop_id, connection_id) references connections (shop_id, id)
    );
    create index office_keys_connection on office_keys (shop_id, connection_id);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`drop table office_keys`);
}
