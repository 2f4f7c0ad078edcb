import type { Knex } from 'knex';

/** When offices ask for their documents, which computers were refused, and since when a document is offered. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table office_fetching (
      shop_id text not null,
      connection_id text not null,
      -- When the office last asked for documents, to the minute.
      asked_at timestamptz,
      -- The last request with a right key from a computer that the connection does not allow.
      refused_at timestamptz,
      refused_address text,
      -- When a worker last served the folder into which the documents are written; null: there was none.
      folder_at timestamptz,
      -- Since when the folder cannot be used, and why; null while it can.
      folder_failed_since timestamptz,
      folder_why jsonb,
      primary key (shop_id, connection_id),
      foreign key (shop_id, connection_id) references connections (shop_id, id)
    );
    -- Since when the document is offered to the office. Null: it is not, or it was offered before there was this column.
    alter table transfers add column offered_at timestamptz;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table transfers drop column offered_at;
    drop table office_fetching;
  `);
}
