import type { Reason, Word } from '@kontor/shared/problem';
import type { NewTask } from '../../desk/tasks.ts';
import type { Gap } from '../../systems/contract.ts';
import type { RemoteDocument } from '../../systems/contract-document.ts';
import type { EventName } from './states.ts';

/** What stands behind an event; it is stored as the transfer's detail. */
interface Cause {
  why: Reason;
}

/** Compiles only if the events are exactly those of the state table. */
type EveryEvent<Event extends { name: EventName }> = [EventName] extends [Event['name']] ? Event : never;

/**
 * What happened to a transfer, as the state table knows it. `reason`: the whole code, where the table's row names only
 * the group. `afterSeconds`: when the transfer is looked at next, where the row leaves that to the event.
 */
export type TransferEvent = EveryEvent<
  // Which transfers exist.
  | { name: 'wanted'; reason: `wanted.${string}` }
  | { name: 'not_wanted'; reason: `rule.${string}` }
  | { name: 'cancelled' }

  // Claiming.
  | { name: 'claimed'; reason: `claimed.${string}` }
  | { name: 'behind' }
  | { name: 'crashed_too_often'; detail: Cause }
  | { name: 'schedule_used_up'; detail: Cause }

  // Sending.
  | {
      name: 'gaps';
      reason: `gap.${string}`;
      detail: Cause & { gaps: Gap[] };
      /** What a person may decide in place of mending the gaps. */
      tasks: readonly NewTask[];
    }
  | { name: 'by_hand'; reason: `rule.${string}`; detail: Cause; tasks: readonly NewTask[] }
  | { name: 'fault'; detail: Cause }
  /** `notes`: what people should know of the document. */
  | { name: 'finished'; document: RemoteDocument; notes: readonly Word[] }
  | { name: 'differs'; document: RemoteDocument; detail: Cause }
  /** `anew`: nothing of the document is there, whatever was done, so the next attempt plans anew. */
  | { name: 'refused'; reason: `refused.${string}`; detail: Cause; anew: boolean }
  /** `afterSeconds`: when the circuit breaker closes by itself; null: a probe closes it. */
  | { name: 'held'; reason: `held.${string}`; detail: Cause; afterSeconds: number | null }
  | { name: 'turned_away'; reason: `retry.${string}`; detail: Cause }
  /** Also of a transfer in doubt, whose row of the table names the whole code. */
  | { name: 'postponed'; reason: `retry.${string}` | 'doubt.postponed'; detail: Cause; afterSeconds: number }
  | { name: 'look_first'; detail: Cause; afterSeconds: number }
  | { name: 'doubt'; reason: `doubt.${string}`; detail: Cause; afterSeconds: number }
  | { name: 'retry'; reason: `retry.${string}`; detail: Cause }
  | { name: 'lease_over'; afterSeconds: number }
  | { name: 'stopped' }
  | { name: 'offered' }

  // In doubt. `result`: what the step in doubt brought.
  | { name: 'found'; result: unknown }
  | { name: 'found_again'; result: unknown; document: RemoteDocument | null }
  | { name: 'absent_first' }
  | { name: 'absent_guarded' }
  | { name: 'absent_unguarded'; detail: Cause }
  | { name: 'gone' }
  | { name: 'several'; detail: Cause }
  | { name: 'lookup_failed'; detail: Cause }
  | { name: 'unanswered'; detail: Cause }
  | { name: 'nothing_to_ask' }

  // The office.
  | { name: 'fetched'; afterSeconds: number }
  | { name: 'not_acknowledged' }
  | { name: 'accepted'; document: RemoteDocument }
  | { name: 'refused_by_office'; detail: Cause }

  // The shop.
  | { name: 'changed' }
  | { name: 'revised' }
  | { name: 'cancelled_later' }

  // A person.
  | { name: 'retry_asked' }
  | { name: 'said_absent' }
  | { name: 'said_found'; result: unknown; document: RemoteDocument }
  | { name: 'difference_accepted' }
  | { name: 'called_off' }
  | { name: 'send_asked' }
  | { name: 'elsewhere' }
  | { name: 'replay_asked' }
>;

/** The event of that name, with its fields. */
export type EventOf<Name extends EventName> = Extract<TransferEvent, { name: Name }>;
