import type { CheckReport } from '../systems/contract.ts';
import type { RefusalCode } from './client.ts';
import { permitted } from './read.ts';
import type { Failed, Reply } from './reply.ts';

/** What a person does about a connection that is held back, whatever the system; `label`: what people call it. */
export const heldRemedies = (label: string) => ({
  'held.unreachable': `Check the bridge's network and name service, and whether ${label} has an outage.`,
  'held.address_refused': 'The bridge may not go to this address. Whoever runs it can correct or allow it.',
  'held.unreadable': `Something between the bridge and ${label} answers in its place, such as a proxy or a firewall. Whoever runs the bridge should look at it.`,
});

/** What a person does about a refusal; `vendor` refuses, `target` holds the documents. */
export const refusalRemedies = (vendor: string, target: string): Readonly<Record<RefusalCode, string>> => ({
  'refused.validation': `Correct in the shop or in ${target} what ${vendor} names, then try again.`,
  'refused.not_found': `What ${vendor} names was deleted or archived in ${target}. Restore it or map another, then try again.`,
  'refused.conflict': `Look in ${target} whether the document exists already; if so, mark this one as handled elsewhere; if not, try again.`,
  'refused.request': `${vendor} does not take the request. Try again later; if it stays so, tell whoever runs the bridge.`,
});

/** The report of a check whose first call failed. */
export function failedReport(
  failed: Failed,
  latencyMs: number,
  remedies: Readonly<Record<string, string>>,
): CheckReport {
  const code = failed.kind === 'postponed' ? 'held.rate_limited' : failed.code;
  const remedy = failed.kind === 'refused' ? failed.remedy : (remedies[code] ?? 'Try again in a few minutes.');
  return { ok: false, latencyMs, code, cause: failed.cause, remedy };
}

/** What people want to see of the company, and what stands in the way of its orders. */
export type Details = Pick<Extract<CheckReport, { ok: true }>, 'details' | 'notes'>;

/** A detail of the company. Where it could not be read, or `forbidden` says that it may not be, that is a note. */
export function detailOf(label: string, reply: Reply<string>, forbidden: string): Details {
  const told = permitted(reply);
  if (told.kind !== 'value') return { details: [], notes: [`${label}: cannot be read now. ${told.cause}`] };
  return told.value === null
    ? { details: [], notes: [`${label}: ${forbidden}`] }
    : { details: [{ label, value: told.value }], notes: [] };
}

/** Several details as one, in their order. */
export const together = (all: readonly Details[]): Details => ({
  details: all.flatMap(({ details }) => details),
  notes: all.flatMap(({ notes }) => notes),
});
