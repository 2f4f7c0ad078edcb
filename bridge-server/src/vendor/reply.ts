import type { Reason, Value } from '@kontor/shared/problem';
import type { LookupOutcome, Outcome } from '../systems/contract.ts';
import { reasonOf } from '../texts/say.ts';

/** Why a call brought nothing, as the outcome of the step or the reading that made it. */
export type Failed = Exclude<Outcome, { kind: 'done' }>;

/** What a call of the vendor brought: a value, or why there is none. */
export type Reply<T> = { kind: 'value'; value: T } | Failed;

export const valueOf = <T>(value: T) => ({ kind: 'value' as const, value });

export const completed = (result: unknown) => ({ kind: 'done' as const, result });

/** The refusal of what was asked, for that reason. */
export const refused = (why: Reason & { code: `refused.${string}` }) => ({ kind: 'refused' as const, ...why });

export const held = (why: Reason & { code: `held.${string}` }) => ({ kind: 'held' as const, ...why });

export const doubt = (why: Reason & { code: `doubt.${string}` }) => ({ kind: 'doubt' as const, ...why });

/** The vendor does not have what the call names. */
export const isUnknown = (reply: Reply<unknown> | Outcome): boolean =>
  reply.kind === 'refused' && reply.code === 'refused.not_found';

/** The vendor's word that the credentials lack the right for the call. */
export const isForbidden = (reply: Reply<unknown>): boolean => reply.kind === 'held' && reply.code === 'held.forbidden';

/** The reply with another value in place of the one that it brought. */
export const mapped = <T, U>(reply: Reply<T>, change: (value: T) => U): Reply<U> =>
  reply.kind === 'value' ? valueOf(change(reply.value)) : reply;

/** The result of a step whose call was answered; a call that failed ends the step as it is. */
export const outcomeOf = <T>(reply: Reply<T>, result: (value: T) => unknown): Outcome =>
  reply.kind === 'value' ? completed(result(reply.value)) : reply;

/** A look-up whose call failed knows nothing: it never says that something is absent. */
export const unknownLookup = (failed: Failed): Extract<LookupOutcome, { kind: 'unknown' }> => ({
  kind: 'unknown',
  ...reasonOf(failed),
  ...(failed.kind === 'postponed' ? { retryAfterSeconds: failed.retryAfterSeconds } : {}),
});

/** What a vendor said, where the reply holds its words; else why nothing came of the call. */
export const saidBy = (failed: Failed): Value =>
  failed.values?.['said'] ?? failed.values?.['cause'] ?? { because: reasonOf(failed) };

/** What people call the vendor that failed. */
export const vendorOf = ({ values }: Failed): Value => values?.['vendor'] ?? '';

/** What the vendor itself said, by which some refusals are told apart; empty where it said nothing. */
export function vendorWordsOf({ values }: Failed): string {
  const said = values?.['said'];
  return typeof said === 'string' ? said : '';
}
