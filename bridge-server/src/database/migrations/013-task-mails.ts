import type { Knex } from 'knex';

/** Mails that tell clerks of their tasks. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- Whether no mail tells the clerk of new tasks.
    alter table people add column quiet boolean not null default false;
    -- When the task's clerk is to be told of it; null: that was done. The tasks of before are told to nobody.
    alter table tasks add column tell_at timestamptz;
    alter table tasks alter column tell_at set default now();
    create index tasks_to_tell on tasks (tell_at) where state = 'open' and clerk is not null and tell_at is not null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table tasks drop column tell_at; alter table people drop column quiet');
}
