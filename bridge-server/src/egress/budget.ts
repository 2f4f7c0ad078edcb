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

/** A vendor's limit, and who asks for places within it. */
export interface Share {
  key: string;
  /** `null` or infinity is no limit. */
  perSecond: number | null;
  /** Those who begin at the same time get equal parts of the limit, however much each of them has to send. */
  consumer: string;
}

/** A place that is asked for. */
export interface Asked extends Share {
  /** Nothing is reserved when waiting for the place would take longer. */
  maxWaitMs: number;
  /** What has begun is not held to its consumer's part: put off, it would have used its places for nothing. */
  begun: boolean;
}

/** How long a piece of work waits for a place: its first, and each further one. */
export interface Patience {
  firstMs: number;
  furtherMs: number;
}

/** Rate budgets that all processes on one database share. */
export interface RateBudgets {
  /** Reserves the next place of the key and waits for it. */
  take(asked: Asked): Promise<Turn>;
  /** Moves the next place of the key; places reserved before still go out. */
  pause(key: string, seconds: number): Promise<void>;
  /**
   * The budget of one piece of work. Only as many begin as get a place soon, and what has begun waits longer than what begins:
   * if each were put off in the middle, and began anew, all of them together would use up the limit and never end.
   */
  of(share: Share, patience: Patience): Budget;
}

// Places lie evenly, not in bursts, and a little further apart than the limit says: so one request more than the limit
// does not fall into any second, though each is delayed on its way by a different time.
const margin = 1.2;
/** Timers are never exact; a call that goes later than this would come too close to those behind it. */
const latestMs = 60;

// clock_timestamp() and not now(): the statement may have waited for the row, and places must not lie in that past.
// A consumer's own next place moves on by as many steps as there are consumers. Where there are others, it begins nothing while
// that place lies ahead by more than its part of the waiting time: who has much to send keeps to its part of the places.
const takePlace = `
  with asked as (select $2 * interval '1 millisecond' as step, $3 * interval '1 millisecond' as longest),
  consumers as (
    select 1 + count(*) filter (where consumer <> $4 and asked_at > clock_timestamp() - interval '5 seconds') as active,
           max(next_at) filter (where consumer = $4) as own_next
      from rate_consumers where key = $1
  ), part as (
    select active, case when active > 1 and not $5 then own_next - longest / active end as open_at from asked, consumers
  ), taken as (
    insert into rate_budgets as budget (key, next_at)
    select $1, clock_timestamp() + step from asked, part where open_at is null or open_at <= clock_timestamp()
    on conflict (key) do update
      set next_at = greatest(budget.next_at, clock_timestamp()) + (select step from asked)
      where budget.next_at <= clock_timestamp() + (select longest from asked)
    returning next_at - (select step from asked) as place
  ), asking as (
    insert into rate_consumers as consumer (key, consumer, asked_at, next_at)
    select $1, $4, clock_timestamp(), clock_timestamp() + active * step from asked, part
    on conflict (key, consumer) do update set
      asked_at = excluded.asked_at,
      next_at = case when exists (select from taken)
                     then greatest(consumer.next_at, clock_timestamp()) + (select active * step from asked, part) else consumer.next_at end
  )
  select true as taken, 1000 * extract(epoch from place - clock_timestamp())::float8 as wait from taken
  union all
  select false, 1000 * extract(epoch from greatest(open_at, (select next_at from rate_budgets where key = $1) - longest) - clock_timestamp())::float8
    from asked, part where not exists (select from taken)`;

const movePlace = `
  insert into rate_budgets as budget (key, next_at) values ($1, clock_timestamp() + $2 * interval '1 second')
  on conflict (key) do update set next_at = greatest(budget.next_at, excluded.next_at)`;

/** Keeps the budgets in the tables `rate_budgets` and `rate_consumers`; the database's clock alone decides. */
export function createRateBudgets(pool: Pick<pg.Pool, 'query'>): RateBudgets {
  const budgets: RateBudgets = {
    async take(asked) {
      const { key, perSecond, maxWaitMs, consumer, begun } = asked;
      if (perSecond === null || perSecond === Infinity) return { kind: 'place' };
      const step = (1000 / perSecond) * margin;
      const { rows } = await pool.query<{ taken: boolean; wait: number }>({
        name: 'rate-budget-take',
        text: takePlace,
        values: [key, step, maxWaitMs, consumer, begun],
      });
      const turn = rows[0];
      // At least one step: those who were turned away together should not come back together at once.
      if (!turn?.taken) return { kind: 'full', retryAfterMs: Math.ceil(Math.max(turn?.wait ?? 0, step)) };
      const due = performance.now() + turn.wait;
      if (turn.wait > 0) await sleep(turn.wait);
      // A process that was held up wakes all its calls at once: their places are over, and together they would be too many.
      return performance.now() - due > latestMs ? budgets.take(asked) : { kind: 'place' };
    },
    async pause(key, seconds) {
      await pool.query({ name: 'rate-budget-pause', text: movePlace, values: [key, seconds] });
    },
    of(share, { firstMs, furtherMs }) {
      let begun = false;
      return {
        async take() {
          const turn = await budgets.take({ ...share, begun, maxWaitMs: begun ? furtherMs : firstMs });
          begun ||= turn.kind === 'place';
          return turn;
        },
        pause: (seconds) => budgets.pause(share.key, seconds),
      };
    },
  };
  return budgets;
}
