import type { Knex } from 'knex';

/** Collectors read addresses beside articles. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table collector_runs drop constraint collector_runs_shop_id_connection_id_fkey;
    alter table collectors add column what text not null default 'articles' check (what in ('articles', 'addresses'));
    alter table collectors alter column what drop default;
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
  `);
}

/** What was collected of addresses is lost, and read again by whoever knows them. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    delete from collector_runs where what <> 'articles';
    delete from collectors where what <> 'articles';
    drop index collector_runs_running;
    alter table collector_runs drop constraint collector_runs_shop_id_connection_id_what_fkey;
    alter table collector_runs drop column what;
    alter table collectors drop constraint collectors_pkey;
    alter table collectors drop column what;
    alter table collectors add primary key (shop_id, connection_id);
    alter table collector_runs add foreign key (shop_id, connection_id) references collectors;
    create unique index collector_runs_running on collector_runs (shop_id, connection_id) where state = 'running';
  `);
}
