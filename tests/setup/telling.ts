import type { EventOutcome } from '@kontor/shared/api/events';
import type { Reason, Told } from '@kontor/shared/problem';
import type { Transfer } from '../../bridge-server/src/mirror/transfer/transfer.ts';
import type { ReceivedEvent } from '../../bridge-server/src/orders/receive.ts';
import { speakerFor } from '../../bridge-server/src/systems/speaker.ts';

/** Says things in English to whoever sits at the command line, as most tests read them. */
export const speaker = speakerFor({ language: 'en', audience: 'commandLine' });
/** A reason with its sentences. */
export const told = <Why extends Reason>(reason: Why): Why & Told => ({ ...reason, ...speaker.told(reason) });
/** The same of every reason within a value, such as the gaps of a plan. */
export function allTold(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(allTold);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, allTold(one)]));
  return 'code' in value && typeof value.code === 'string' ? { ...inner, ...speaker.told(value as Reason) } : inner;
}
type Standing = Pick<Transfer, 'reason' | 'detail'> | undefined;
const ofTransfer = (transfer: Standing): Told =>
  speaker.told(transfer?.detail.why ?? { code: transfer?.reason ?? 'no transfer' });
/** What a transfer tells as its cause, and as what to do. */
export const causeOf = (transfer: Standing): string => ofTransfer(transfer).cause;
export const remedyOf = (transfer: Standing): string => ofTransfer(transfer).remedy;
/** What a shop is told of an event. */
export const outcomeOf = (received: ReceivedEvent): EventOutcome =>
  received.outcome === 'refused' ? { outcome: 'refused', id: received.id, ...speaker.told(received.why) } : received;
