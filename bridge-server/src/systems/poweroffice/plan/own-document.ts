import type { MadeDocument } from '../../contract.ts';
import type { UnreadRequest } from './facts.ts';

/** The order's own document, which its refunds and its cancellation relate to. Throws where there is none: nothing else is planned before it. */
export function ownDocument({ kind, documents }: Pick<UnreadRequest, 'kind' | 'documents'>): MadeDocument {
  const order = documents.find((document) => document.kind === 'order');
  if (!order) throw new Error(`a ${kind} is planned of an order without a document`);
  return order;
}
