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

const columns = `key, rule, why, since, first_seen_at as "firstSeenAt", seen_at as "seenAt", announced_at as "announcedAt",
                 told_at as "toldAt", ended_at as "endedAt", quiet_until as "quietUntil"`;

/** Every alarm that is remembered. A row that cannot be read, such as one of a newer version, is passed over. */
export async function readStanding(database: Queryable): Promise<AlarmStanding[]> {
  const { rows } = await database.query(`select ${columns} from alarms order by since, key`);
  return rows.flatMap((row) => {
    const read = standing.safeParse(row);
    return read.success ? [read.data] : [];
  });
}

const rememberStatement = `
insert into alarms (key, rule, why, since, first_seen_at, seen_at, announced_at, told_at, ended_at, quiet_until)
select key, rule, why, since, "firstSeenAt", "seenAt", "announcedAt", "toldAt", "endedAt", "quietUntil"
  from jsonb_to_recordset($1::jsonb) as given (
    key text, rule text, why jsonb, since timestamptz, "firstSeenAt" timestamptz, "seenAt" timestamptz,
    "announcedAt" timestamptz, "toldAt" timestamptz, "endedAt" timestamptz, "quietUntil" timestamptz
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

const writeStatement = `
insert into alarm_messages (alarm, way, content, written_at, due_at)
select notice ->> 'key', way, notice, $3, $3
  from jsonb_array_elements($1::jsonb) with ordinality as given (notice, place)
  cross join unnest($2::text[]) as way
 order by place, way`;

/**
 * Decides what becomes of the alarms and writes the messages to be told, in one transaction: of many processes that notice the
 * same, one writes. `ways`: by which somebody is told. False: another process is deciding.
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
    const decided = decide(await readStanding(client), conditions, { at, canTell: ways.length > 0 });
    await client.query('delete from alarms where key = any($1)', [decided.forgotten]);
    await client.query(rememberStatement, [JSON.stringify(decided.standing)]);
    await client.query(writeStatement, [JSON.stringify(decided.notices), ways, at]);
    return true;
  });
}

/** A message that one process has taken in hand. */
export interface Claimed {
  id: number;
  notice: AlarmNotice;
  /** This one included. */
  attempts: number;
}

/** After this time, in seconds, a message that a process had in hand is anybody's again. */
export const handSeconds = 180;
/** A message that nobody could tell for so long is given up, in seconds. */
const keepSeconds = 7 * 86_400;

// Of one alarm and way, what was written first is told first.
const claimStatement = `
update alarm_messages
   set attempts = attempts + 1, due_at = $2::timestamptz + make_interval(secs => $3)
 where id = (
   select id from alarm_messages m
    where due_at <= $2 and way = $1
      and not exists (select from alarm_messages e where e.alarm = m.alarm and e.way = m.way and e.id < m.id)
    order by id limit 1 for update skip locked
 )
returning id, content, attempts`;

/** Takes the oldest message in hand that is due by this way; null: there is none. */
export async function claimMessage(database: Queryable, at: Date, way: string): Promise<Claimed | null> {
  const { rows } = await database.query<{ id: number; content: unknown; attempts: number }>(claimStatement, [
    way,
    at,
    handSeconds,
  ]);
  const [row] = rows;
  return row ? { id: row.id, attempts: row.attempts, notice: notice.parse(row.content) } : null;
}

/** The message has arrived. */
export async function settleTold(
  database: Queryable,
  { id, notice: { key, state, since } }: Claimed,
  at: Date,
): Promise<void> {
  await database.query(
    `with told as (delete from alarm_messages where id = $1)
     update alarms set told_at = coalesce(told_at, $4) where key = $2 and since = $3 and $5`,
    [id, key, since, at, state === 'on'],
  );
}

/** In seconds: twice as long after each attempt, and no longer than an hour. */
export const backoffSeconds = (attempts: number): number => Math.min(3600, 60 * 2 ** Math.min(attempts - 1, 10));

/** The message has not arrived, and is tried again. */
export async function settleNotTold(
  database: Queryable,
  { id, attempts }: Claimed,
  why: Reason,
  at: Date,
): Promise<void> {
  await database.query(
    'update alarm_messages set due_at = $2::timestamptz + make_interval(secs => $3), why = $4 where id = $1',
    [id, at, backoffSeconds(attempts), JSON.stringify(why)],
  );
}

/** Nothing is known of an attempt that was ended halfway: the message is anybody's at once. */
export async function putBack(database: Queryable, { id }: Claimed, at: Date): Promise<void> {
  await database.query('update alarm_messages set attempts = attempts - 1, due_at = $2 where id = $1', [id, at]);
}

/** Gives up what nobody could be told for a week. */
export async function forgetMessages(database: Queryable, at: Date): Promise<number> {
  const { rowCount } = await database.query(
    'delete from alarm_messages where written_at < $1::timestamptz - make_interval(secs => $2)',
    [at, keepSeconds],
  );
  return rowCount ?? 0;
}

/** Messages that did not arrive so far, by their way. */
export interface Untold {
  way: string;
  messages: number;
  /** Of the last attempt. */
  why: Reason;
}

/** `ways`: those that are set. What waits for another, such as an address that was taken away, concerns nobody. */
export async function readUntold(database: Queryable, ways: readonly string[]): Promise<Untold[]> {
  const { rows } = await database.query<{ way: string; messages: number; why: unknown }>(
    `select way, count(*)::integer as messages, (array_agg(why order by due_at desc))[1] as why
       from alarm_messages where why is not null and way = any($1) group by way order by way`,
    [ways],
  );
  return rows.map(({ way, messages, why }) => ({ way, messages, why: reasonSchema.parse(why) }));
}
