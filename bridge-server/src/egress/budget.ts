import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Limit, OutgoingRequest } from './request.ts';

/** `place`: it is the caller's turn now. `full`: nothing was reserved. */
export type Turn = { kind: 'place' } | { kind: 'full'; retryAfterMs: number };

/** The vendor's limits, as the calls of one piece of work use them. */
export interface Budget {
  /** Reserves one place for the request, in each of its limits, and waits for it. */
  take(request: OutgoingRequest): Promise<Turn>;
  /** Nobody gets a new place in the request's limits before so many seconds have passed: the vendor said that there were too many. */
  pause(request: OutgoingRequest, seconds: number): Promise<void>;
}

/** Which limits count for a request, and who asks for places within them. */
export interface Share {
  limitsOf: (request: OutgoingRequest) => readonly Limit[];
  /** Those who begin at the same time get equal parts of each limit, however much each of them has to send. */
  consumer: string;
}

/** A place that is asked for. */
export interface BudgetRequest {
  /** The place is taken in each of them, and never more than any of them allows. */
  limits: readonly Limit[];
  consumer: string;
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
  /** Reserves the earliest time that is free in all limits at once, and waits for it. */
  take(asked: BudgetRequest): Promise<Turn>;
  /** No new places in these limits for so long; places reserved before still go out. */
  pause(keys: readonly string[], seconds: number): Promise<void>;
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

// A request goes out at one time, so it has the same place in all its limits: the earliest time that lies at least one step away
// from every place that is taken in any of them. A time between two places will do. Otherwise the requests that wait for a
// narrow limit, such as one endpoint's, would keep everybody else out of the wide limit that they share.
//
// The rows are locked in the order of their keys, so two processes never wait for each other, and what was locked is read as it is
// then. clock_timestamp() and not now(): the statement may have waited, and places must not lie in that past.
//
// A consumer's own next place in a limit moves on by as many steps as there are consumers. Where there are others, it begins nothing
// while that place lies ahead by more than its part of the waiting time: who has much to send keeps to its part of the places.
//
// Two things keep the statement quick where many ask at once: the arrays come out of a select, so that PostgreSQL keeps its plan
// instead of making one for each number of limits; and the rows are written by an upsert, which takes the locked row as it is,
// where an update would first find its old version.
const takePlace = `
  with asked as (
    select key, step * interval '1 millisecond' as step
      from unnest((select $1::text[]), (select $2::float8[])) as given (key, step)
  ), locked as materialized (
    select budget.key, budget.places, budget.paused_until, asked.step
      from rate_budgets budget join asked on asked.key = budget.key
     order by budget.key
       for update of budget
  ), moment as materialized (
    select clock_timestamp() as now,
           $3 * interval '1 millisecond' as longest,
           count(*) = cardinality($1::text[]) as complete,
           max(paused_until) as paused_until
      from locked
  ), consumers as (
    select locked.key,
           locked.step,
           1 + count(*) filter (where consumer <> $4 and asked_at > now - interval '5 seconds') as active,
           max(next_at) filter (where consumer = $4) as own_next
      from moment cross join locked left join rate_consumers on rate_consumers.key = locked.key
     group by locked.key, locked.step
  ), part as (
    select max(case when active > 1 and not $5 then own_next - longest / active end) as open_at from moment cross join consumers
  ), busy as (
    select '-infinity'::timestamptz as since, greatest(now, paused_until) as until from moment
    union all
    select place - step, place + step from locked cross join unnest(places) as place
  ), covered as (
    select max(until) over (order by since) as until, lead(since) over (order by since) as next_since from busy
  ), free as (
    select min(until) as place from covered where next_since is null or next_since >= until
  ), taken as (
    select place
      from moment cross join part cross join free
     where complete and place <= now + longest and (open_at is null or open_at <= now)
  ), reserving as (
    insert into rate_budgets (key, places)
    select locked.key,
           array(select earlier from unnest(locked.places) as earlier where earlier > now - locked.step) || taken.place
      from moment cross join taken cross join locked
    on conflict (key) do update set places = excluded.places
  ), asking as (
    insert into rate_consumers as consumer (key, consumer, asked_at, next_at)
    select key, $4, now, now + active * step from moment cross join consumers where complete
    on conflict (key, consumer) do update
      set asked_at = excluded.asked_at,
          next_at = case when exists (select from taken)
                         then greatest(consumer.next_at, excluded.asked_at) + (excluded.next_at - excluded.asked_at)
                         else consumer.next_at end
  )
  select complete,
         taken.place is not null as taken,
         1000 * extract(epoch from coalesce(taken.place, greatest(open_at, free.place - longest)) - clock_timestamp())::float8 as wait
    from moment cross join part cross join free left join taken on true`;

const openLimits = `
  insert into rate_budgets (key) select key from unnest($1::text[]) as key order by key on conflict do nothing`;

const pauseLimits = `
  insert into rate_budgets as budget (key, paused_until)
  select key, clock_timestamp() + $2 * interval '1 second' from unnest($1::text[]) as key order by key
  on conflict (key) do update set paused_until = greatest(budget.paused_until, excluded.paused_until)`;

/** Keeps the budgets in the tables `rate_budgets` and `rate_consumers`; the database's clock alone decides. */
export function createRateBudgets(pool: Pick<pg.Pool, 'query'>): RateBudgets {
  const budgets: RateBudgets = {
    async take(asked) {
      const steps = stepsOf(asked.limits);
      if (steps.size === 0) return { kind: 'place' };
      const { rows } = await pool.query<{ complete: boolean; taken: boolean; wait: number }>({
        name: 'rate-budget-take',
        text: takePlace,
        values: [[...steps.keys()], [...steps.values()], asked.maxWaitMs, asked.consumer, asked.begun],
      });
      const [turn] = rows;
      if (!turn?.complete) {
        await pool.query({ name: 'rate-budget-open', text: openLimits, values: [[...steps.keys()]] });
        return budgets.take(asked);
      }
      // At least one step: those who were turned away together should not come back together at once.
      if (!turn.taken) return { kind: 'full', retryAfterMs: Math.ceil(Math.max(turn.wait, ...steps.values())) };
      const due = performance.now() + turn.wait;
      if (turn.wait > 0) await sleep(turn.wait);
      // A process that was held up wakes all its calls at once: their places are over, and together they would be too many.
      return performance.now() - due > latestMs ? budgets.take(asked) : { kind: 'place' };
    },
    async pause(keys, seconds) {
      await pool.query({ name: 'rate-budget-pause', text: pauseLimits, values: [[...new Set(keys)], seconds] });
    },
    of({ limitsOf, consumer }, { firstMs, furtherMs }) {
      let begun = false;
      return {
        async take(request) {
          const maxWaitMs = begun ? furtherMs : firstMs;
          const turn = await budgets.take({ limits: limitsOf(request), consumer, begun, maxWaitMs });
          begun ||= turn.kind === 'place';
          return turn;
        },
        pause: (request, seconds) =>
          budgets.pause(
            limitsOf(request).map(({ key }) => key),
            seconds,
          ),
      };
    },
  };
  return budgets;
}

/** How far apart the places of each limit lie, in ms, by its key; of two limits with one key the narrower counts. */
function stepsOf(limits: readonly Limit[]): Map<string, number> {
  const steps = new Map<string, number>();
  for (const { key, perSecond } of limits) {
    if (perSecond === Infinity) continue;
    steps.set(key, Math.max(steps.get(key) ?? 0, (1000 / perSecond) * margin));
  }
  return steps;
}
