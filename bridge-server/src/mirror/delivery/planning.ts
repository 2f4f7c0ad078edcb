import type { UnreadOrder } from '@kontor/shared/order';
import type { Connection } from '../../shops/connection.ts';
import type { Decisions, DocumentKind, Gap, PlanRequest, System } from '../../systems/contract.ts';
import { reason } from '../../texts/reason.ts';
import { reasonOf } from '../../texts/say.ts';
import { isWithoutContent, readSnapshot, type CurrentOrder } from '../transfer/current-order.ts';
import type { EventOf } from '../transfer/event.ts';
import { customerKey } from '../transfer/keys.ts';
import { byHandEvent, gapsEvent, orderBackEvent, unwantedEvent, type ByHand } from '../transfer/plan-events.ts';
import { aboutOf, type Transfer } from '../transfer/transfer.ts';
import { decisionNow, isRouted } from '../transfer/wanted.ts';
import { insistenceOn, lastCancellation, madeDocumentOf, missingFor, type Sibling } from './siblings.ts';

/** A transfer, as far as planning looks at it. */
export type Plannable = Pick<
  Transfer,
  'shopId' | 'subjectKind' | 'subjectId' | 'kind' | 'reference' | 'aboutKind' | 'aboutReference' | 'documentKey'
> &
  Partial<Pick<Transfer, 'results'>>;

/** The fields by which a transfer is the order's own. */
export const theOrderItself = { kind: 'order', reference: '', aboutKind: 'order', aboutReference: '' } as const;

/** The events by which nothing is planned. */
export type UnplannedEvent = EventOf<'gaps'> | EventOf<'by_hand'> | EventOf<'not_wanted'> | EventOf<'cancelled'>;

/** What is to be planned for a transfer, or the event that says why nothing is planned. `current`: its order. */
export function planningOf(
  connected: { system: System; connection: Pick<Connection, 'rules' | 'settings'>; decisions: Decisions },
  transfer: Plannable,
  current: CurrentOrder,
  siblings: readonly Sibling[],
): { request: Omit<PlanRequest<unknown, never>, 'facts'> } | UnplannedEvent {
  const { system, connection, decisions } = connected;
  const { snapshot, tombstone, unread, files } = current;
  const order = snapshot === null ? null : readSnapshot(snapshot);
  if (isWithoutContent(current)) return gapsEvent([unread ? neverRead(unread) : forgotten(system.label)]);
  const insisted = insistenceOn(transfer, siblings);
  const standing = { order: tombstone ? null : order, unread };
  const decision = decisionNow(transfer, standing, connection.rules, insisted);
  const unwanted = isRouted(transfer.kind) ? unwantedEvent(decision) : orderBackEvent(transfer.kind, decision);
  if (unwanted) return unwanted;
  const about = aboutOf(transfer);
  const documents = siblings.flatMap(madeDocumentOf);
  const byHand = isCancelledBefore(transfer.kind, siblings)
    ? cancelledAgain(system.label)
    : reasonByHand({ kind: transfer.kind, about, documents }, system, connection.rules.functions);
  if (byHand) return byHandEvent(transfer, about, byHand);
  const missing = missingFor(transfer, siblings);
  // The needed document's turn has passed: either somebody has booked it by hand, or it was not sent.
  if (missing?.isElsewhere) return byHandEvent(transfer, about, elsewhere(system.label, transfer.kind, missing.needed));
  if (missing) return { name: 'not_wanted', reason: `rule.${missing.needed}_not_sent` };
  // The order is gone from the shop, and its content was erased here before.
  if (!order) return gapsEvent([forgotten(system.label)]);
  return {
    request: {
      kind: transfer.kind,
      about,
      order,
      documents,
      key: transfer.documentKey,
      customerKey: customerKey(transfer.shopId, order),
      functions: connection.rules.functions,
      decisions,
      settings: connection.settings,
      ...(files ? { files } : {}),
      ...(transfer.results ? { done: transfer.results } : {}),
    },
  };
}

/**
 * Whether the order's document was cancelled before, so that the document which a cancellation finds was entered by
 * hand.
 */
function isCancelledBefore(kind: DocumentKind, siblings: readonly Sibling[]): boolean {
  const madeFrom = siblings.find((sibling) => sibling.kind === 'order')?.plannedRevision ?? 0;
  return kind === 'cancellation' && (lastCancellation(siblings)?.plannedRevision ?? 0) > madeFrom;
}

const cancelledAgain = (target: string): ByHand => reason('rule.not_supported:cancelled_again', { target });

/**
 * Why a document is left to people: the system does not make it, or the connection is not to make it; null: it is not.
 */
function reasonByHand(
  { kind, about, documents }: Pick<PlanRequest<unknown, unknown>, 'kind' | 'about' | 'documents'>,
  { label: target, capabilities }: Pick<System, 'label' | 'capabilities'>,
  functions: readonly string[],
): ByHand | null {
  // A changed payment is for a person, whatever a system can amend.
  if (kind === 'amendment' && about.kind === 'payment') return reason('rule.not_supported:payment', { target });
  if (kind === 'amendment' && about.kind === 'refund')
    return reason('rule.not_supported:refund_deleted', { refund: about.reference, target });
  if (kind === 'amendment' && documents.some((made) => made.kind === 'cancellation'))
    return reason('rule.not_supported:order_back', { target });
  if (!capabilities.includes(kind)) return reason('rule.not_supported:kind', { kind, target });
  if (kind === 'cancellation' && !functions.includes('cancellations'))
    return reason('rule.function_off:cancellations', { target });
  return null;
}

const neverRead = ({ problem }: UnreadOrder): Gap =>
  reason('gap.order_unreadable', { because: { because: reasonOf(problem) } });

const forgotten = (target: string): Gap => reason('gap.forgotten', { target });

const elsewhere = (target: string, kind: DocumentKind, needed: 'order' | 'refund'): ByHand =>
  reason('rule.not_supported:elsewhere', { needed, kind, target });
