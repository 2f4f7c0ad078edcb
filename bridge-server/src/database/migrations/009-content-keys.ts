import type { Knex } from 'knex';

/** Contents of orders and documents are sealed with content keys, which are sealed with the bridge's sealing key. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table content_keys (
      id text primary key,
      sealed_key text not null,
      -- The newest key that a process can open seals what it writes.
      made_at timestamptz not null default clock_timestamp()
    );
    -- What statements need of an order's content, since they cannot look into it. Null: there is no content.
    alter table subjects
      -- When the order was made, as the shop tells it.
      add column created_gmt text,
      add column refund_ids text[];
    update subjects
       set created_gmt = snapshot::json ->> 'createdGmt',
           refund_ids = array(
             select refund ->> 'id'
               from json_array_elements(coalesce(snapshot::json -> 'refunds', '[]')) as refund
           )
     where snapshot is not null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table subjects
      drop column created_gmt,
      drop column refund_ids;
    drop table content_keys;
  `);
}
