import type { Knex } from 'knex';

/** The articles that offices tell of, and the runs that read them. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table collectors (
      shop_id text not null,
      connection_id text not null,
      -- When the next page is read, or the next run begins. Moving it ahead is the claim.
      due_at timestamptz not null default now(),
      -- The system's own value from which changes are asked for; null: the next run reads everything.
      mark jsonb,
      -- When the last run began that read everything, and when the last run of either kind began, of those that were
      -- taken over. What the office said then is known.
      complete_at timestamptz,
      confirmed_at timestamptz,
      -- Since when runs are held back, because what they read cannot be right; null: they are not.
      held_at timestamptz,
      primary key (shop_id, connection_id),
      foreign key (shop_id, connection_id) references connections
    );

    create table collector_runs (
      shop_id text not null,
      connection_id text not null,
      id bigint generated always as identity,
      reads text not null check (reads in ('all', 'changes')),
      state text not null check (state in ('running', 'done', 'held')),
      -- The system's own value where the run goes on; null: at its first page.
      place jsonb,
      -- How many articles were read, how many of them had changed, and which were refused.
      read integer not null default 0,
      changed integer,
      refused integer not null default 0,
      -- The first of the refused articles, with why.
      refusals jsonb not null default '[]',
      -- Why the run is held, or why its last call brought nothing: a code and its values.
      problem jsonb,
      begun_at timestamptz not null default now(),
      ended_at timestamptz,
      primary key (shop_id, connection_id, id),
      foreign key (shop_id, connection_id) references collectors
    );
    create unique index collector_runs_running on collector_runs (shop_id, connection_id) where state = 'running';

    create table articles (
      shop_id text not null,
      connection_id text not null,
      -- The office's own id.
      id text not null,
      sku text not null,
      name text not null,
      gtin text,
      -- Null: the office keeps no stock of the article.
      stock numeric,
      available numeric,
      archived boolean not null,
      -- When the office said so, and when something about it last changed.
      read_at timestamptz not null,
      changed_at timestamptz not null,
      -- Since when the office does not have it any more.
      gone_at timestamptz,
      primary key (shop_id, connection_id, id)
    );
    create index articles_by_sku on articles (shop_id, sku, connection_id, id);
    create index articles_by_change on articles (shop_id, changed_at);

    -- What a run has read so far. It becomes articles when the run is over and can be right.
    create table collected_articles (
      shop_id text not null,
      connection_id text not null,
      id text not null,
      sku text not null,
      name text not null,
      gtin text,
      stock numeric,
      available numeric,
      archived boolean not null,
      read_at timestamptz not null,
      primary key (shop_id, connection_id, id)
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table collected_articles, articles, collector_runs, collectors');
}
