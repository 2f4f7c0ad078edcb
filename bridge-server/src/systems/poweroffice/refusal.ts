import type { LookupOutcome, Outcome } from '../contract.ts';
import type { Reply } from './client.ts';

const codes: Readonly<Record<number, string>> = {
  400: 'refused.validation',
  422: 'refused.validation',
  404: 'refused.not_found',
  409: 'refused.conflict',
};

const remedies: Readonly<Record<string, string>> = {
  'refused.validation': 'Correct in the shop or in Go what PowerOffice names, then try again.',
  'refused.not_found':
    'What PowerOffice names was deleted or archived in Go. Restore it or map another, then try again.',
  'refused.conflict': 'Look in Go whether the document exists already; if so, mark this one as handled elsewhere.',
  'refused.request':
    'PowerOffice does not take the request. Try again later; if it stays so, tell whoever runs the bridge.',
};

/** The vendor's refusal, or what kept the call from the vendor, as a step's outcome. */
export function failed(reply: Exclude<Reply<unknown>, { kind: 'value' }>): Exclude<Outcome, { kind: 'done' }> {
  if (reply.kind === 'empty') return { kind: 'held', code: 'held.unreadable', cause: causeOf(reply) };
  if (reply.kind === 'closed') return reply.outcome;
  const code = codes[reply.status] ?? 'refused.request';
  return { kind: 'refused', code, cause: reply.words, remedy: remedies[code] ?? '' };
}

/** Why a reply brought nothing, in words. */
export function causeOf(reply: Exclude<Reply<unknown>, { kind: 'value' }>): string {
  if (reply.kind === 'empty') return 'PowerOffice Go answered with nothing.';
  return reply.kind === 'refused' ? reply.words : reply.outcome.cause;
}

/** A look-up that brought nothing is no answer. */
export function unanswered(
  reply: Exclude<Reply<unknown>, { kind: 'value' }>,
): Extract<LookupOutcome, { kind: 'unknown' }> {
  const heldBack =
    reply.kind === 'closed' && reply.outcome.kind === 'postponed'
      ? { retryAfterSeconds: reply.outcome.retryAfterSeconds }
      : {};
  return { kind: 'unknown', cause: causeOf(reply), ...heldBack };
}

/**
 * Whether a refusal says that our own reference is taken, and by which id if it tells: "ExternalImportReference is already
 * in use. 'ABC123' is used on (contact) Id = 123456789."
 */
export function takenBy(reply: Reply<unknown>, reference: string): { id: string | null } | null {
  if (reply.kind !== 'refused' || !/already in use/i.test(reply.words) || !reply.words.includes(`'${reference}'`))
    return null;
  return { id: /\bId\s*=\s*([0-9a-f-]+)/i.exec(reply.words)?.[1] ?? null };
}
