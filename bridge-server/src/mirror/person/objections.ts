import type { Reason } from '@kontor/shared/problem';
import type { Rules } from '../../shops/rules.ts';
import type { PersonVerb } from './person.ts';
import { insistenceOn, isNeeded, neededBy, type Sibling } from '../delivery/planning.ts';
import { holdsLane } from '../transfer/states.ts';
import { aboutOf, type Transfer } from '../transfer/transfer.ts';
import { decisionNow, isRouted, type Standing } from '../transfer/wanted.ts';
import { reason } from '../../texts/reason.ts';

/** What a person's word is held against. */
export interface Circumstances {
  /** The order's transfers to the connection, this one among them, oldest first. */
  siblings: readonly Sibling[];
  order: Standing;
  rules: Rules;
  /** The connection was removed. */
  archived: boolean;
}

/** As much of a transfer as objections look at. */
export type JudgedTransfer = Pick<
  Transfer,
  'id' | 'kind' | 'reference' | 'reason' | 'aboutKind' | 'aboutReference' | 'documentKey'
> & {
  /** The last creating step; null where none was begun. */
  intent: unknown;
};

/**
 * Pure: why a person's word does not hold although the state allows it; null when it does. A person may override how a
 * connection is set, never send what is called off, make again what was taken back, or reach into a lane that is being sent.
 */
export function objectionTo(verb: PersonVerb, transfer: JudgedTransfer, given: Circumstances): Reason | null {
  if (verb !== 'send' && verb !== 'replay') return null;
  if (given.archived) return reason('transfer.connection_removed');
  const decision = decisionNow(transfer, given.order, given.rules, {
    ...insistenceOn(transfer, given.siblings),
    own: true,
  });
  // A cancellation is for an order that is called off, everything else for one that is not.
  if (transfer.kind === 'cancellation' && decision.kind !== 'cancelled') return reason('transfer.not_called_off');
  if (transfer.kind !== 'cancellation' && decision.kind === 'cancelled')
    return reason('transfer.called_off', { what: isRouted(transfer.kind) ? transfer.kind : 'order' });
  return verb === 'send' ? toSend(transfer, given, decision) : toReplay(transfer, given);
}

function toSend(
  transfer: Pick<Transfer, 'id' | 'kind' | 'reference' | 'aboutKind' | 'aboutReference'>,
  { siblings }: Circumstances,
  decision: ReturnType<typeof decisionNow>,
): Reason | null {
  if (isRouted(transfer.kind) && decision.kind === 'not_wanted')
    return reason('transfer.ruled_out', { reason: decision.reason });
  const about = aboutOf(transfer);
  for (const needed of neededBy(transfer.kind, about)) {
    const its = siblings.find((sibling) => isNeeded(sibling, needed, about));
    // One that is on its way is waited for.
    if (!its || !(its.state === 'done' || its.state === 'handed_over' || holdsLane(its)))
      return needsAnother(transfer, needed, its);
  }
  return null;
}

function toReplay(
  transfer: Pick<JudgedTransfer, 'id' | 'kind' | 'reason' | 'documentKey' | 'intent'>,
  { siblings }: Circumstances,
): Reason | null {
  // Without a step that made it, the office fetched it.
  if (transfer.intent === null) return reason('transfer.not_looked_for', { key: transfer.documentKey });
  if (siblings.some(({ state }) => state === 'sending')) return reason('transfer.lane_sending');
  // A cancellation that was closed before it started has taken nothing back, so it does not prevent a replay.
  const cancellation = siblings.some(
    ({ kind, state, reason }) => kind === 'cancellation' && !(state === 'closed' && reason !== 'elsewhere'),
  );
  if (transfer.kind !== 'cancellation' && cancellation) return reason('transfer.taken_back');
  // What became of its document was for a person, since the shop had changed or deleted what it stands for.
  if ((transfer.kind === 'refund' || transfer.kind === 'payment') && transfer.reason === 'changed.after_sending')
    return reason('transfer.taken_back');
  return null;
}

const needsAnother = ({ kind }: Pick<Transfer, 'kind'>, needed: string, its: Sibling | undefined): Reason =>
  its?.reason === 'elsewhere'
    ? reason('transfer.needs_another:elsewhere', { needed, kind })
    : reason('transfer.needs_another', { needed, kind, reason: its?.reason ?? '–' });
