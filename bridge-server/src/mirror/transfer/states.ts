/**
 * The state machine of a transfer, as data. A state says who acts next, a reason says why. Everything that may happen
 * to a transfer is a row here; a pair of state and event that has no row is refused. Code, tests and docs read this
 * table.
 */

export const states = ['waiting', 'sending', 'in_doubt', 'handed_over', 'blocked', 'done', 'closed'] as const;
/**
 * `waiting`: the worker, later · `sending`: the worker, now · `in_doubt`: the worker asks the system · `handed_over`:
 * the office · `blocked`: a person · `done`: the document is there · `closed`: nothing more to do here.
 */
export type TransferState = (typeof states)[number];

/**
 * A subject's transfers to one connection run one after the other. A transfer in one of these states holds the lane.
 */
const laneStates: readonly TransferState[] = ['waiting', 'sending', 'in_doubt', 'blocked'];

/** A transfer that is handed over holds the lane until the office has fetched it, since it may still be made anew. */
export const holdsLane = ({ state, fetched }: { state: TransferState; fetched: boolean }): boolean =>
  laneStates.includes(state) || (state === 'handed_over' && !fetched);

/** `holdsLane` as SQL. The states are literals, since PostgreSQL uses the partial index only then. */
export const holdsLaneSql = (alias: string): string =>
  `${alias}.state in (${quoted([...laneStates, 'handed_over'])})
   and not (${alias}.state = 'handed_over' and ${alias}.fetched)`;

/**
 * Whether the later transfers of its lane wait for it. A blocked payment holds up nothing, since the order's document
 * and its amendments do not need the payment.
 */
export const holdsUp = (transfer: {
  state: TransferState;
  fetched: boolean;
  kind: string;
  aboutKind: string;
}): boolean => {
  const isBlockedPayment =
    transfer.state === 'blocked' && (transfer.kind === 'payment' || transfer.aboutKind === 'payment');
  return holdsLane(transfer) && !isBlockedPayment;
};

/** `holdsUp` as SQL. */
export const holdsUpSql = (alias: string): string =>
  `${holdsLaneSql(alias)}
   and not (${alias}.state = 'blocked' and (${alias}.kind = 'payment' or ${alias}.about_kind = 'payment'))`;

/** States as SQL literals. */
const quoted = (literals: readonly TransferState[]): string => literals.map((state) => `'${state}'`).join(', ');

export type Actor = 'intake' | 'worker' | 'janitor' | 'office' | 'person' | 'settings';

/** What must hold for a row to apply; checked against the transfer by `transition.ts`. */
export type Condition =
  /** No creating step was begun, so the transfer may still be dropped. */
  | 'nothing_begun'
  | 'begun'
  /** A creating step's outcome is not known. */
  | 'intent_open'
  | 'no_intent_open'
  /** Closed by a rule or before sending, not by a person. */
  | 'reopenable'
  | 'reason_doubt'
  | 'reason_document_differs'
  /** The office has fetched what was handed over, or has not. */
  | 'fetched'
  | 'not_fetched'
  /** The shop has called the order off since the office fetched the document. */
  | 'called_off'
  /** The shop has changed the order since the office fetched the document. */
  | 'changed_since'
  /** A person asked for a replay that is not settled yet. */
  | 'replayed'
  /** The document was whole when the replay was asked for. */
  | 'was_done'
  /** The document was not whole then, or no replay was asked for. */
  | 'not_done_before';

/** When the transfer is looked at again. */
export type Due =
  | 'now'
  /** By the retry schedule, with jitter. */
  | 'retry'
  /** Behind another transfer of its lane: after 1 s, doubling to 5 minutes. */
  | 'lane'
  /** After the system's settling time, before asking (again). */
  | 'settle'
  /** When the event says: `Retry-After`, a place in the rate budget, the office's time for its acknowledgement. */
  | 'asked';

export interface Row {
  from: TransferState | 'none';
  event: string;
  when?: readonly Condition[];
  to: TransferState;
  /** The reason's code; or its group, where the event brings the whole code (`gap.` → `gap.rate_unmapped`). */
  reason: string;
  who: readonly Actor[];
  due?: Due;
  /** `drop` is the default: only a worker that goes on keeps its lease. */
  lease?: 'take' | 'keep' | 'drop';
  attempts?: 'add' | 'reset';
  /** A claim is forgotten when it ends in an orderly way. A claim that a crash ends is not. */
  claims?: 'add' | 'keep';
  /**
   * What becomes of the open intent. `withdraw`: the step certainly had no effect. `adopt`: its result is known now.
   * `reopen`: the target is asked about the step again. `repeat`: the very same step is sent again; if the first call
   * arrives after all, it carries the same content. `restart`: the document is not there any more and is planned anew,
   * as if nothing was begun.
   */
  intent?: 'withdraw' | 'adopt' | 'reopen' | 'repeat' | 'restart';
  /** After a restore, the target is asked before a step is done: `asking`, or what it answered. */
  looked?: 'asking' | 'found' | 'absent';
  /** Whether a person insists that the transfer be sent. From then on, rules no longer leave it out. */
  insists?: boolean;
  /** What is written besides, in the same transaction. */
  also?: 'amendment' | 'cancellation' | 'open_breaker' | 'task';
  /**
   * `offer`: the bytes are stored with it. `fetch`: from here on they stay as they are. Leaving `handed_over` drops
   * them.
   */
  handover?: 'offer' | 'fetch';
}

const worker = ['worker'] as const;
const person = ['person'] as const;
const intake = ['intake'] as const;

// prettier-ignore
export const table = [
  // Which transfers exist.
  { from: 'none', event: 'wanted', to: 'waiting', reason: 'wanted.', who: ['intake', 'settings', 'worker'], due: 'now' },
  { from: 'none', event: 'not_wanted', to: 'closed', reason: 'rule.', who: ['intake', 'settings'] },
  { from: 'none', event: 'cancelled', to: 'closed', reason: 'cancelled.before_sending', who: ['intake', 'settings'] },
  { from: 'closed', event: 'wanted', when: ['reopenable'], to: 'waiting', reason: 'wanted.', who: ['intake', 'settings'], due: 'now', attempts: 'reset' },
  { from: 'closed', event: 'not_wanted', to: 'closed', reason: 'rule.', who: ['intake', 'settings'] },
  { from: 'waiting', event: 'not_wanted', when: ['nothing_begun'], to: 'closed', reason: 'rule.', who: ['intake', 'settings'] },
  { from: 'blocked', event: 'not_wanted', when: ['nothing_begun'], to: 'closed', reason: 'rule.', who: ['intake', 'settings'] },
  { from: 'waiting', event: 'cancelled', when: ['nothing_begun'], to: 'closed', reason: 'cancelled.before_sending', who: intake },
  { from: 'blocked', event: 'cancelled', when: ['nothing_begun'], to: 'closed', reason: 'cancelled.before_sending', who: intake },

  // Claiming.
  { from: 'waiting', event: 'claimed', to: 'sending', reason: 'claimed.', who: worker, lease: 'take', claims: 'add' },
  { from: 'waiting', event: 'behind', to: 'waiting', reason: 'behind.lane', who: worker, due: 'lane' },
  { from: 'waiting', event: 'crashed_too_often', to: 'blocked', reason: 'gave_up.crashed_worker', who: worker },
  { from: 'waiting', event: 'schedule_used_up', to: 'blocked', reason: 'gave_up.attempts', who: worker },

  // Sending.
  { from: 'sending', event: 'gaps', to: 'blocked', reason: 'gap.', who: worker, also: 'task' },
  // What the system cannot do, or the connection's settings leave to people, holds up nothing. It becomes a task.
  { from: 'sending', event: 'by_hand', when: ['nothing_begun'], to: 'closed', reason: 'rule.', who: worker, also: 'task' },
  { from: 'sending', event: 'fault', to: 'blocked', reason: 'gave_up.bug', who: worker },
  { from: 'sending', event: 'finished', to: 'done', reason: 'sent', who: worker, intent: 'adopt' },
  { from: 'sending', event: 'differs', to: 'blocked', reason: 'refused.document_differs', who: worker, intent: 'adopt' },
  { from: 'sending', event: 'refused', to: 'blocked', reason: 'refused.', who: worker, intent: 'withdraw' },
  { from: 'sending', event: 'held', to: 'waiting', reason: 'held.', who: worker, due: 'asked', intent: 'withdraw', also: 'open_breaker' },
  // A probe has just shown that the connection works for other transfers, so this transfer alone is turned away.
  { from: 'sending', event: 'turned_away', to: 'waiting', reason: 'retry.', who: worker, due: 'retry', attempts: 'add', intent: 'withdraw' },
  { from: 'sending', event: 'postponed', to: 'waiting', reason: 'retry.', who: worker, due: 'asked', intent: 'withdraw' },
  // After a restore nobody knows here what was done since the backup, so the target is asked before a step is done.
  { from: 'sending', event: 'look_first', to: 'in_doubt', reason: 'doubt.restored', who: worker, due: 'asked', looked: 'asking' },
  { from: 'sending', event: 'doubt', to: 'in_doubt', reason: 'doubt.', who: worker, due: 'settle' },
  { from: 'sending', event: 'retry', to: 'waiting', reason: 'retry.', who: worker, due: 'retry', attempts: 'add' },
  { from: 'sending', event: 'lease_over', when: ['intent_open'], to: 'in_doubt', reason: 'doubt.lost_worker', who: ['janitor'], due: 'settle', claims: 'keep' },
  { from: 'sending', event: 'lease_over', when: ['no_intent_open'], to: 'waiting', reason: 'retry.lost_worker', who: ['janitor'], due: 'now', claims: 'keep' },
  { from: 'sending', event: 'stopped', to: 'waiting', reason: 'retry.stopped', who: worker, due: 'now' },
  { from: 'sending', event: 'not_wanted', when: ['nothing_begun'], to: 'closed', reason: 'rule.', who: worker },
  { from: 'sending', event: 'cancelled', when: ['nothing_begun'], to: 'closed', reason: 'cancelled.before_sending', who: worker },
  { from: 'sending', event: 'offered', to: 'handed_over', reason: 'offered', who: worker, due: 'now', handover: 'offer' },

  // In doubt: the target is asked. A step without a guard is never sent again on a guess.
  { from: 'in_doubt', event: 'found', to: 'sending', reason: 'resolved.found', who: worker, lease: 'keep', intent: 'adopt', looked: 'found' },
  { from: 'in_doubt', event: 'absent_first', to: 'in_doubt', reason: 'doubt.asked_once', who: worker, due: 'settle' },
  { from: 'in_doubt', event: 'absent_guarded', to: 'sending', reason: 'resolved.absent', who: worker, lease: 'keep', intent: 'repeat', looked: 'absent' },
  // After a replay: a document that is still there is left as it is; a document that is gone is made anew in its turn.
  { from: 'in_doubt', event: 'found_again', when: ['was_done'], to: 'done', reason: 'replay.found', who: worker, intent: 'adopt' },
  { from: 'in_doubt', event: 'gone', when: ['replayed'], to: 'waiting', reason: 'replay.absent', who: worker, due: 'now', intent: 'restart' },
  { from: 'in_doubt', event: 'absent_unguarded', to: 'blocked', reason: 'doubt.ask', who: worker },
  { from: 'in_doubt', event: 'several', to: 'blocked', reason: 'doubt.several', who: worker },
  { from: 'in_doubt', event: 'lookup_failed', to: 'in_doubt', reason: 'doubt.lookup_failed', who: worker, due: 'retry', attempts: 'add' },
  { from: 'in_doubt', event: 'unanswered', to: 'blocked', reason: 'doubt.unanswered', who: worker },
  { from: 'in_doubt', event: 'postponed', to: 'in_doubt', reason: 'doubt.postponed', who: worker, due: 'asked' },
  { from: 'in_doubt', event: 'fault', to: 'blocked', reason: 'gave_up.bug', who: worker },
  { from: 'in_doubt', event: 'crashed_too_often', to: 'blocked', reason: 'gave_up.crashed_worker', who: worker },
  { from: 'in_doubt', event: 'nothing_to_ask', to: 'waiting', reason: 'resolved.nothing_begun', who: worker, due: 'now' },

  // Pulled systems. Bytes that nobody has fetched go back to the worker, since only a worker makes bytes.
  { from: 'handed_over', event: 'fetched', to: 'handed_over', reason: 'fetched', who: ['office'], due: 'asked', handover: 'fetch' },
  { from: 'handed_over', event: 'not_acknowledged', when: ['fetched'], to: 'handed_over', reason: 'offered.again', who: ['janitor'], due: 'now' },
  // The reason goes on telling what the shop has done since the fetch.
  { from: 'handed_over', event: 'retry_asked', when: ['called_off'], to: 'handed_over', reason: 'cancelled.after_fetch', who: person, due: 'now' },
  { from: 'handed_over', event: 'retry_asked', when: ['changed_since'], to: 'handed_over', reason: 'changed.after_fetch', who: person, due: 'now' },
  { from: 'handed_over', event: 'retry_asked', to: 'handed_over', reason: 'offered.again', who: person, due: 'now' },
  { from: 'handed_over', event: 'accepted', when: ['fetched', 'called_off'], to: 'done', reason: 'cancelled.after_sending', who: ['office'] },
  { from: 'handed_over', event: 'accepted', when: ['fetched', 'changed_since'], to: 'done', reason: 'changed.after_sending', who: ['office'] },
  { from: 'handed_over', event: 'accepted', when: ['fetched'], to: 'done', reason: 'accepted', who: ['office'] },
  { from: 'handed_over', event: 'refused_by_office', when: ['fetched'], to: 'blocked', reason: 'refused.by_office', who: ['office'], intent: 'withdraw' },
  { from: 'handed_over', event: 'revised', when: ['not_fetched'], to: 'waiting', reason: 'changed.before_fetch', who: ['intake', 'settings'], due: 'now', intent: 'withdraw' },
  { from: 'handed_over', event: 'not_wanted', when: ['not_fetched'], to: 'closed', reason: 'rule.', who: ['intake', 'settings'], intent: 'withdraw' },
  { from: 'handed_over', event: 'cancelled', when: ['not_fetched'], to: 'closed', reason: 'cancelled.before_fetch', who: intake, intent: 'withdraw' },
  { from: 'handed_over', event: 'revised', when: ['fetched'], to: 'handed_over', reason: 'changed.after_fetch', who: ['intake', 'settings'], also: 'amendment' },
  { from: 'handed_over', event: 'cancelled_later', when: ['fetched'], to: 'handed_over', reason: 'cancelled.after_fetch', who: intake, also: 'cancellation' },

  // A person, or a change, moves a blocked transfer.
  { from: 'blocked', event: 'changed', when: ['no_intent_open'], to: 'waiting', reason: 'retry.changed', who: ['intake', 'settings'], due: 'now', attempts: 'reset' },
  { from: 'blocked', event: 'changed', when: ['intent_open'], to: 'in_doubt', reason: 'retry.changed', who: ['intake', 'settings'], due: 'now', attempts: 'reset' },
  { from: 'blocked', event: 'retry_asked', when: ['no_intent_open'], to: 'waiting', reason: 'retry.asked', who: person, due: 'now', attempts: 'reset' },
  { from: 'blocked', event: 'retry_asked', when: ['intent_open'], to: 'in_doubt', reason: 'retry.asked', who: person, due: 'now', attempts: 'reset' },
  { from: 'blocked', event: 'said_absent', when: ['reason_doubt'], to: 'waiting', reason: 'resolved.by_person', who: person, due: 'now', intent: 'withdraw', attempts: 'reset', looked: 'absent' },
  { from: 'blocked', event: 'said_found', when: ['reason_doubt', 'not_done_before'], to: 'waiting', reason: 'resolved.by_person', who: person, due: 'now', intent: 'adopt', looked: 'found', attempts: 'reset' },
  { from: 'blocked', event: 'said_found', when: ['reason_doubt', 'was_done'], to: 'done', reason: 'resolved.by_person', who: person, intent: 'adopt', looked: 'found' },
  { from: 'blocked', event: 'difference_accepted', when: ['reason_document_differs'], to: 'done', reason: 'accepted.difference', who: person },
  { from: 'waiting', event: 'retry_asked', to: 'waiting', reason: 'retry.asked', who: person, due: 'now', attempts: 'reset' },
  { from: 'waiting', event: 'called_off', when: ['nothing_begun'], to: 'closed', reason: 'cancelled.by_person', who: person, insists: false },
  { from: 'blocked', event: 'called_off', when: ['nothing_begun'], to: 'closed', reason: 'cancelled.by_person', who: person, insists: false },
  { from: 'closed', event: 'send_asked', when: ['nothing_begun'], to: 'waiting', reason: 'wanted.by_person', who: person, due: 'now', attempts: 'reset', insists: true },
  { from: 'waiting', event: 'send_asked', to: 'waiting', reason: 'wanted.by_person', who: person, due: 'now', attempts: 'reset', insists: true },
  { from: 'waiting', event: 'elsewhere', to: 'closed', reason: 'elsewhere', who: person },
  { from: 'in_doubt', event: 'elsewhere', to: 'closed', reason: 'elsewhere', who: person },
  { from: 'blocked', event: 'elsewhere', to: 'closed', reason: 'elsewhere', who: person },
  { from: 'handed_over', event: 'elsewhere', to: 'closed', reason: 'elsewhere', who: person, intent: 'withdraw' },
  { from: 'done', event: 'replay_asked', to: 'in_doubt', reason: 'replay.asked', who: person, due: 'now', intent: 'reopen', attempts: 'reset' },
  { from: 'closed', event: 'replay_asked', when: ['begun'], to: 'in_doubt', reason: 'replay.asked', who: person, due: 'now', intent: 'reopen', attempts: 'reset' },

  // The shop changed its order after the document was made.
  { from: 'done', event: 'revised', to: 'done', reason: 'changed.after_sending', who: ['intake', 'worker'], also: 'amendment' },
  { from: 'done', event: 'cancelled_later', to: 'done', reason: 'cancelled.after_sending', who: ['intake', 'worker'], also: 'cancellation' },
] as const satisfies readonly Row[];

/** Everything that can happen to a transfer. */
export type EventName = (typeof table)[number]['event'];

/** The rows for a state and an event; none means that the pair is not allowed. */
export function rowsFor(from: TransferState | 'none', event: EventName): readonly Row[] {
  return table.filter((row: Row) => row.from === from && row.event === event);
}
