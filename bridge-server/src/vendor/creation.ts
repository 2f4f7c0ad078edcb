import type { LookupOutcome, Outcome } from '../systems/contract.ts';
import type { RemoteDocument } from '../systems/contract-document.ts';
import type { Reason } from '@kontor/shared/problem';
import { reason } from '../texts/reason.ts';
import { completed, doubt, explanationOf, unknownLookup, vendorNameOf, type FailedCall, type Reply } from './reply.ts';

/** The vendor refused our key because one of its objects has it. */
export interface TakenKey {
  /** The object's id, where the vendor names it. */
  id: string | null;
}

interface Creation<Made> {
  /** Reads whether a refusal says that our key is taken; `null` where it does not. */
  takenKey(failed: FailedCall): TakenKey | null;
  /** The outcome for the object that the call created. */
  created(value: Made): Outcome | Promise<Outcome>;
  /** The outcome for the object that a refusal names; `null` where the object cannot be shown to be ours. */
  byId?(id: string): Promise<Outcome | null>;
  /** Asks the vendor for the object with our key. */
  find(): Promise<LookupOutcome>;
  /** An object that already had our key is marked as `existed` in the outcome. */
  existed?: true;
}

/**
 * Turns the reply to a creating call into the step's outcome, so that a repeated step never makes a second object. If
 * the vendor refuses our key as taken, the object that has the key is the result: it is read by the id in the refusal,
 * else looked up by our key. If it cannot be found, the step is in doubt. Any other refusal is passed on.
 */
export async function createOnce<Made>(reply: Reply<Made>, creation: Creation<Made>): Promise<Outcome> {
  if (reply.kind === 'value') return creation.created(reply.value);
  const takenKey = creation.takenKey(reply);
  if (!takenKey) return reply;
  const ownObject = takenKey.id === null ? null : ((await creation.byId?.(takenKey.id)) ?? null);
  if (ownObject) return ownObject.kind === 'done' ? withExisted(ownObject, creation) : ownObject;
  const lookup = await creation.find();
  return lookup.kind === 'found'
    ? withExisted(completed(lookup.result), creation)
    : doubt(reason('doubt.duplicate', { said: explanationOf(reply), vendor: vendorNameOf(reply) }));
}

const withExisted = <Made>(outcome: Extract<Outcome, { kind: 'done' }>, { existed }: Creation<Made>): Outcome =>
  existed ? { ...outcome, existed } : outcome;

/** The outcome of a look-up by our key. Without a row the object is absent; several rows are for a person to decide. */
export async function lookupByKey<Row>(
  reply: Reply<readonly Row[]>,
  several: Reason,
  resultOf: (row: Row) => { result: unknown; document?: RemoteDocument } | Promise<{ result: unknown }>,
): Promise<LookupOutcome> {
  if (reply.kind !== 'value') return unknownLookup(reply);
  const [row, another] = reply.value;
  if (row === undefined) return { kind: 'absent' };
  return another === undefined ? { kind: 'found', ...(await resultOf(row)) } : { kind: 'several', ...several };
}

/** The outcome of a look-up that asks whether a change took effect. `result`: the step's result where it did. */
export function lookupChange<T>(reply: Reply<T>, isThere: (value: T) => boolean, result: unknown): LookupOutcome {
  if (reply.kind !== 'value') return unknownLookup(reply);
  return isThere(reply.value) ? { kind: 'found', result } : { kind: 'absent' };
}
