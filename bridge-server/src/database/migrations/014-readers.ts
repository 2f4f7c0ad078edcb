import type { Knex } from 'knex';

/** Tokens by which a shop's server reads views without signing each request. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table reader_tokens (
      -- SHA-256 of the token. The token itself is stored nowhere.
      hash bytea primary key,
      shop_id text not null references shops,
      -- The shop's key that signed for the token, which ends with that key.
      key_id text not null,
      expires_at timestamptz not null
    );
    create index reader_tokens_shop on reader_tokens (shop_id);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table reader_tokens');
}
