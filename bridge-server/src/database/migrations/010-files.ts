import type { Knex } from 'knex';

/** Files that orders name, such as scans of prescriptions. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table files (
      shop_id text not null references shops (id),
      -- SHA-256 of the bytes in hexadecimal digits.
      sha256 text not null,
      media_type text not null,
      size integer not null,
      -- The sealed bytes; null: they were removed after their time. What the file was is still known.
      sealed bytea,
      received_at timestamptz not null default now(),
      primary key (shop_id, sha256)
    );
    alter table files alter column sealed set storage external;
    create index files_received on files (received_at);

    -- Addresses in orders from which the bridge fetches files by itself.
    create table file_addresses (
      shop_id text not null,
      order_id text not null,
      -- SHA-256 of the address in hexadecimal digits.
      address_hash text not null,
      -- The sealed address.
      address text not null,
      -- The file that was fetched; null: it was not fetched yet, or it was refused.
      sha256 text,
      -- Why the file is refused, or was not fetched so far: a code and its values.
      problem jsonb,
      attempts integer not null default 0,
      tried_at timestamptz,
      -- When it is tried again; null: it is not tried any more.
      due_at timestamptz default now(),
      primary key (shop_id, order_id, address_hash)
    );
    create index file_addresses_due on file_addresses (due_at) where due_at is not null;
    create index file_addresses_files on file_addresses (shop_id, sha256) where sha256 is not null;

    -- The files that the order names by their SHA-256; null: none.
    alter table subjects add column file_hashes text[];
    create index subjects_by_file on subjects using gin (file_hashes) where file_hashes is not null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table subjects drop column file_hashes;
    drop table file_addresses;
    drop table files;
  `);
}
