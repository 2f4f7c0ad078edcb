import type { Knex } from 'knex';

/** The people and places of a shop's office, and the firms that it works with; and a note on each task. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table people (
      shop_id text not null references shops (id),
      kind text not null check (kind in ('branch', 'employee', 'clerk', 'partner')),
      -- The number or the short name that the office uses. Settings and tasks name people by it.
      number text not null,
      name text not null,
      email text,
      -- The institution code of an insurer.
      ik text check (ik is null or kind = 'partner'),
      -- Settings and tasks may still name archived people, so that nobody is deleted.
      archived_at timestamptz,
      changed_at timestamptz not null default now(),
      primary key (shop_id, kind, number)
    );

    -- What people have written about the task.
    alter table tasks add column note text;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table tasks drop column note; drop table people');
}
