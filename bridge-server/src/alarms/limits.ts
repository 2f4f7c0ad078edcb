/**
 * When something is an alarm. The rules of Prometheus (docs/alerts.yml) are made from the same numbers, so that whoever watches
 * by them and whoever gets a mail hear of the same things.
 */
export interface Rule {
  severity: 'critical' | 'warning';
  /** It must have been so for as long, in seconds, before anybody is told. */
  holdSeconds: number;
  /** Its section in docs/runbook.md, which has the name of the alarm in docs/alerts.yml. */
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
  disk: { severity: 'warning', holdSeconds: 300, runbook: 'KontorDatabaseUnusable' },
} as const satisfies Readonly<Record<string, Rule>>;
export type RuleName = keyof typeof alarmRules;

export const limits = {
  /** Something that is due is late after so many seconds, and an alarm after so many. */
  dueLateSeconds: 60,
  dueAlarmSeconds: 600,
  /** A connection that is held back for a shorter time mends itself. */
  heldAlarmSeconds: 900,
  doubtSeconds: 3600,
  /** More documents of one kind than so many became blocked within an hour. */
  blockedAnHour: 10,
  /** A worker beats four times meanwhile. */
  workerSilentSeconds: 60,
  /** A worker that gets no answer for so long, although it beats, is not at work. */
  workerIdleSeconds: 300,
  /** Requests are refused from a minute on; half of it is a sign. */
  clockSeconds: 30,
  diskMegabytes: 1024,
} as const;

/** What keeps alarms from flooding whoever gets them, in seconds. */
export const calm = {
  /** It is over once it has been away for so long. */
  overSeconds: 300,
  /** After its alarm, something that comes back is told again after so long at the earliest. */
  againSeconds: 3600,
  /**
   * What nobody was told so far goes on if it was away for less than so long. The bridge looks once a minute: one good look, or two
   * of several processes, is no end of a trouble that comes back with the next.
   */
  awaySeconds: 120,
  /** What was noticed, and then not looked at for so long, is noticed anew. */
  staleSeconds: 600,
} as const;
