import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';

/** `place`: it is the caller's turn now. `full`: nothing was reserved. */
export type Turn = { kind: 'place' } | { kind: 'full'; retryAfterMs: number };

/** The rate budget of one vendor key, as a call uses it. */
export interface Budget {
  take(): Promise<Turn>;
  /** Nobody gets a new place before so many seconds have passed; for a vendor that said there were too many requests. */
  pause(seconds: number): Promise<void>;
}

/** Rate budgets that all processes on one database share. */
export interface RateBudgets {
  /**
   * Reserves the next place of the key and waits for it. Reserves nothing when that would take longer than `maxWaitMs`.
   * `perSecond` of `null` or infinity is no limit.
   */
  take(key: string, perSecond: number | null, maxWaitMs: number): Promise<Turn>;
  /** Moves the next place of the key; places reserved before still go out. */
  pause(key: string, seconds: number): Promise<void>;
  /** Both for one key. */
  of(key: string, perSecond: number | null, maxWaitMs: number): Budget;
}

// Places lie evenly, not in bursts, and a little further apart than the limit says: so one request more than the limit
// does not fall into any second, though each is delayed on its way by a different time.
const margin = 1.08;

// clock_timestamp() and not now(): the statement may have waited for the row, and places must not lie in that past.
const takePlace = `
  with asked as (select $2 * interval '1 millisecond' as step, $3 * interval '1 millisecond' as longest),
  taken as (
    insert into rate_budgets as budget (key, next_at) select $1, clock_timestamp() + step from asked
    on conflict (key) do update
      set next_at = greatest(budget.next_at, clock_timestamp()) + (select step from asked)
      where budget.next_at <= clock_timestamp() + (select longest from asked)
    returning next_at - (select step from asked) as place
  )
  select true as taken, 1000 * extract(epoch from place - clock_timestamp())::float8 as wait from taken
  union all
  select false, 1000 * extract(epoch from next_at - longest - clock_timestamp())::float8 from rate_budgets, asked
   where key = $1 and not exists (select from taken)`;

const movePlace = `
  insert into rate_budgets as budget (key, next_at) values ($1, clock_timestamp() + $2 * interval '1 second')
  on conflict (key) do update set next_at = greatest(budget.next_at, excluded.next_at)`;

/** Keeps the budgets in the table `rate_budgets`; the database's clock alone decides. */
export function createRateBudgets(pool: Pick<pg.Pool, 'query'>): RateBudgets {
  const budgets: RateBudgets = {
    async take(key, perSecond, maxWaitMs) {
      if (perSecond === null || perSecond === Infinity) return { kind: 'place' };
      const step = (1000 / perSecond) * margin;
      const { rows } = await pool.query<{ taken: boolean; wait: number }>({ name: 'rate-budget-take', text: takePlace, values: [key, step, maxWaitMs] });
      const turn = rows[0];
      // At least one step: those who were turned away together should not come back together at once.
      if (!turn?.taken) return { kind: 'full', retryAfterMs: Math.ceil(Math.max(turn?.wait ?? 0, step)) };
      if (turn.wait > 0) await sleep(turn.wait);
      return { kind: 'place' };
    },
    async pause(key, seconds) {
      await pool.query({ name: 'rate-budget-pause', text: movePlace, values: [key, seconds] });
    },
    of: (key, perSecond, maxWaitMs) => ({
      take: () => budgets.take(key, perSecond, maxWaitMs),
      pause: (seconds) => budgets.pause(key, seconds),
    }),
  };
  return budgets;
}
