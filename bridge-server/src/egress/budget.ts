import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { openLimitsStatement, pauseLimitsStatement, takePlaceStatement } from './budget-statements.ts';
import type { Limit, OutgoingRequest } from './request.ts';

/** `place`: the request may be sent now. `full`: there is no place soon enough, and nothing was reserved. */
export type Turn = { kind: 'place' } | { kind: 'full'; retryAfterMs: number };

/** The vendor's limits for the calls of one piece of work. */
export interface Budget {
  /** Reserves one place for the request in each of its limits, and waits for it. */
  take(request: OutgoingRequest): Promise<Turn>;
  /** Gives no new places in the request's limits for so many seconds, after the vendor answered "too many requests". */
  pause(request: OutgoingRequest, seconds: number): Promise<void>;
}

/** The limits that apply to a request, and the consumer that asks for places. */
export interface Share {
  limitsOf: (request: OutgoingRequest) => readonly Limit[];
  /** Consumers that ask at the same time get equal shares of each limit, however much each of them has to send. */
  consumer: string;
}

/** The wish for one place. */
export interface BudgetRequest {
  /** The place is taken in all of these limits. */
  limits: readonly Limit[];
  consumer: string;
  /** If the wait for the place would be longer, nothing is reserved. */
  maxWaitMs: number;
  /**
   * True: the piece of work has used places already. It may then exceed its consumer's share, since those places would
   * be wasted if the work were put off.
   */
  hasBegun: boolean;
}

/** How long a piece of work waits for its first place, and for each further place. */
export interface Patience {
  firstMs: number;
  furtherMs: number;
}

/** Rate budgets that all processes on one database share. */
export interface RateBudgets {
  /** Reserves the earliest time that is free in all limits, and waits for it. */
  take(place: BudgetRequest): Promise<Turn>;
  /** Gives no new places in these limits for so long. Places that are reserved already stay valid. */
  pause(keys: readonly string[], seconds: number): Promise<void>;
  /**
   * The budget of one piece of work. Work begins only if it gets a place soon, and then waits longer for each further
   * place. If work were put off in the middle and began again, all work together would use up the limit and never end.
   */
  of(share: Share, patience: Patience): Budget;
}

/**
 * Places lie evenly, and further apart than the limit says by this factor. Requests are delayed on their way by
 * different times; with the margin, still no second gets more of them than the limit allows.
 */
const margin = 1.2;
/** Timers are not exact. A request that is later than this would come too close to the next ones. */
const latestMs = 60;

/** Keeps the budgets in the tables `rate_budgets` and `rate_consumers`. Only the database's clock counts. */
export function createRateBudgets(pool: Pick<pg.Pool, 'query'>): RateBudgets {
  const budgets: RateBudgets = {
    async take(place) {
      const steps = stepsOf(place.limits);
      if (steps.size === 0) return { kind: 'place' };
      const keys = [...steps.keys()];
      const { rows } = await pool.query<{ has_all_limits: boolean; is_taken: boolean; wait: number }>({
        name: 'rate-budget-take',
        text: takePlaceStatement,
        values: [keys, [...steps.values()], place.maxWaitMs, place.consumer, place.hasBegun],
      });
      const [turn] = rows;
      if (!turn?.has_all_limits) {
        await pool.query({ name: 'rate-budget-open', text: openLimitsStatement, values: [keys] });
        return budgets.take(place);
      }
      // The wait is at least one step, so that those who were turned away together do not come back all at once.
      if (!turn.is_taken) return { kind: 'full', retryAfterMs: Math.ceil(Math.max(turn.wait, ...steps.values())) };
      const due = performance.now() + turn.wait;
      if (turn.wait > 0) await sleep(turn.wait);
      // A process that was held up wakes all its requests at once. Their places are over, so they need new ones.
      return performance.now() - due > latestMs ? budgets.take(place) : { kind: 'place' };
    },
    async pause(keys, seconds) {
      await pool.query({
        name: 'rate-budget-pause',
        text: pauseLimitsStatement,
        values: [[...new Set(keys)], seconds],
      });
    },
    of({ limitsOf, consumer }, { firstMs, furtherMs }) {
      let hasBegun = false;
      return {
        async take(request) {
          const maxWaitMs = hasBegun ? furtherMs : firstMs;
          const turn = await budgets.take({ limits: limitsOf(request), consumer, hasBegun, maxWaitMs });
          hasBegun ||= turn.kind === 'place';
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

/**
 * The distance between two places of each limit, in ms, by the limit's key. If two limits have one key, the narrower
 * counts.
 */
function stepsOf(limits: readonly Limit[]): Map<string, number> {
  const steps = new Map<string, number>();
  for (const { key, perSecond } of limits) {
    if (perSecond === Infinity) continue;
    steps.set(key, Math.max(steps.get(key) ?? 0, (1000 / perSecond) * margin));
  }
  return steps;
}
