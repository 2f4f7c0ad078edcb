/**
 * Every metric of the bridge, as data. The meter and the page docs/metrics.md are made from this list, and the alert
 * rules are checked against it. The number of values of a label is bounded, so no label names a shop, an order or a
 * person.
 */

/** What each label says. */
export const labels = {
  outcome: 'the result',
  system: "the vendor's product, such as `poweroffice`",
  kind: 'order, amendment, refund, cancellation or payment',
  event: 'what happened, as the [state table](states.md) names it, with `_` for spaces',
  state: 'who acts next, as the [state table](states.md) names it',
  group: 'the first part of the reason: gap, refused, doubt, gave_up',
  code: 'one of the [codes](errors.md)',
  status: 'class of the HTTP status',
  route: 'the address as the HTTP interface declares it, without ids',
  loop: 'the recurring work of a worker',
  version: 'version of the bridge',
  node: 'version of Node.js',
  role: 'web, worker or both',
} as const;
export type Label = keyof typeof labels;

export interface Metric {
  type: 'counter' | 'gauge' | 'histogram';
  help: string;
  labels: readonly Label[];
  /** All values of a label, when they are known. A counter with only such labels starts at 0 in every process. */
  values?: Partial<Record<Label, readonly string[]>>;
  /** Upper bounds of a histogram's buckets, in seconds. */
  buckets?: readonly number[];
  /** Where the figure comes from: the process that answers, or the database, so that every process answers the same. */
  of: 'process' | 'database';
}

const waits = [0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const calls = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20];
const loops = [
  'claim',
  'review',
  'reroute',
  'janitor',
  'breakers',
  'follow',
  'folders',
  'tasks',
  'proofs',
  'beat',
  'collect_articles',
  'collect_addresses',
];

export const metrics = {
  kontor_build_info: {
    type: 'gauge',
    of: 'process',
    labels: ['version', 'node', 'role'],
    help: 'Always 1; the labels say what is running.',
  },

  kontor_requests_total: {
    type: 'counter',
    of: 'process',
    labels: ['status', 'code'],
    help: 'Answered requests; `code` is empty unless the request was refused.',
  },
  kontor_request_duration_seconds: {
    type: 'histogram',
    of: 'process',
    labels: ['route'],
    buckets: waits,
    help: 'Time from a request to its answer.',
  },
  kontor_intake_events_total: {
    type: 'counter',
    of: 'process',
    labels: ['outcome'],
    values: { outcome: ['accepted', 'duplicate', 'stale', 'refused', 'replayed', 'unavailable'] },
    help: [
      'Events of shops with a valid proof. `refused`: the order cannot be read; if it has an id, it is stored with',
      'its problem. `unavailable`: the database stored nothing, and the shop sends the events again.',
    ].join(' '),
  },

  kontor_claims_total: {
    type: 'counter',
    of: 'process',
    labels: ['system'],
    help: 'Transfers that workers claimed.',
  },
  kontor_transfer_events_total: {
    type: 'counter',
    of: 'process',
    labels: ['system', 'kind', 'event'],
    help: [
      'What happened to transfers at work: `finished` is a document done, `retry` a further attempt,',
      '`found` and `absent_guarded` a doubt resolved.',
    ].join(' '),
  },
  kontor_worker_rounds_total: {
    type: 'counter',
    of: 'process',
    labels: ['loop', 'outcome'],
    values: { loop: loops, outcome: ['done', 'failed'] },
    help: "Rounds of a worker's recurring work. A worker that hangs counts none.",
  },

  kontor_orders_unreadable: {
    type: 'gauge',
    of: 'database',
    labels: ['code'],
    help: 'Orders whose newest content cannot be read, by cause. Each is a task until a later content can be read.',
  },
  kontor_transfers: {
    type: 'gauge',
    of: 'database',
    labels: ['system', 'state'],
    help: [
      'Transfers that are not finished. Done and closed ones are not included;',
      '`kontor_transfer_events_total` counts how many become done.',
    ].join(' '),
  },
  kontor_transfers_blocked: {
    type: 'gauge',
    of: 'database',
    labels: ['system', 'group'],
    help: 'Transfers that wait for a person, by cause.',
  },
  kontor_transfers_oldest_due_age_seconds: {
    type: 'gauge',
    of: 'database',
    labels: [],
    help: [
      'How long the longest waiting transfer has been due without a worker claiming it.',
      'Transfers of held connections are not included. 0: none is due.',
    ].join(' '),
  },
  kontor_transfers_oldest_doubt_age_seconds: {
    type: 'gauge',
    of: 'database',
    labels: [],
    help: 'Age of the oldest doubt that the bridge still asks about; 0: there is none.',
  },
  kontor_connections_held: {
    type: 'gauge',
    of: 'database',
    labels: ['system', 'code'],
    help: 'Connections that are held back by an open circuit breaker, by cause.',
  },
  kontor_connections_held_oldest_age_seconds: {
    type: 'gauge',
    of: 'database',
    labels: ['system', 'code'],
    help: 'How long the first of these connections has been held back.',
  },
  kontor_shops_unread: {
    type: 'gauge',
    of: 'database',
    labels: ['code'],
    help: 'Shops that the bridge cannot read by their REST API, by cause.',
  },
  kontor_shops_unread_oldest_age_seconds: {
    type: 'gauge',
    of: 'database',
    labels: ['code'],
    help: 'How long the first of these shops could not be read.',
  },
  kontor_offices_overdue: {
    type: 'gauge',
    of: 'database',
    labels: ['code'],
    help: 'Connections whose office has not asked, or has not acknowledged a document, for two expected intervals.',
  },
  kontor_office_folders_unusable: {
    type: 'gauge',
    of: 'database',
    labels: ['code'],
    help: 'Folders into which documents are written for an office and that the bridge cannot use, by cause.',
  },

  kontor_vendor_calls_total: {
    type: 'counter',
    of: 'process',
    labels: ['system', 'outcome', 'status'],
    values: {
      outcome: [
        'answer',
        'no_budget',
        'deadline',
        'address_refused',
        'name_unknown',
        'connection_refused',
        'timeout',
        'cut',
        'too_large',
      ],
      status: ['2xx', '3xx', '4xx', '429', '5xx', ''],
    },
    help: [
      'Calls to systems. `no_budget` and `deadline` were never sent. `status` is empty without an answer;',
      '429 is counted separately from 4xx.',
    ].join(' '),
  },
  kontor_vendor_call_duration_seconds: {
    type: 'histogram',
    of: 'process',
    labels: ['system'],
    buckets: calls,
    help: 'Time from connecting to the end of the answer or to giving up, without the wait for the rate budget.',
  },
  kontor_vendor_wait_seconds: {
    type: 'histogram',
    of: 'process',
    labels: ['system'],
    buckets: calls,
    help: "Time spent waiting for a place in the vendor's rate budget.",
  },

  kontor_database_up: {
    type: 'gauge',
    of: 'process',
    labels: [],
    help: '1: the database answered the last time that the process asked it.',
  },
  kontor_database_writable: {
    type: 'gauge',
    of: 'process',
    labels: [],
    help: '1: the database accepts writes. A standby, or a database set to read-only, does not.',
  },
  kontor_database_connections: {
    type: 'gauge',
    of: 'process',
    labels: ['state'],
    values: { state: ['in_use', 'idle', 'waiting'] },
    help: 'Connections of the pools for frequent statements; `waiting`: pieces of work that wait for one.',
  },
  kontor_database_wait_seconds: {
    type: 'histogram',
    of: 'process',
    labels: [],
    buckets: waits,
    help: 'Time spent waiting for a connection of these pools.',
  },
} as const satisfies Readonly<Record<string, Metric>>;

export type MetricName = keyof typeof metrics;
export type NameOf<Type extends Metric['type']> = {
  [Name in MetricName]: (typeof metrics)[Name]['type'] extends Type ? Name : never;
}[MetricName];
/** A value for each label of the metric; when all values of a label are known, one of them. */
export type LabelsOf<Name extends MetricName> = {
  readonly [L in (typeof metrics)[Name]['labels'][number]]: (typeof metrics)[Name] extends {
    values: Readonly<Record<L, readonly (infer Value extends string)[]>>;
  }
    ? Value
    : string;
};
