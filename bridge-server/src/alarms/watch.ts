import { hostname } from 'node:os';
import type { Reason } from '@kontor/shared/problem';
import type { Config } from '../config.ts';
import { databaseFault } from '../database/availability.ts';
import type { Database } from '../database/database.ts';
import type { Log } from '../log.ts';
import { createRecurring } from '../mirror/recurring.ts';
import { reason } from '../texts/reason.ts';
import type { Speaker } from '../texts/say.ts';
import { claimMessage, forgetMessages, putBack, settleAlarms, settleNotArrived, settleArrived } from './alarm-store.ts';
import { createDatabaseWatch } from './database-watch.ts';
import { conditionsOf, judge } from './judge.ts';
import { readObservations } from './known.ts';
import type { AlarmNotice } from './notice.ts';
import { sideBySide, type AlarmWay } from './way.ts';

/** The time between two looks, in seconds. */
const lookSeconds = 60;

export interface WatchParts {
  database: Pick<Database, 'pool'>;
  config: Pick<Config, 'databaseUrl' | 'dataFolder' | 'publicUrl'>;
  ways: readonly AlarmWay[];
  /** Speaks the operator's language. */
  speaker: Speaker;
  log: Log;
  /** Replaces the clocks of the database and of this machine, for tests. */
  now?: () => Date;
}

/** Looks regularly whether there is an alarm, and tells the operator. */
export interface Watch {
  start(): void;
  /** Interrupts messages that are being sent. Another process, or the next start, sends them again. */
  stop(): Promise<void>;
  /** Looks once, and sends the messages that are due. */
  step(): Promise<void>;
}

/**
 * Makes the watch, which runs in every process of the bridge. So if all workers are gone, a process that takes requests
 * still raises the alarm.
 */
export function createWatch({ database, config, speaker, log, now, ...parts }: WatchParts): Watch {
  const { pool } = database;
  const end = new AbortController();
  const ways = parts.ways.map((way): AlarmWay => ({
    name: way.name,
    tell: (notice, context) => way.tell(notice, context, end.signal),
  }));
  const names = ways.map(({ name }) => name);
  const recurring = createRecurring({ log });
  const contextAt = (at: Date) => ({ speaker, bridge: config.publicUrl, at });
  // The log must not contain the mail address, which is the second part of a way's name.
  const notTold = (way: string, { key, state }: AlarmNotice, why: Reason): void =>
    log.warn(
      { way: way.split(':', 1)[0], alarm: key, state, why: why.code },
      'an alarm did not arrive; it is told again later',
    );
  const watch = createDatabaseWatch(ways, contextAt, notTold);

  /** The time of the database's clock, which all processes share. */
  async function clock(): Promise<Date> {
    if (now) return now();
    const { rows } = await pool.query<{ at: Date }>('select clock_timestamp() as at');
    return rows[0]?.at ?? new Date();
  }

  /**
   * Sends the messages that are due by one way, one after the other. After a failure the way waits for the next look.
   */
  async function tellBy({ name, tell }: AlarmWay): Promise<void> {
    while (!end.signal.aborted) {
      const claimed = await claimMessage(pool, await clock(), name);
      if (!claimed) return;
      const { arrived, why } = await tell(claimed.notice, contextAt(await clock()));
      if (arrived) {
        await settleArrived(pool, claimed, await clock());
        continue;
      }
      if (end.signal.aborted) return putBack(pool, claimed, await clock());
      notTold(name, claimed.notice, why);
      return settleNotArrived(pool, claimed, why, await clock());
    }
  }

  /** Looks at everything and stores the alarms. Returns why the database cannot be used; null if it can. */
  async function lookAtAll(): Promise<Reason | null> {
    const observations = await readObservations(database, config);
    if (!observations.stock.writable) return reason('doctor.database_read_only');
    const at = await clock();
    await settleAlarms(pool, conditionsOf(judge(observations)), { at, ways: names });
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
