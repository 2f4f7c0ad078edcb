import { limits, alarmRules, type RuleName } from '../../bridge-server/src/alarms/limits.ts';

/**
 * An alarm of Prometheus. `expr`, in PromQL, must hold as long as `for` says before somebody is called. The runbook has
 * a section of its name.
 */
export interface Alert {
  name: string;
  expr: string;
  for: string;
  severity: 'critical' | 'warning';
  summary: string;
}

const minutes = (seconds: number): string => (seconds >= 3600 ? `${seconds / 3600}h` : `${seconds / 60}m`);
/** Name, severity and duration of an alarm that the bridge also sends by itself. */
const sharedWithBridge = (rule: RuleName): Pick<Alert, 'name' | 'severity' | 'for'> => {
  const { runbook, severity, holdSeconds } = alarmRules[rule];
  return { name: runbook, severity, for: minutes(holdSeconds) };
};

/**
 * The expressions use `max` for figures from the database, which are the same in every process, and `sum` for what
 * processes count.
 */
export const alerts: readonly Alert[] = [
  {
    ...sharedWithBridge('database'),
    summary: 'The database cannot be reached or takes no writes: nothing is taken in and nothing is sent.',
    expr: 'min(kontor_database_up) == 0 or min(kontor_database_writable) == 0 or sum(increase(kontor_intake_events_total{outcome="unavailable"}[5m])) > 0',
  },
  {
    ...sharedWithBridge('workers'),
    summary: 'No worker looks for transfers.',
    expr: 'sum(rate(kontor_worker_rounds_total{loop="claim",outcome="done"}[5m])) == 0 or absent(kontor_worker_rounds_total)',
  },
  {
    ...sharedWithBridge('overdue'),
    summary: 'A transfer has been due for {{ $value | humanizeDuration }} and no worker has taken it in hand.',
    expr: `max(kontor_transfers_oldest_due_age_seconds) > ${limits.dueAlarmSeconds}`,
  },
  {
    ...sharedWithBridge('held'),
    summary:
      'A connection to {{ $labels.system }} has been shut for {{ $value | humanizeDuration }}: {{ $labels.code }}.',
    expr: `max by (system, code) (kontor_connections_held_oldest_age_seconds) > ${limits.heldAlarmSeconds}`,
  },
  {
    ...sharedWithBridge('reading'),
    summary: 'A shop could not be read for {{ $value | humanizeDuration }}: {{ $labels.code }}.',
    expr: `max by (code) (kontor_shops_unread_oldest_age_seconds) > ${limits.readingAlarmSeconds}`,
  },
  {
    ...sharedWithBridge('fetching'),
    summary: '{{ $value }} offices do not fetch or do not acknowledge their documents: {{ $labels.code }}.',
    expr: 'max by (code) (kontor_offices_overdue) > 0',
  },
  {
    ...sharedWithBridge('folder'),
    summary: '{{ $value }} folders for the documents of offices cannot be used: {{ $labels.code }}.',
    expr: 'max by (code) (kontor_office_folders_unusable) > 0',
  },
  {
    ...sharedWithBridge('doubt'),
    summary: 'For {{ $value | humanizeDuration }} it has not been known whether a document was made.',
    expr: `max(kontor_transfers_oldest_doubt_age_seconds) > ${limits.doubtSeconds}`,
  },
  {
    ...sharedWithBridge('blocked'),
    summary:
      '{{ $value }} more transfers to {{ $labels.system }} wait for a person than an hour ago: {{ $labels.group }}.',
    expr: `max by (system, group) (kontor_transfers_blocked) - (max by (system, group) (kontor_transfers_blocked offset 1h) or 0 * max by (system, group) (kontor_transfers_blocked)) > ${limits.blockedAnHour}`,
  },
  {
    ...sharedWithBridge('unread'),
    summary: '{{ $value }} orders cannot be read as their shops sent them.',
    expr: 'sum(max by (code) (kontor_orders_unreadable)) > 0',
  },
  {
    name: 'KontorNothingTakenIn',
    severity: 'warning',
    for: '1h',
    summary: 'No shop has sent anything for a day.',
    expr: 'sum(increase(kontor_intake_events_total{outcome=~"accepted|duplicate|stale"}[24h])) == 0',
  },
  {
    name: 'KontorProofsRefused',
    severity: 'warning',
    for: '5m',
    summary: 'Requests are not believed: {{ $labels.code }}.',
    expr: 'sum by (code) (increase(kontor_requests_total{code=~"proof[.].+"}[15m])) > 10',
  },
  {
    name: 'KontorVendorFailing',
    severity: 'warning',
    for: '10m',
    summary: '{{ $labels.system }} fails, limits or is slow.',
    expr: 'sum by (system) (rate(kontor_vendor_calls_total{outcome!~"no_budget|deadline",status!~"2xx|3xx|4xx"}[15m])) / sum by (system) (rate(kontor_vendor_calls_total{outcome!~"no_budget|deadline"}[15m])) > 0.2 or histogram_quantile(0.95, sum by (le, system) (rate(kontor_vendor_call_duration_seconds_bucket[15m]))) > 10',
  },
  {
    name: 'KontorProcessOverloaded',
    severity: 'warning',
    for: '10m',
    summary: 'A process of the bridge waits for the database, or for itself.',
    expr: 'histogram_quantile(0.95, sum by (le, instance) (rate(kontor_database_wait_seconds_bucket[5m]))) > 1 or max by (instance) (nodejs_eventloop_lag_p99_seconds) > 0.5',
  },
];

const title = `# Made from tests/documents/alerts.ts by "npm run documents". A rule file of Prometheus; the limits suit a shop with some
# orders a day: change them in a copy of your own.
`;

/** The alarms as a rule file of Prometheus. A text in JSON is a text in YAML, too. */
export function alertRules(): string {
  const rules = alerts.map(({ name, expr, for: lasting, severity, summary }) =>
    [
      `      - alert: ${name}`,
      `        expr: ${JSON.stringify(expr)}`,
      `        for: ${lasting}`,
      '        labels:',
      `          severity: ${severity}`,
      '        annotations:',
      `          summary: ${JSON.stringify(summary)}`,
      `          runbook_url: ${JSON.stringify(`docs/runbook.md#${name.toLowerCase()}`)}`,
    ].join('\n'),
  );
  return `${title}groups:\n  - name: kontor\n    rules:\n${rules.join('\n')}\n`;
}
