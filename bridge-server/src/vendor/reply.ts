import type { Value } from '@kontor/shared/problem';
import type { LookupOutcome, Outcome } from '../systems/contract.ts';
import type { ReasonIn } from '../systems/contract-report.ts';
import { reason } from '../texts/reason.ts';
import { reasonOf } from '../texts/say.ts';

/** A call that brought nothing, as the outcome of the step that made the call. */
export type FailedCall = Exclude<Outcome, { kind: 'done' }>;

/** The reply to a call: a value, or why there is none. */
export type Reply<T> = { kind: 'value'; value: T } | FailedCall;

export const valueOf = <T>(value: T) => ({ kind: 'value' as const, value });

export const completed = (result: unknown) => ({ kind: 'done' as const, result });

export const refused = (why: ReasonIn<'refused'>) => ({ kind: 'refused' as const, ...why });

export const held = (why: ReasonIn<'held'>) => ({ kind: 'held' as const, ...why });

export const doubt = (why: ReasonIn<'doubt'>) => ({ kind: 'doubt' as const, ...why });

/** Whether the vendor does not have the object that the call names. */
export const isNotFound = (reply: Reply<unknown> | Outcome): boolean =>
  reply.kind === 'refused' && reply.code === 'refused.not_found';

/** Whether the vendor says that the credentials lack the right for the call. */
export const isForbidden = (reply: Reply<unknown>): boolean => reply.kind === 'held' && reply.code === 'held.forbidden';

/** The reply with its value changed; a failed call stays as it is. */
export const mapReply = <T, U>(reply: Reply<T>, change: (value: T) => U): Reply<U> =>
  reply.kind === 'value' ? valueOf(change(reply.value)) : reply;

/** The reply to a call that only asks: a refusal says nothing about what was asked for, so it becomes a doubt. */
export const withoutRefusal = <T>(reply: Reply<T>): Exclude<Reply<T>, { kind: 'refused' }> =>
  reply.kind === 'refused' ? doubt(reason('doubt.refused', { said: explanationOf(reply) })) : reply;

/** The outcome of a step with one call: a result made from the value, or the failed call. */
export const outcomeOf = <T>(reply: Reply<T>, result: (value: T) => unknown): Outcome =>
  reply.kind === 'value' ? completed(result(reply.value)) : reply;

/** The outcome of a look-up whose call failed. It is never `absent`. */
export const unknownLookup = (failed: FailedCall): Extract<LookupOutcome, { kind: 'unknown' }> => ({
  kind: 'unknown',
  ...reasonOf(failed),
  ...(failed.kind === 'postponed' ? { retryAfterSeconds: failed.retryAfterSeconds } : {}),
});

/** The vendor's words about a failed call, or else the reason of the failure. */
export const explanationOf = (failed: FailedCall): Value =>
  failed.values?.['said'] ?? failed.values?.['cause'] ?? { because: reasonOf(failed) };

/** The name of the vendor whose call failed. */
export const vendorNameOf = ({ values }: FailedCall): Value => values?.['vendor'] ?? '';

/** The vendor's own words, by which some refusals are told apart; empty where there are none. */
export function vendorWordsOf({ values }: FailedCall): string {
  const said = values?.['said'];
  return typeof said === 'string' ? said : '';
}
