import type { AlarmConfig } from '../config/alarms.ts';
import type { Egress } from '../egress/send.ts';
import { mailWays } from './mail.ts';
import type { AlarmWay } from './way.ts';
import { webhookWay } from './webhook.ts';

/** The ways that are set; none: nobody is told. */
export function waysOf({ webhook, mail }: AlarmConfig, egress: Egress): AlarmWay[] {
  return [...(webhook ? [webhookWay(webhook, egress)] : []), ...(mail ? mailWays(mail) : [])];
}
