import { timingOf, type Connected, type Delivering } from '../mirror.ts';
import type { EventOf } from '../transfer/event.ts';
import type { Transfer } from '../transfer/transfer.ts';
import { applyEvent, type TransferEvent } from '../transfer/transition.ts';
import { firstProbeSeconds, ownTrouble } from './circuit-breaker.ts';
import type { OpenedBreaker } from './delivery-store.ts';
import type { Work } from './work.ts';

/**
 * Moves the transfer by one event of the state table. `known`: the transfer with what is known of it and not stored
 * yet. Null: somebody else has moved the transfer meanwhile.
 */
export async function move(
  mirror: Delivering,
  connected: Connected | null,
  transfer: Transfer,
  happened: TransferEvent,
  known = transfer,
): Promise<Transfer | null> {
  const event = ownTrouble(happened, secondsSinceProbe(connected)) ?? happened;
  const timing = connected?.timing ?? timingOf(mirror, null);
  const transition = applyEvent(known, event, timing, Math.random());
  const { next } = transition;
  const stored = await mirror.store.storeTransition({
    before: transfer,
    event,
    transition,
    by: 'worker',
    ...(event.name === 'held' ? { breaker: breakerOf(event, mirror) } : {}),
    ...('tasks' in event ? { tasks: event.tasks } : {}),
  });
  if (stored) countEvent(mirror, transfer, event);
  mirror.log.info({ ...logFields(transfer), state: next.state, reason: next.reason, stored }, 'transfer moved');
  return stored ? next : null;
}

/** Moves the transfer in hand. */
export const moveInHand = (
  { mirror, connected, transfer }: Work,
  event: TransferEvent,
  known = transfer,
): Promise<Transfer | null> => move(mirror, connected, transfer, event, known);

export const countEvent = ({ meter }: Delivering, { system, kind }: Transfer, { name: event }: TransferEvent): void =>
  meter?.count('kontor_transfer_events_total', { system, kind, event });

/** What a line of the log says of a transfer. */
export const logFields = ({ id, subjectKind, subjectId, shopId, correlationId }: Transfer) => ({
  transfer: id,
  [subjectKind]: subjectId,
  shop: shopId,
  correlationId,
});

/** How long ago a probe closed the connection's circuit breaker; null: no probe did. */
function secondsSinceProbe(connected: Connected | null): number | null {
  const closedAt = connected?.connection.breakerClosedAt;
  return closedAt ? (Date.now() - closedAt.getTime()) / 1000 : null;
}

const breakerOf = ({ reason, detail, afterSeconds }: EventOf<'held'>, { timing }: Delivering): OpenedBreaker => ({
  code: reason,
  why: detail.why,
  reopensInSeconds: afterSeconds,
  probeInSeconds: firstProbeSeconds * timing.retryScale,
});
