import type { Knex } from 'knex';

/** Which workers are at work, and what the operator is told when something is wrong. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- A row for each worker that is at work: it beats every few seconds, and takes its row away when it stops.
    create table workers (
      id uuid primary key,
      version text not null,
      role text not null,
      host text not null,
      started_at timestamptz not null default now(),
      seen_at timestamptz not null default now(),
      -- When it last looked for transfers and got an answer; empty: not once yet.
      looked_at timestamptz,
      -- By how many seconds its machine's clock and that of the database differ, at the least.
      clock_apart real not null default 0
    );

    -- What is wrong at the moment, or was a short while ago.
    create table alarms (
      key text primary key,
      rule text not null,
      -- A problem's code and values.
      why jsonb not null,
      -- Since when it is wrong.
      since timestamptz not null,
      -- When it was noticed first and last.
      first_seen_at timestamptz not null,
      seen_at timestamptz not null,
      -- When its messages were written; empty: it has not been wrong for long enough.
      announced_at timestamptz,
      -- When the first of them arrived.
      told_at timestamptz,
      ended_at timestamptz,
      -- If it comes back before, nobody is told again until then.
      quiet_until timestamptz
    );

    -- What is still to be told, by each way of its own.
    create table alarm_messages (
      id bigint generated always as identity primary key,
      alarm text not null,
      way text not null,
      content jsonb not null,
      written_at timestamptz not null,
      due_at timestamptz not null,
      attempts integer not null default 0,
      -- What kept the last attempt from arriving.
      why jsonb
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`drop table alarm_messages, alarms, workers`);
}
