import type { EventOutcome } from '@kontor/shared/api/events';
import type { Reason, Told } from '@kontor/shared/problem';
import type { Transfer } from '../../bridge-server/src/mirror/transfer/transfer.ts';
import type { ReceivedEvent } from '../../bridge-server/src/orders/receive.ts';
import { speakerFor } from '../../bridge-server/src/systems/speaker.ts';

/** Tells things in English, to a person at the command line. */
export const speaker = speakerFor({ language: 'en', audience: 'commandLine' });
/** A reason with its sentences. */
export const told = <Why extends Reason>(reason: Why): Why & Told => ({ ...reason, ...speaker.told(reason) });
/** A value with the sentences of every reason in it, such as the gaps of a plan. */
export function allTold(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(allTold);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([name, field]) => [name, allTold(field)]));
  return 'code' in value && typeof value.code === 'string' ? { ...inner, ...speaker.told(value as Reason) } : inner;
}
type Explained = Pick<Transfer, 'reason' | 'detail'> | undefined;
const ofTransfer = (transfer: Explained): Told =>
  speaker.told(transfer?.detail.why ?? { code: transfer?.reason ?? 'no transfer' });
/** The cause that a transfer tells, and below it the remedy. */
export const causeOf = (transfer: Explained): string => ofTransfer(transfer).cause;
export const remedyOf = (transfer: Explained): string => ofTransfer(transfer).remedy;
/** What a shop is told about an event that it sent. */
export const outcomeOf = (received: ReceivedEvent): EventOutcome =>
  received.outcome === 'refused' ? { outcome: 'refused', id: received.id, ...speaker.told(received.why) } : received;
