import type { Reason } from '@kontor/shared/problem';
import type { Rules } from '../../shops/rules.ts';
import type { PersonVerb } from './person.ts';
import { insistenceOn, isNeeded, neededBy, type Sibling } from '../delivery/planning.ts';
import { holdsLane } from '../transfer/states.ts';
import { aboutOf, type Transfer } from '../transfer/transfer.ts';
import { decisionNow, isRouted, type Standing } from '../transfer/wanted.ts';

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
export type Judged = Pick<
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
export function objectionTo(verb: PersonVerb, transfer: Judged, given: Circumstances): Reason | null {
  if (verb !== 'send' && verb !== 'replay') return null;
  if (given.archived) return objections.removed(transfer.id);
  const decision = decisionNow(transfer, given.order, given.rules, {
    ...insistenceOn(transfer, given.siblings),
    own: true,
  });
  // A cancellation is for an order that is called off, everything else for one that is not.
  if (transfer.kind === 'cancellation' && decision.kind !== 'cancelled') return objections.back(transfer.id);
  if (transfer.kind !== 'cancellation' && decision.kind === 'cancelled') return objections.calledOff(transfer);
  return verb === 'send' ? toSend(transfer, given, decision) : toReplay(transfer, given);
}

function toSend(
  transfer: Pick<Transfer, 'id' | 'kind' | 'reference' | 'aboutKind' | 'aboutReference'>,
  { siblings }: Circumstances,
  decision: ReturnType<typeof decisionNow>,
): Reason | null {
  if (isRouted(transfer.kind) && decision.kind === 'not_wanted')
    return objections.ruledOut(transfer.id, decision.reason);
  const about = aboutOf(transfer);
  for (const needed of neededBy(transfer.kind, about)) {
    const its = siblings.find((sibling) => isNeeded(sibling, needed, about));
    // One that is on its way is waited for.
    if (!its || !(its.state === 'done' || its.state === 'handed_over' || holdsLane(its)))
      return objections.needs(transfer, needed, its);
  }
  return null;
}

function toReplay(
  transfer: Pick<Judged, 'id' | 'kind' | 'reason' | 'documentKey' | 'intent'>,
  { siblings }: Circumstances,
): Reason | null {
  // Without a step that made it, the office fetched it.
  if (transfer.intent === null) return objections.fetched(transfer);
  if (siblings.some(({ state }) => state === 'sending')) return objections.sending(transfer.id);
  // A cancellation that was closed before it started has taken nothing back, so it does not prevent a replay.
  const cancellation = siblings.some(
    ({ kind, state, reason }) => kind === 'cancellation' && !(state === 'closed' && reason !== 'elsewhere'),
  );
  if (transfer.kind !== 'cancellation' && cancellation) return objections.takenBack(transfer.id);
  // What became of its document was for a person, since the shop had changed or deleted what it stands for.
  if ((transfer.kind === 'refund' || transfer.kind === 'payment') && transfer.reason === 'changed.after_sending')
    return objections.takenBack(transfer.id);
  return null;
}

const objections = {
  removed: (id: number): Reason => ({
    code: 'transfer.connection_removed',
    cause: `The connection of transfer ${id} was removed.`,
    remedy: 'Add the connection again; what its rules want is then sent by itself.',
  }),
  calledOff: ({ id, kind }: Pick<Transfer, 'id' | 'kind'>): Reason => ({
    code: 'transfer.called_off',
    cause: `The shop has cancelled or deleted ${isRouted(kind) && kind !== 'order' ? `the ${kind}` : 'the order'} of transfer ${id}.`,
    remedy: 'If it should exist after all, restore it in the shop; it is then sent by itself.',
  }),
  back: (id: number): Reason => ({
    code: 'transfer.not_called_off',
    cause: `Transfer ${id} takes a document back whose order is not cancelled in the shop.`,
    remedy: 'Cancel the order in the shop if its document is to go.',
  }),
  ruledOut: (id: number, reason: string): Reason => ({
    code: 'transfer.ruled_out',
    cause: `The order of transfer ${id} is a draft or a trial in the shop (${reason}), which is sent by nobody's word.`,
    remedy: 'Place the order in the shop; it is then sent by itself.',
  }),
  needs: ({ id, kind }: Pick<Transfer, 'id' | 'kind'>, needed: string, its: Sibling | undefined): Reason =>
    its?.reason === 'elsewhere'
      ? {
          code: 'transfer.needs_another',
          cause: `The ${needed}'s own document was handled elsewhere, so Kontor cannot relate the ${kind} of transfer ${id} to it.`,
          remedy: `Book the ${kind} at the target by hand, then say that it was handled elsewhere.`,
        }
      : {
          code: 'transfer.needs_another',
          cause: `The ${needed} that the ${kind} of transfer ${id} belongs to is not at the target (${its?.reason ?? 'not known'}).`,
          remedy: `Have the ${needed} sent first with: kontor send.`,
        },
  sending: (id: number): Reason => ({
    code: 'transfer.lane_sending',
    cause: `Another document of the order of transfer ${id} is being sent at this moment.`,
    remedy: 'Say it again in a minute.',
  }),
  fetched: ({ id, documentKey }: Pick<Transfer, 'id' | 'documentKey'>): Reason => ({
    code: 'transfer.not_looked_for',
    cause: `The office fetched the document of transfer ${id} for itself, so that Kontor cannot look for it there.`,
    remedy: `Look for ${documentKey} there. If it is missing, enter it by hand.`,
  }),
  takenBack: (id: number): Reason => ({
    code: 'transfer.taken_back',
    cause: `The document of transfer ${id} was taken back, or its order changed so that a person had to: it must not be made again.`,
    remedy: "Look at the order's transfers with: kontor transfers. What the target lacks is entered there by hand.",
  }),
};
