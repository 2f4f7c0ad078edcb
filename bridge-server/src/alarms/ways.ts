import type { AlarmConfig } from '../config/alarms.ts';
import type { Egress } from '../egress/send.ts';
import { mailWays } from './mail.ts';
import type { AlarmWay } from './way.ts';
import { webhookWay } from './webhook.ts';

/** The ways that the settings name. Kept apart from `way.ts`, which the ways themselves import. */
export function waysOf({ webhook, mail }: AlarmConfig, egress: Egress): AlarmWay[] {
  return [...(webhook ? [webhookWay(webhook, egress)] : []), ...(mail ? mailWays(mail) : [])];
}
