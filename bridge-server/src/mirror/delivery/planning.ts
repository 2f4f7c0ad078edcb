import { order as orderSchema, type Order, type UnreadOrder } from '@kontor/shared/order';
import type { Connection } from '../../shops/connection.ts';
import type { About, Decisions, DocumentKind, Gap, MadeDocument, PlanRequest, System } from '../../systems/contract.ts';
import { reason } from '../../texts/reason.ts';
import { reasonOf } from '../../texts/say.ts';
import type { CurrentOrder } from '../transfer/current-order.ts';
import { byHandEvent, gapsEvent, orderBackEvent, unwantedEvent, type ByHand } from '../transfer/decide.ts';
import type { EventOf } from '../transfer/event.ts';
import { customerKey } from '../transfer/keys.ts';
import type { TransferState } from '../transfer/states.ts';
import { aboutOf, type Transfer } from '../transfer/transfer.ts';
import { decisionNow, isRouted, type Insistence, type Standing } from '../transfer/wanted.ts';

/** A transfer of the same order to the same connection, as far as planning another of them must know it. */
export interface Sibling {
  kind: DocumentKind;
  reference: string;
  about: About;
  /** Our key for the document. */
  key: string;
  state: TransferState;
  reason: string;
  fetched: boolean;
  documentId: string | null;
  documentNumber: string | null;
  total: number | null;
  targetTotal: number | null;
  plannedRevision: number | null;
  insisted: boolean;
}

/** Whether a person insisted on this transfer, or on its order. The siblings include the transfer itself. */
export function insistenceOn(
  { kind, reference }: Pick<Sibling, 'kind' | 'reference'>,
  siblings: readonly Sibling[],
): Insistence {
  const isInsisted = (sibling: Sibling | undefined) => sibling?.insisted === true;
  return {
    own: isInsisted(siblings.find((sibling) => sibling.kind === kind && sibling.reference === reference)),
    order: isInsisted(siblings.find((sibling) => sibling.kind === 'order')),
  };
}

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
  const { snapshot, tombstone, unread } = current;
  const order = snapshot === null ? null : readSnapshot(snapshot);
  if (isWithoutContent(current)) return gapsEvent([unread ? neverRead(unread) : forgotten(system.label)]);
  const insisted = insistenceOn(transfer, siblings);
  const standing = { order: tombstone ? null : order, unread };
  const decision = decisionNow(transfer, standing, connection.rules, insisted);
  const unwanted = isRouted(transfer.kind) ? unwantedEvent(decision) : orderBackEvent(transfer.kind, decision);
  if (unwanted) return unwanted;
  const about = aboutOf(transfer);
  const documents = siblings.flatMap(documentOf);
  const byHand = isTakenBack(transfer.kind, siblings)
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
      ...(transfer.results ? { done: transfer.results } : {}),
    },
  };
}

/** A sibling's document, if it is at the target or the office has fetched it. */
function documentOf(sibling: Sibling): MadeDocument[] {
  const { kind, about, key, state, fetched, documentId, documentNumber, total, targetTotal } = sibling;
  if (state === 'handed_over' && fetched) return [{ kind, about, key, id: key, number: key, total: total ?? 0 }];
  if (state !== 'done' || documentId === null) return [];
  return [{ kind, about, key, id: documentId, number: documentNumber ?? documentId, total: targetTotal ?? 0 }];
}

/**
 * The kinds of document that must be at the target first: the order's own and, for a payment of a refund, that refund's
 * credit note.
 */
export function neededBy(kind: DocumentKind, about: About): ('order' | 'refund')[] {
  if (kind === 'order') return [];
  return kind === 'payment' && about.kind === 'refund' ? ['order', 'refund'] : ['order'];
}

/**
 * The first document that this one needs and that is not at the target. `isElsewhere`: somebody has made it there by
 * hand.
 */
export function missingFor(
  transfer: Pick<Transfer, 'kind' | 'aboutKind' | 'aboutReference'>,
  siblings: readonly Sibling[],
): { needed: 'order' | 'refund'; isElsewhere: boolean } | null {
  const about = aboutOf(transfer);
  const documents = siblings.flatMap(documentOf);
  const needed = neededBy(transfer.kind, about).find(
    (kind) => !documents.some((document) => isNeeded(document, kind, about)),
  );
  if (!needed) return null;
  const isElsewhere = siblings.some((sibling) => isNeeded(sibling, needed, about) && sibling.reason === 'elsewhere');
  return { needed, isElsewhere };
}

/** Whether the document is the one that a document about `about` needs, of the kind `needed`. */
export const isNeeded = (
  document: Pick<MadeDocument, 'kind' | 'about'>,
  needed: 'order' | 'refund',
  about: About,
): boolean => document.kind === needed && (needed === 'order' || document.about.reference === about.reference);

/**
 * Whether the order has no content here, though the shop still has the order: the content was erased, or it never could
 * be read. What is left can tell only that the order was called off.
 */
export const isWithoutContent = ({
  snapshot,
  tombstone,
  unread,
}: Pick<CurrentOrder, 'snapshot' | 'tombstone' | 'unread'>): boolean =>
  snapshot === null && !tombstone && unread?.stage !== 'called_off';

/** The order as it stands, for decisions. An order without content counts as gone; see `isWithoutContent`. */
export const orderStandingOf = ({
  snapshot,
  tombstone,
  unread,
}: Pick<CurrentOrder, 'snapshot' | 'tombstone' | 'unread'>): Standing => ({
  order: snapshot === null || tombstone ? null : readSnapshot(snapshot),
  unread,
});

/** Reads a stored snapshot back. */
export function readSnapshot(text: string): Order {
  return orderSchema.parse(JSON.parse(text));
}

/** The last cancellation that is at the target, or that the office has fetched. */
export const lastCancellation = (siblings: readonly Sibling[]): Sibling | undefined =>
  siblings.findLast(({ kind, state, fetched }) => kind === 'cancellation' && (state === 'done' || fetched));

/**
 * Whether the order's document was cancelled before, so that the document which a cancellation finds was entered by
 * hand.
 */
function isTakenBack(kind: DocumentKind, siblings: readonly Sibling[]): boolean {
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
