import type { Reason } from '@kontor/shared/problem';
import type { Speaker } from '../texts/say.ts';
import type { AlarmNotice } from './notice.ts';

/** How a notice is put into words, and when. */
export interface NoticeContext {
  speaker: Speaker;
  /** The public address of the bridge, by which a reader of many knows which one it is. */
  bridge: string;
  at: Date;
}

/** Whether a notice arrived; the reason says what came of it either way. */
export interface Arrival {
  arrived: boolean;
  why: Reason;
}

/** One way by which the operator is told. */
export interface AlarmWay {
  /** `webhook`, or `mail:` and an address: whom one mail does not reach keeps nobody else's from them. */
  name: string;
  /** Never throws. `signal` ends it before it is done: it did not arrive then, as far as is known. */
  tell(notice: AlarmNotice, saying: NoticeContext, signal?: AbortSignal): Promise<Arrival>;
}

/** Does it for each at the same time, and returns when all are done; the first fault is thrown then. One slow way keeps no other. */
export async function sideBySide<T>(ways: readonly T[], work: (way: T) => Promise<void>): Promise<void> {
  const done = await Promise.allSettled(ways.map(work));
  for (const one of done) if (one.status === 'rejected') throw one.reason;
}
