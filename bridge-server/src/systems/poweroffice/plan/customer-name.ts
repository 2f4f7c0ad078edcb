import { ownDocument } from './own-document.ts';
import type { UnreadRequest } from './facts.ts';

/**
 * Our key for the customer at Go: of all orders of an e-mail address, or of this order alone. Null where the order names
 * nobody, and where all orders go to the collective customer, which is the office's own.
 */
export function customerNameOf(request: UnreadRequest): string | null {
  switch (request.settings.customers) {
    case 'per_email':
      return request.customerKey;
    case 'per_order':
      return `${request.kind === 'order' ? request.key : ownDocument(request).key}-c`;
    case 'collective':
      return null;
  }
}
