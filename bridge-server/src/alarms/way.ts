import type { Reason } from '@kontor/shared/problem';
import type { Speaker } from '../texts/say.ts';
import type { AlarmNotice } from './notice.ts';

/** What a way needs to put a notice into words. */
export interface NoticeContext {
  speaker: Speaker;
  /** The public address of the bridge, for readers who run several bridges. */
  bridge: string;
  /** When the notice is sent. */
  at: Date;
}

/** Whether a notice arrived. The reason describes the outcome in either case. */
export interface Arrival {
  arrived: boolean;
  why: Reason;
}

/** A way by which the operator is told. */
export interface AlarmWay {
  /**
   * `webhook`, or `mail:` and an address. Each address is a way of its own, so a refused mail affects no other address.
   */
  name: string;
  /** Sends the notice. Never throws. If `signal` aborts, the notice counts as not arrived. */
  tell(notice: AlarmNotice, context: NoticeContext, signal?: AbortSignal): Promise<Arrival>;
}

/**
 * Does the work for all ways at the same time, so that a slow way does not delay the others. Returns when all are done,
 * and then throws the first fault.
 */
export async function sideBySide<T>(ways: readonly T[], work: (way: T) => Promise<void>): Promise<void> {
  const outcomes = await Promise.allSettled(ways.map(work));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}
