/**
 * A kind of alarm. The rules for Prometheus (docs/alerts.yml) are made from the same numbers, so that an operator with
 * Prometheus and an operator with mails learn of the same troubles.
 */
export interface Rule {
  severity: 'critical' | 'warning';
  /** How long a trouble must last before it is announced, in seconds. */
  holdSeconds: number;
  /** The section in docs/runbook.md, which has the same name as the alert in docs/alerts.yml. */
  runbook: string;
}

export const alarmRules = {
  database: { severity: 'critical', holdSeconds: 120, runbook: 'KontorDatabaseUnusable' },
  workers: { severity: 'critical', holdSeconds: 300, runbook: 'KontorWorkersGone' },
  overdue: { severity: 'critical', holdSeconds: 300, runbook: 'KontorTransfersOverdue' },
  held: { severity: 'critical', holdSeconds: 0, runbook: 'KontorConnectionHeld' },
  doubt: { severity: 'warning', holdSeconds: 0, runbook: 'KontorDoubtOld' },
  blocked: { severity: 'warning', holdSeconds: 0, runbook: 'KontorBlockedGrowing' },
  unread: { severity: 'warning', holdSeconds: 3600, runbook: 'KontorOrdersUnreadable' },
  reading: { severity: 'critical', holdSeconds: 0, runbook: 'KontorShopUnread' },
  fetching: { severity: 'critical', holdSeconds: 0, runbook: 'KontorOfficeOverdue' },
  folder: { severity: 'critical', holdSeconds: 300, runbook: 'KontorOfficeFolderUnusable' },
  disk: { severity: 'warning', holdSeconds: 300, runbook: 'KontorDatabaseUnusable' },
} as const satisfies Readonly<Record<string, Rule>>;
export type RuleName = keyof typeof alarmRules;

export const limits = {
  /** A transfer that is due for longer is late. */
  dueLateSeconds: 60,
  /** A transfer that is due for longer is an alarm. */
  dueAlarmSeconds: 600,
  /** A connection that is held for a shorter time usually recovers by itself. */
  heldAlarmSeconds: 900,
  /** The bridge reads a shop every five minutes, so a shop that fails for a shorter time usually recovers by itself. */
  readingLookSeconds: 600,
  /** A shop that could not be read for longer is an alarm. */
  readingAlarmSeconds: 3600,
  doubtSeconds: 3600,
  /** How many documents of one kind may become blocked within an hour without an alarm. */
  blockedAnHour: 10,
  /** A worker without a heartbeat for longer is gone. It is the time of four heartbeats. */
  workerSilentSeconds: 60,
  /** A worker that got no answer for longer is not at work, even if it has heartbeats. */
  workerIdleSeconds: 300,
  /** A clock that differs by more is wrong. The bridge refuses requests from a difference of one minute on. */
  clockSeconds: 30,
  diskMegabytes: 1024,
} as const;

/** Limits that keep alarms from flooding the operator, in seconds. */
export const calm = {
  /** An announced alarm is over when its trouble has been away for this long. */
  overSeconds: 300,
  /**
   * When a trouble comes back after its alarm was announced, the next alarm is announced this long after the first at
   * the earliest.
   */
  againSeconds: 3600,
  /**
   * A trouble that was not announced yet counts as one trouble if it was away for less than this. The bridge checks
   * once a minute, so one or two good checks do not end a trouble that comes back with the next check.
   */
  awaySeconds: 120,
  /** A trouble that was not announced yet begins anew if the bridge did not check for this long. */
  staleSeconds: 600,
} as const;
