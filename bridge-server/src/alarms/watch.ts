import { hostname } from 'node:os';
import type { Reason } from '@kontor/shared/problem';
import type { Config } from '../config.ts';
import { databaseFault } from '../database/availability.ts';
import type { Database } from '../database/database.ts';
import type { Log } from '../log.ts';
import { createRecurring } from '../mirror/recurring.ts';
import { reason } from '../texts/reason.ts';
import type { Speaker } from '../texts/say.ts';
import { claimMessage, forgetMessages, putBack, settleAlarms, settleNotTold, settleTold } from './alarm-store.ts';
import { createDatabaseWatch } from './database-watch.ts';
import { conditionsOf, judge } from './judge.ts';
import { readKnown } from './known.ts';
import type { AlarmNotice } from './notice.ts';
import { sideBySide, type AlarmWay } from './way.ts';

/** Between two looks, in seconds. */
const lookSeconds = 60;

export interface WatchParts {
  database: Pick<Database, 'pool'>;
  config: Pick<Config, 'databaseUrl' | 'dataFolder' | 'publicUrl'>;
  ways: readonly AlarmWay[];
  /** In the language of whoever runs the bridge. */
  speaker: Speaker;
  log: Log;
  /** In place of the clocks of the database and of this machine; for tests. */
  now?: () => Date;
}

/** Looks, again and again, whether something is an alarm, and tells the operator. */
export interface Watch {
  start(): void;
  /** Ends what is under way; messages that have not arrived are told again, by another process or after the next start. */
  stop(): Promise<void>;
  /** Looks once, and tells what is due. */
  step(): Promise<void>;
}

/** One of these runs in every process of the bridge: where all workers are gone, a process that takes requests tells so. */
export function createWatch({ database, config, ways: given, speaker, log, now }: WatchParts): Watch {
  const { pool } = database;
  const end = new AbortController();
  const ways = given.map((way): AlarmWay => ({
    name: way.name,
    tell: (notice, saying) => way.tell(notice, saying, end.signal),
  }));
  const names = ways.map(({ name }) => name);
  const recurring = createRecurring({ log });
  const sayingAt = (at: Date) => ({ speaker, bridge: config.publicUrl, at });
  // The log has no address of a person.
  const notTold = (way: string, { key, state }: AlarmNotice, why: Reason): void =>
    log.warn(
      { way: way.split(':', 1)[0], alarm: key, state, why: why.code },
      'an alarm did not arrive; it is told again later',
    );
  const watch = createDatabaseWatch(ways, sayingAt, notTold);

  /** By the database's clock, which all processes share. */
  async function clock(): Promise<Date> {
    if (now) return now();
    const { rows } = await pool.query<{ at: Date }>('select clock_timestamp() as at');
    return rows[0]?.at ?? new Date();
  }

  /** What is due by one way, one after another; where one does not arrive, the way rests until the next look. */
  async function tellBy({ name, tell }: AlarmWay): Promise<void> {
    while (!end.signal.aborted) {
      const claimed = await claimMessage(pool, await clock(), name);
      if (!claimed) return;
      const { arrived, why } = await tell(claimed.notice, sayingAt(await clock()));
      if (arrived) {
        await settleTold(pool, claimed, await clock());
        continue;
      }
      if (end.signal.aborted) return putBack(pool, claimed, await clock());
      notTold(name, claimed.notice, why);
      return settleNotTold(pool, claimed, why, await clock());
    }
  }

  /** Null: the database does all that is asked of it. */
  async function lookAtAll(): Promise<Reason | null> {
    const known = await readKnown(database, config);
    if (!known.stock.writable) return reason('doctor.database_read_only');
    const at = await clock();
    await settleAlarms(pool, conditionsOf(judge(known)), { at, ways: names });
    const givenUp = await forgetMessages(pool, at);
    if (givenUp > 0) log.error({ messages: givenUp }, 'alarms that nobody could be told for a week are given up');
    return null;
  }

  async function step(): Promise<void> {
    const trouble = await lookAtAll().catch((fault: unknown): Reason => {
      if (databaseFault(fault) !== 'outage') throw fault;
      const { code, message } = Object(fault) as { code?: unknown; message?: unknown };
      return reason('doctor.database_gone', { host: hostname(), said: String(code ?? message) });
    });
    await watch.step(trouble, now?.() ?? new Date());
    if (!trouble) await sideBySide(ways, tellBy);
  }

  return {
    step,
    start() {
      recurring.every('alarms', lookSeconds, async () => {
        await step();
        return false;
      });
    },
    stop() {
      end.abort();
      return recurring.stop();
    },
  };
}
