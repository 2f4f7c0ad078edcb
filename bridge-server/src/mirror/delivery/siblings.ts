import type { DocumentKind, MadeDocument } from '../../systems/contract.ts';
import type { About } from '../../systems/contract-document.ts';
import type { TransferState } from '../transfer/states.ts';
import { aboutOf, type Transfer } from '../transfer/transfer.ts';
import type { Insistence } from '../transfer/wanted.ts';

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

/** A sibling's document, if it is at the target or the office has fetched it. */
export function madeDocumentOf(sibling: Sibling): MadeDocument[] {
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
  const documents = siblings.flatMap(madeDocumentOf);
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

/** The last cancellation that is at the target, or that the office has fetched. */
export const lastCancellation = (siblings: readonly Sibling[]): Sibling | undefined =>
  siblings.findLast(({ kind, state, fetched }) => kind === 'cancellation' && (state === 'done' || fetched));
