import type { Knex } from 'knex';

/** Workers with their heartbeats, alarms, and the messages that tell the operator of an alarm. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- One row for each running worker: the worker renews it at every heartbeat, and deletes it when it stops.
    create table workers (
      id uuid primary key,
      version text not null,
      role text not null,
      host text not null,
      started_at timestamptz not null default now(),
      seen_at timestamptz not null default now(),
      -- When the worker last asked for due transfers and got an answer; null: never yet.
      looked_at timestamptz,
      -- The least by which the clocks of its machine and of the database differ, in seconds.
      clock_apart real not null default 0
    );

    -- Alarms that are on, and those that ended a short while ago.
    create table alarms (
      key text primary key,
      rule text not null,
      -- A problem's code and values.
      why jsonb not null,
      -- When the trouble itself began.
      since timestamptz not null,
      -- When the bridge first and last noticed it.
      first_seen_at timestamptz not null,
      seen_at timestamptz not null,
      -- When its messages were written; null: it has not lasted long enough.
      announced_at timestamptz,
      -- When the first message arrived.
      told_at timestamptz,
      ended_at timestamptz,
      -- If the alarm comes back before this time, it is announced again only then.
      quiet_until timestamptz
    );

    -- Messages that still have to be sent, one for each way (mail, webhook).
    create table alarm_messages (
      id bigint generated always as identity primary key,
      alarm text not null,
      way text not null,
      content jsonb not null,
      written_at timestamptz not null,
      due_at timestamptz not null,
      attempts integer not null default 0,
      -- Why the last attempt failed: a problem's code and values.
      why jsonb
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`drop table alarm_messages, alarms, workers`);
}
