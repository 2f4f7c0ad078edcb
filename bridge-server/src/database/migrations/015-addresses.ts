import type { Knex } from 'knex';

/** The addresses that offices tell of; collectors read them beside articles. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table collector_runs drop constraint collector_runs_shop_id_connection_id_fkey;
    alter table collectors add column what text not null default 'articles' check (what in ('articles', 'addresses'));
    alter table collectors alter column what drop default;
    -- Whether what was known of a removed connection's office is erased.
    alter table collectors add column forgotten boolean not null default false;
    alter table collectors drop constraint collectors_pkey;
    alter table collectors add primary key (shop_id, connection_id, what);

    alter table collector_runs add column what text not null default 'articles';
    alter table collector_runs alter column what drop default;
    alter table collector_runs add foreign key (shop_id, connection_id, what) references collectors;
    drop index collector_runs_running;
    create unique index collector_runs_running on collector_runs (shop_id, connection_id, what)
      where state = 'running';

    -- What runs have left behind that were held. From now on a run drops it when it is held.
    delete from collected_articles read
     where not exists (
             select from collector_runs run
              where run.shop_id = read.shop_id
                and run.connection_id = read.connection_id
                and run.state = 'running'
           );

    -- The index of customers that the addresses replace, with its hashes that anybody could test.
    delete from facts where starts_with(name, 'known-customer');
    drop index facts_by_key;
    alter table facts drop column keys;

    -- By which the look-ups of a shop's addresses are hashed: sealed as contents are.
    create table address_keys (
      shop_id text primary key references shops,
      sealed_key text not null
    );

    create table addresses (
      shop_id text not null,
      connection_id text not null,
      -- The office's own id.
      id text not null,
      -- The office's number of the customer.
      number text not null,
      archived boolean not null,
      -- Names, places, phones and e-mail addresses, sealed; null: the office does not have it any more.
      content text,
      -- By which a content is seen to have changed: its keyed hash.
      print text,
      -- What it is found by: keyed hashes of its e-mail addresses, phones, numbers and words.
      keys text[] not null,
      -- When the office said so, and when something about it last changed.
      read_at timestamptz not null,
      changed_at timestamptz not null,
      -- Since when the office does not have it any more.
      gone_at timestamptz,
      primary key (shop_id, connection_id, id)
    );
    create index addresses_by_number on addresses (shop_id, number, connection_id, id);
    create index addresses_by_change on addresses (shop_id, changed_at);
    create index addresses_by_key on addresses using gin (keys);

    -- What a run has read so far. It becomes addresses when the run is over and can be right.
    create table collected_addresses (
      shop_id text not null,
      connection_id text not null,
      id text not null,
      number text not null,
      archived boolean not null,
      content text not null,
      print text not null,
      keys text[] not null,
      read_at timestamptz not null,
      primary key (shop_id, connection_id, id)
    );
  `);
}

/** What was collected of addresses is lost; offices still have it. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table collected_addresses, addresses, address_keys;
    alter table facts add column keys text[] not null default '{}';
    create index facts_by_key on facts using gin (keys) where keys <> '{}';
    delete from collector_runs where what <> 'articles';
    delete from collectors where what <> 'articles';
    drop index collector_runs_running;
    alter table collector_runs drop constraint collector_runs_shop_id_connection_id_what_fkey;
    alter table collector_runs drop column what;
    alter table collectors drop constraint collectors_pkey;
    alter table collectors drop column what, drop column forgotten;
    alter table collectors add primary key (shop_id, connection_id);
    alter table collector_runs add foreign key (shop_id, connection_id) references collectors;
    create unique index collector_runs_running on collector_runs (shop_id, connection_id) where state = 'running';
  `);
}
