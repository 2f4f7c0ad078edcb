import type { Reason } from '@kontor/shared/problem';
import type { Rules } from '../../shops/rules.ts';
import type { PersonVerb } from './person.ts';
import { insistenceOn, isNeeded, neededBy, type Sibling } from '../delivery/siblings.ts';
import { holdsLane } from '../transfer/states.ts';
import { aboutOf, type Transfer } from '../transfer/transfer.ts';
import { decisionNow, isRouted, type Standing, type Wanted } from '../transfer/wanted.ts';
import { reason } from '../../texts/reason.ts';

/** What a person's word is held against: the order, the connection and the lane. */
export interface Circumstances {
  /** The order's transfers to the connection, this one among them, oldest first. */
  siblings: readonly Sibling[];
  order: Standing;
  rules: Rules;
  /** The connection was removed. */
  archived: boolean;
}

/** The fields of a transfer that objections look at. */
export type JudgedTransfer = Pick<
  Transfer,
  'id' | 'kind' | 'reference' | 'reason' | 'aboutKind' | 'aboutReference' | 'documentKey'
> & {
  /** The last creating step; null where no step was begun. */
  intent: unknown;
};

/**
 * Pure: why a person's word does not count although the state allows it; null when it counts. A person may override how
 * a connection is set. A person may not send what is called off, make again what was cancelled, or reach into a lane
 * that is being sent.
 */
export function objectionTo(verb: PersonVerb, transfer: JudgedTransfer, circumstances: Circumstances): Reason | null {
  if (verb !== 'send' && verb !== 'replay') return null;
  const { siblings, order, rules, archived } = circumstances;
  if (archived) return reason('transfer.connection_removed');
  const decision = decisionNow(transfer, order, rules, { ...insistenceOn(transfer, siblings), own: true });
  // A cancellation is for an order that is called off; every other document is for an order that is not.
  if (transfer.kind === 'cancellation' && decision.kind !== 'cancelled') return reason('transfer.not_called_off');
  if (transfer.kind !== 'cancellation' && decision.kind === 'cancelled')
    return reason('transfer.called_off', { what: isRouted(transfer.kind) ? transfer.kind : 'order' });
  return verb === 'send' ? objectionToSend(transfer, siblings, decision) : objectionToReplay(transfer, siblings);
}

function objectionToSend(
  transfer: Pick<Transfer, 'kind' | 'aboutKind' | 'aboutReference'>,
  siblings: readonly Sibling[],
  decision: Wanted,
): Reason | null {
  if (isRouted(transfer.kind) && decision.kind === 'not_wanted')
    return reason('transfer.ruled_out', { reason: decision.reason });
  const about = aboutOf(transfer);
  for (const needed of neededBy(transfer.kind, about)) {
    const other = siblings.find((sibling) => isNeeded(sibling, needed, about));
    // A document that is on its way is waited for.
    const isComing = other && (other.state === 'done' || other.state === 'handed_over' || holdsLane(other));
    if (!isComing) return needsAnother(transfer, needed, other);
  }
  return null;
}

function objectionToReplay(
  transfer: Pick<JudgedTransfer, 'kind' | 'reason' | 'documentKey' | 'intent'>,
  siblings: readonly Sibling[],
): Reason | null {
  // A document that no step made was fetched by the office, so the target cannot be asked about it.
  if (transfer.intent === null) return reason('transfer.not_looked_for', { key: transfer.documentKey });
  if (siblings.some(({ state }) => state === 'sending')) return reason('transfer.lane_sending');
  // A cancellation that was closed before it started has reversed nothing, so it does not prevent a replay.
  const isCancelled = siblings.some(
    ({ kind, state, reason }) => kind === 'cancellation' && (state !== 'closed' || reason === 'elsewhere'),
  );
  if (transfer.kind !== 'cancellation' && isCancelled) return reason('transfer.taken_back');
  // The shop has changed or deleted the refund or payment since, and its document was left to a person.
  if ((transfer.kind === 'refund' || transfer.kind === 'payment') && transfer.reason === 'changed.after_sending')
    return reason('transfer.taken_back');
  return null;
}

const needsAnother = ({ kind }: Pick<Transfer, 'kind'>, needed: string, other: Sibling | undefined): Reason =>
  other?.reason === 'elsewhere'
    ? reason('transfer.needs_another:elsewhere', { needed, kind })
    : reason('transfer.needs_another', { needed, kind, reason: other?.reason ?? '–' });
