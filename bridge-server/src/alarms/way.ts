import type { Reason } from '@kontor/shared/problem';
import type { Speaker } from '../texts/say.ts';
import type { Notice } from './notice.ts';

/** How a notice is put into words, and when. */
export interface Saying {
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

/** One way by which the operator is told. `tell` never throws. */
export interface Way {
  /** `webhook`, or `mail:` and an address: whom one mail does not reach keeps nobody else's from them. */
  name: string;
  tell(notice: Notice, saying: Saying): Promise<Arrival>;
}
