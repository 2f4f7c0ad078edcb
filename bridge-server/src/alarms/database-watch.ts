import type { Reason } from '@kontor/shared/problem';
import { backoffSeconds } from './alarm-store.ts';
import { decide, type Standing } from './decide.ts';
import type { Condition } from './judge.ts';
import type { Notice } from './notice.ts';
import type { Saying, Way } from './way.ts';

/** Tells, out of this process's memory, that its database is gone or takes no writes: no table could remember that. */
export interface DatabaseWatch {
  /** `trouble`: why the database cannot be used; null: it can. */
  step(trouble: Reason | null, at: Date): Promise<void>;
}

interface Waiting {
  way: Way;
  notice: Notice;
  dueAt: Date;
  attempts: number;
}

/** `notTold`: hears of each message that did not arrive; it is tried again. */
export function createDatabaseWatch(
  ways: readonly Way[],
  sayingAt: (at: Date) => Saying,
  notTold: (way: string, notice: Notice, why: Reason) => void,
): DatabaseWatch {
  let remembered: Standing[] = [];
  let waiting: Waiting[] = [];

  /** In the order in which they were written: by one way, nothing overtakes what does not arrive. */
  async function tellDue(at: Date): Promise<void> {
    const stuck = new Set<string>();
    const left: Waiting[] = [];
    for (const message of waiting) {
      const { way, notice, dueAt, attempts } = message;
      if (stuck.has(way.name) || dueAt.getTime() > at.getTime()) {
        stuck.add(way.name);
        left.push(message);
        continue;
      }
      const { arrived, why } = await way.tell(notice, sayingAt(at));
      if (arrived) continue;
      stuck.add(way.name);
      notTold(way.name, notice, why);
      left.push({
        ...message,
        attempts: attempts + 1,
        dueAt: new Date(at.getTime() + backoffSeconds(attempts + 1) * 1000),
      });
    }
    waiting = left;
  }

  return {
    async step(trouble, at) {
      const conditions: Condition[] = trouble ? [{ key: 'database', rule: 'database', why: trouble, since: null }] : [];
      const { standing, notices } = decide(remembered, conditions, { at, canTell: ways.length > 0 });
      remembered = standing;
      waiting.push(...notices.flatMap((notice) => ways.map((way) => ({ way, notice, dueAt: at, attempts: 0 }))));
      await tellDue(at);
    },
  };
}
