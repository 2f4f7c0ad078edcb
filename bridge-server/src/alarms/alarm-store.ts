import { reasonSchema, type Reason } from '@kontor/shared/problem';
import type pg from 'pg';
import { z } from 'zod';
import { advisoryLocks } from '../database/advisory-locks.ts';
import { inTransaction, type Queryable } from '../database/database.ts';
import { decide, type AlarmStanding } from './decide.ts';
import type { AlarmCondition } from './judge.ts';
import { alarmRules, type RuleName } from './limits.ts';
import { notice, type AlarmNotice } from './notice.ts';

const standing = z.object({
  key: z.string(),
  rule: z.enum(Object.keys(alarmRules) as [RuleName, ...RuleName[]]),
  why: reasonSchema,
  since: z.date(),
  firstSeenAt: z.date(),
  seenAt: z.date(),
  announcedAt: z.date().nullable(),
  toldAt: z.date().nullable(),
  endedAt: z.date().nullable(),
  quietUntil: z.date().nullable(),
}) satisfies z.ZodType<AlarmStanding>;

const standingStatement = `
select key,
       rule,
       why,
       since,
       first_seen_at as "firstSeenAt",
       seen_at as "seenAt",
       announced_at as "announcedAt",
       told_at as "toldAt",
       ended_at as "endedAt",
       quiet_until as "quietUntil"
  from alarms
 order by since, key`;

/** Every stored alarm. A row that cannot be read, such as one of a newer version, is left out. */
export async function readStanding(database: Queryable): Promise<AlarmStanding[]> {
  const { rows } = await database.query(standingStatement);
  return rows.flatMap((row) => {
    const read = standing.safeParse(row);
    return read.success ? [read.data] : [];
  });
}

const storeStatement = `
insert into alarms (
  key,
  rule,
  why,
  since,
  first_seen_at,
  seen_at,
  announced_at,
  told_at,
  ended_at,
  quiet_until
)
select key,
       rule,
       why,
       since,
       "firstSeenAt",
       "seenAt",
       "announcedAt",
       "toldAt",
       "endedAt",
       "quietUntil"
  from jsonb_to_recordset($1::jsonb) as alarm (
    key text,
    rule text,
    why jsonb,
    since timestamptz,
    "firstSeenAt" timestamptz,
    "seenAt" timestamptz,
    "announcedAt" timestamptz,
    "toldAt" timestamptz,
    "endedAt" timestamptz,
    "quietUntil" timestamptz
  )
on conflict (key) do update set
  rule = excluded.rule,
  why = excluded.why,
  since = excluded.since,
  first_seen_at = excluded.first_seen_at,
  seen_at = excluded.seen_at,
  announced_at = excluded.announced_at,
  told_at = excluded.told_at,
  ended_at = excluded.ended_at,
  quiet_until = excluded.quiet_until`;

const writeMessagesStatement = `
insert into alarm_messages (alarm, way, content, written_at, due_at)
select notice ->> 'key', way, notice, $3, $3
  from jsonb_array_elements($1::jsonb) with ordinality as notices (notice, position)
 cross join unnest($2::text[]) as way
 order by position, way`;

/**
 * Decides which alarms begin and end, and writes their messages, in one transaction: if many processes notice the same
 * trouble, only one of them writes. `ways`: the names of the ways to send by. False: another process is deciding.
 */
export async function settleAlarms(
  pool: pg.Pool,
  conditions: readonly AlarmCondition[],
  { at, ways }: { at: Date; ways: readonly string[] },
): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_xact_lock($1) as taken', [
      advisoryLocks.alarms,
    ]);
    if (!rows[0]?.taken) return false;
    const decision = decide(await readStanding(client), conditions, { at, canTell: ways.length > 0 });
    await client.query('delete from alarms where key = any($1)', [decision.forgotten]);
    await client.query(storeStatement, [JSON.stringify(decision.standing)]);
    await client.query(writeMessagesStatement, [JSON.stringify(decision.notices), ways, at]);
    return true;
  });
}

/** A message that one process is sending. */
export interface ClaimedMessage {
  id: number;
  notice: AlarmNotice;
  /** The number of attempts, with the present one. */
  attempts: number;
}

/** How long a process has a message to itself, in seconds. After that, another process may send it. */
export const leaseSeconds = 180;
/** How long a message is tried before it is given up, in seconds. */
const keepSeconds = 7 * 86_400;

// A message waits for the earlier messages of its alarm and way.
const claimStatement = `
update alarm_messages
   set attempts = attempts + 1,
       due_at = $2::timestamptz + make_interval(secs => $3)
 where id = (
   select message.id
     from alarm_messages message
    where message.due_at <= $2
      and message.way = $1
      and not exists (
        select
          from alarm_messages earlier
         where earlier.alarm = message.alarm
           and earlier.way = message.way
           and earlier.id < message.id
      )
    order by message.id
    limit 1
      for update skip locked
 )
returning id, content, attempts`;

const arrivedStatement = `
with deleted as (
  delete from alarm_messages where id = $1
)
update alarms
   set told_at = coalesce(told_at, $4)
 where key = $2 and since = $3 and $5`;

const notArrivedStatement = `
update alarm_messages
   set due_at = $2::timestamptz + make_interval(secs => $3),
       why = $4
 where id = $1`;

/** Claims the oldest message that is due by this way; null if there is none. */
export async function claimMessage(database: Queryable, at: Date, way: string): Promise<ClaimedMessage | null> {
  const { rows } = await database.query<{ id: number; content: unknown; attempts: number }>(claimStatement, [
    way,
    at,
    leaseSeconds,
  ]);
  const [row] = rows;
  return row ? { id: row.id, attempts: row.attempts, notice: notice.parse(row.content) } : null;
}

/** The message has arrived. */
export async function settleArrived(
  database: Queryable,
  { id, notice: { key, state, since } }: ClaimedMessage,
  at: Date,
): Promise<void> {
  await database.query(arrivedStatement, [id, key, since, at, state === 'on']);
}

/** The backoff after so many attempts, in seconds: it doubles with each attempt, up to an hour. */
export const backoffSeconds = (attempts: number): number => Math.min(3600, 60 * 2 ** Math.min(attempts - 1, 10));

/** The message has not arrived, and is tried again after a backoff. */
export async function settleNotArrived(
  database: Queryable,
  { id, attempts }: ClaimedMessage,
  why: Reason,
  at: Date,
): Promise<void> {
  await database.query(notArrivedStatement, [id, at, backoffSeconds(attempts), JSON.stringify(why)]);
}

/** The attempt was interrupted, so it does not count. Any process may send the message at once. */
export async function putBack(database: Queryable, { id }: ClaimedMessage, at: Date): Promise<void> {
  await database.query('update alarm_messages set attempts = attempts - 1, due_at = $2 where id = $1', [id, at]);
}

/** Gives up messages that could not be sent for a week. Returns their number. */
export async function forgetMessages(database: Queryable, at: Date): Promise<number> {
  const { rowCount } = await database.query(
    'delete from alarm_messages where written_at < $1::timestamptz - make_interval(secs => $2)',
    [at, keepSeconds],
  );
  return rowCount ?? 0;
}

const untoldStatement = `
select way,
       count(*)::integer as messages,
       (array_agg(why order by due_at desc))[1] as why
  from alarm_messages
 where why is not null and way = any($1)
 group by way
 order by way`;

/** Messages of one way that have not arrived so far. */
export interface Undelivered {
  way: string;
  messages: number;
  /** Why the last attempt failed. */
  why: Reason;
}

/** `ways`: the ways in the settings. Messages of other ways, such as a former address, are left out. */
export async function readUndelivered(database: Queryable, ways: readonly string[]): Promise<Undelivered[]> {
  const { rows } = await database.query<{ way: string; messages: number; why: unknown }>(untoldStatement, [ways]);
  return rows.map(({ way, messages, why }) => ({ way, messages, why: reasonSchema.parse(why) }));
}
