/**
 * Every metric of the bridge, as data: the meter, the page of the documentation and the alert rules are made from, or
 * held against, this list. Labels are bounded: no shop, no order and nothing of a person is ever one.
 */

/** What a label says, and how many values it can have at most. */
export const labels = {
  outcome: 'what became of it',
  system: "the vendor's product, such as `poweroffice`",
  kind: 'order, amendment, refund, cancellation or payment',
  event: 'what happened, as the [state table](states.md) names it, with `_` for spaces',
  state: 'who acts next, as the [state table](states.md) names it',
  group: 'the first part of the reason: gap, refused, doubt, gave_up',
  code: 'one of the [codes](errors.md)',
  status: 'class of the HTTP status',
  route: 'the address as the interface is described, without ids',
  loop: 'which recurring work of a worker',
  version: 'of the bridge',
  node: 'version of Node.js',
  role: 'web, worker or both',
} as const;
export type Label = keyof typeof labels;

/**
 * `values`: of a label whose values are all known; a counter with none but such labels begins at 0 in every process.
 */
export interface Metric {
  type: 'counter' | 'gauge' | 'histogram';
  help: string;
  labels: readonly Label[];
  values?: Partial<Record<Label, readonly string[]>>;
  /** Upper bounds of a histogram's buckets, in seconds. */
  buckets?: readonly number[];
  /** Where it is counted: in the process that is asked, or in the database, which tells every process the same. */
  of: 'process' | 'database';
}

const waits = [0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const calls = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20];
const loops = ['claim', 'review', 'reroute', 'janitor', 'breakers', 'follow', 'tasks', 'proofs', 'beat'];

export const metrics = {
  kontor_build_info: {
    type: 'gauge',
    of: 'process',
    labels: ['version', 'node', 'role'],
    help: 'Always 1; the labels tell what runs.',
  },

  kontor_requests_total: {
    type: 'counter',
    of: 'process',
    labels: ['status', 'code'],
    help: 'Requests answered; `code` is empty where nothing was refused.',
  },
  kontor_request_duration_seconds: {
    type: 'histogram',
    of: 'process',
    labels: ['route'],
    buckets: waits,
    help: 'From a request to its answer.',
  },
  kontor_intake_events_total: {
    type: 'counter',
    of: 'process',
    labels: ['outcome'],
    values: { outcome: ['accepted', 'duplicate', 'stale', 'refused', 'replayed', 'unavailable'] },
    help: 'Events of shops whose proof was right. `refused`: the order cannot be read; where it has an id, it is stored with its problem. `unavailable`: the database took nothing, and the shop sends them again.',
  },

  kontor_claims_total: {
    type: 'counter',
    of: 'process',
    labels: ['system'],
    help: 'Transfers that a worker took in hand.',
  },
  kontor_transfer_events_total: {
    type: 'counter',
    of: 'process',
    labels: ['system', 'kind', 'event'],
    help: 'What workers brought about: `finished` is a document done, `retry` a further attempt, `found` or `absent_guarded` a doubt resolved.',
  },
  kontor_worker_rounds_total: {
    type: 'counter',
    of: 'process',
    labels: ['loop', 'outcome'],
    values: { loop: loops, outcome: ['done', 'failed'] },
    help: "Rounds of a worker's recurring work; a worker that stands still counts none.",
  },

  kontor_orders_unreadable: {
    type: 'gauge',
    of: 'database',
    labels: ['code'],
    help: 'Orders whose newest content cannot be read, by why. Each is a task until a later content can be read.',
  },
  kontor_transfers: {
    type: 'gauge',
    of: 'database',
    labels: ['system', 'state'],
    help: 'Transfers that somebody still has to act on. Done and closed ones are not counted: `kontor_transfer_events_total` tells how many come to be.',
  },
  kontor_transfers_blocked: {
    type: 'gauge',
    of: 'database',
    labels: ['system', 'group'],
    help: 'Transfers that wait for a person, by why.',
  },
  kontor_transfers_oldest_due_age_seconds: {
    type: 'gauge',
    of: 'database',
    labels: [],
    help: 'For how long the oldest transfer has been due that a worker should have taken in hand, its connection not being held back; 0: none is.',
  },
  kontor_transfers_oldest_doubt_age_seconds: {
    type: 'gauge',
    of: 'database',
    labels: [],
    help: 'For how long the oldest doubt has lasted that the bridge is still asking about; 0: there is none.',
  },
  kontor_connections_held: {
    type: 'gauge',
    of: 'database',
    labels: ['system', 'code'],
    help: 'Connections that are held back by an open circuit breaker, by why.',
  },
  kontor_connections_held_oldest_age_seconds: {
    type: 'gauge',
    of: 'database',
    labels: ['system', 'code'],
    help: 'For how long the first of these connections has been held back.',
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
    help: 'Calls that a system was to get. `no_budget` and `deadline` did not go out; `status` is empty without an answer, and 429 stands for itself.',
  },
  kontor_vendor_call_duration_seconds: {
    type: 'histogram',
    of: 'process',
    labels: ['system'],
    buckets: calls,
    help: 'From connecting to the end of the answer, or to giving up; waiting for a place in the rate budget is not in it.',
  },
  kontor_vendor_wait_seconds: {
    type: 'histogram',
    of: 'process',
    labels: ['system'],
    buckets: calls,
    help: "Waiting for a place in the vendor's rate budget.",
  },

  kontor_database_up: {
    type: 'gauge',
    of: 'process',
    labels: [],
    help: '1: the database answered the last time that this page was made.',
  },
  kontor_database_writable: {
    type: 'gauge',
    of: 'process',
    labels: [],
    help: '1: it takes writes; a standby, or one set read-only, does not.',
  },
  kontor_database_connections: {
    type: 'gauge',
    of: 'process',
    labels: ['state'],
    values: { state: ['in_use', 'idle', 'waiting'] },
    help: 'Connections of the pool for the hot statements; `waiting`: pieces of work that want one.',
  },
  kontor_database_wait_seconds: {
    type: 'histogram',
    of: 'process',
    labels: [],
    buckets: waits,
    help: 'Waiting for a connection of that pool.',
  },
} as const satisfies Readonly<Record<string, Metric>>;

export type MetricName = keyof typeof metrics;
export type NameOf<Type extends Metric['type']> = {
  [Name in MetricName]: (typeof metrics)[Name]['type'] extends Type ? Name : never;
}[MetricName];
/** A value for each of the metric's labels; where all values are known, one of them. */
export type LabelsOf<Name extends MetricName> = {
  readonly [L in (typeof metrics)[Name]['labels'][number]]: (typeof metrics)[Name] extends {
    values: Readonly<Record<L, readonly (infer Value extends string)[]>>;
  }
    ? Value
    : string;
};
