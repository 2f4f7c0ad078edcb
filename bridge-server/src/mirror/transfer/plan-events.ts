import type { Reason } from '@kontor/shared/problem';
import { questionTask } from '../../desk/tasks.ts';
import type { DocumentKind, Gap } from '../../systems/contract.ts';
import type { About } from '../../systems/contract-document.ts';
import type { Difference, RemoteDocument } from '../../systems/contract-document.ts';
import { reason, word } from '../../texts/reason.ts';
import { reasonOf } from '../../texts/say.ts';
import type { EventOf } from './event.ts';
import type { Transfer } from './transfer.ts';
import type { Wanted } from './wanted.ts';

/** Which event follows where no plan is made, or where a document does not say what was planned. Pure. */

/** The event of a document that cannot be planned. Its first gap becomes the reason. `clerk`: whose the questions are. */
export function gapsEvent(gaps: readonly [Gap, ...Gap[]], clerk?: string): EventOf<'gaps'> {
  const [first] = gaps;
  return {
    name: 'gaps',
    reason: first.code,
    detail: { why: reasonOf(first), gaps: [...gaps] },
    tasks: gaps.flatMap((gap) => questionTask(gap, clerk) ?? []),
  };
}

/** Why a document is left to people. */
export type ByHand = Reason & { code: `rule.${string}` };

/**
 * The event of a document that neither the system nor the bridge makes, so that a person must. Nothing waits for it.
 */
export function byHandEvent(
  transfer: Pick<Transfer, 'subjectKind' | 'subjectId' | 'kind'>,
  about: About,
  why: ByHand,
): EventOf<'by_hand'> {
  const name = [transfer.kind, transfer.subjectKind, transfer.subjectId, about.kind, about.reference].join(' ');
  return {
    name: 'by_hand',
    reason: why.code,
    detail: { why },
    tasks: [{ kind: 'by_hand', name, reason: why, form: null }],
  };
}

/** The event of an order that should not be sent, or not any more; null when it should be sent. */
export function unwantedEvent(decision: Wanted): EventOf<'not_wanted'> | EventOf<'cancelled'> | null {
  switch (decision.kind) {
    case 'wanted':
      return null;
    case 'not_wanted':
      return { name: 'not_wanted', reason: decision.reason };
    case 'cancelled':
      return { name: 'cancelled' };
  }
}

/** The event of a cancellation that was not begun and whose order is back in the shop: the order keeps its document. */
export const orderBackEvent = (kind: DocumentKind, decision: Wanted): EventOf<'not_wanted'> | null =>
  kind === 'cancellation' && decision.kind === 'wanted' ? { name: 'not_wanted', reason: 'rule.order_back' } : null;

/** The event of a document that is there and does not say what was planned. */
export function differsEvent(document: RemoteDocument, differences: readonly Difference[]): EventOf<'differs'> {
  const words = differences.map(({ what, treatment, planned, found }) =>
    treatment === undefined
      ? word('difference', { what, planned, found })
      : word('difference.of_treatment', { what, treatment, planned, found }),
  );
  return {
    name: 'differs',
    document,
    detail: { why: reason('refused.document_differs:compared', { number: document.number, differences: words }) },
  };
}
