import type { Reason } from '@kontor/shared/problem';
import { backoffSeconds } from './alarm-store.ts';
import { decide, type AlarmStanding } from './decide.ts';
import type { AlarmCondition } from './judge.ts';
import type { AlarmNotice } from './notice.ts';
import { sideBySide, type NoticeContext, type AlarmWay } from './way.ts';

/**
 * Sends the alarm that the database is gone or read-only. It keeps the alarm in the memory of this process, since that
 * database cannot store it.
 */
export interface DatabaseWatch {
  /** `trouble`: why the database cannot be used; null if it can. */
  step(trouble: Reason | null, at: Date): Promise<void>;
}

/**
 * The notices that still have to be sent by one way. They are sent in order: each waits until the one before arrived.
 */
interface Queue {
  way: AlarmWay;
  notices: AlarmNotice[];
  /** How often the first notice did not arrive, and when it is tried again. */
  attempts: number;
  dueAt: Date | null;
}

/** `notTold` is called for each attempt that failed; the notice is tried again. */
export function createDatabaseWatch(
  ways: readonly AlarmWay[],
  contextAt: (at: Date) => NoticeContext,
  notTold: (way: string, notice: AlarmNotice, why: Reason) => void,
): DatabaseWatch {
  let remembered: AlarmStanding[] = [];
  const queues = ways.map((way): Queue => ({ way, notices: [], attempts: 0, dueAt: null }));

  async function tellDue(queue: Queue, at: Date): Promise<void> {
    if (queue.dueAt && queue.dueAt.getTime() > at.getTime()) return;
    for (let [notice] = queue.notices; notice; [notice] = queue.notices) {
      const { arrived, why } = await queue.way.tell(notice, contextAt(at));
      if (!arrived) {
        notTold(queue.way.name, notice, why);
        queue.attempts += 1;
        queue.dueAt = new Date(at.getTime() + backoffSeconds(queue.attempts) * 1000);
        return;
      }
      queue.notices.shift();
      queue.attempts = 0;
      queue.dueAt = null;
    }
  }

  return {
    async step(trouble, at) {
      const conditions: AlarmCondition[] = trouble
        ? [{ key: 'database', rule: 'database', why: trouble, since: null }]
        : [];
      const { standing, notices } = decide(remembered, conditions, { at, canTell: ways.length > 0 });
      remembered = standing;
      for (const queue of queues) queue.notices.push(...notices);
      await sideBySide(queues, (queue) => tellDue(queue, at));
    },
  };
}
