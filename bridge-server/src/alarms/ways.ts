import type { Reason } from '@kontor/shared/problem';
import type { AlarmConfig } from '../config/alarms.ts';
import type { Egress } from '../egress/send.ts';
import type { Speaker } from '../texts/say.ts';
import { mailWay } from './mail.ts';
import type { Notice } from './notice.ts';
import { webhookWay } from './webhook.ts';

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

export const wayNames = ['webhook', 'mail'] as const;
export type WayName = (typeof wayNames)[number];

/** One way by which the operator is told. `tell` never throws. */
export interface Way {
  name: WayName;
  tell(notice: Notice, saying: Saying): Promise<Arrival>;
}

/** The ways that are set; none: nobody is told. */
export function waysOf({ webhook, mail }: AlarmConfig, egress: Egress): Way[] {
  return [...(webhook ? [webhookWay(webhook, egress)] : []), ...(mail ? [mailWay(mail)] : [])];
}
