import type { LookupOutcome, Outcome } from '../systems/contract.ts';
import type { RemoteDocument } from '../systems/contract-document.ts';
import type { Reason } from '@kontor/shared/problem';
import { reason } from '../texts/reason.ts';
import { completed, doubt, saidBy, unknownLookup, vendorOf, type Failed, type Reply } from './reply.ts';

/** The vendor's word that our key is taken; `id`: by which of its objects, where the vendor says so. */
export interface Taken {
  id: string | null;
}

interface Creation<Made> {
  /** Reads a refusal; `null` where it does not say that our key is taken. */
  taken(failed: Failed): Taken | null;
  /** The outcome for the object that the call has made. */
  made(value: Made): Outcome | Promise<Outcome>;
  /** The outcome for the object that the vendor says has our key; `null` where it cannot be shown to be ours. */
  byId?(id: string): Promise<Outcome | null>;
  /** Asks the vendor for the object with our key. */
  find(): Promise<LookupOutcome>;
  /** Says of an object that was found to have our key that it was there before. */
  existed?: true;
}

/**
 * Turns the reply to a creating call into the step's outcome, so that repeating the step never makes a second object. Where the
 * vendor refuses our key as taken, whatever has the key is the object: it is taken by the id in the refusal, else it is looked
 * for. If it cannot be shown, the step is in doubt. Any other refusal is passed on as it is.
 */
export async function once<Made>(reply: Reply<Made>, creation: Creation<Made>): Promise<Outcome> {
  if (reply.kind === 'value') return creation.made(reply.value);
  const taken = creation.taken(reply);
  if (!taken) return reply;
  const named = taken.id === null ? null : ((await creation.byId?.(taken.id)) ?? null);
  if (named) return named.kind === 'done' ? told(named, creation) : named;
  const found = await creation.find();
  return found.kind === 'found'
    ? told(completed(found.result), creation)
    : doubt(reason('doubt.duplicate', { said: saidBy(reply), vendor: vendorOf(reply) }));
}

const told = <Made>(outcome: Extract<Outcome, { kind: 'done' }>, { existed }: Creation<Made>): Outcome =>
  existed ? { ...outcome, existed } : outcome;

/** What a look-up by our key comes to: no object is absent, and more than one is for a person. */
export async function theOnly<Row>(
  reply: Reply<readonly Row[]>,
  several: Reason,
  found: (row: Row) => { result: unknown; document?: RemoteDocument } | Promise<{ result: unknown }>,
): Promise<LookupOutcome> {
  if (reply.kind !== 'value') return unknownLookup(reply);
  const [row, another] = reply.value;
  if (row === undefined) return { kind: 'absent' };
  return another === undefined ? { kind: 'found', ...(await found(row)) } : { kind: 'several', ...several };
}

/** A look-up that asks whether a change is there; `result`: the step's, where it is. */
export function foundWhere<T>(reply: Reply<T>, isThere: (value: T) => boolean, result: unknown): LookupOutcome {
  if (reply.kind !== 'value') return unknownLookup(reply);
  return isThere(reply.value) ? { kind: 'found', result } : { kind: 'absent' };
}
