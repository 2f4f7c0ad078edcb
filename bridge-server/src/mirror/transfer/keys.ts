import { createHash } from 'node:crypto';
import type { Order } from '@kontor/shared/order';
import { documentKinds, type DocumentKind } from '../../systems/contract.ts';

/**
 * Our key for a document at a target: the same for every attempt, unique over shops, orders and kinds, so that the target
 * can refuse it a second time and be asked for it. Shop ids are 12 characters; the key stays below 50.
 */
export function documentKey(shopId: string, orderId: number, kind: DocumentKind, reference: string): string {
  const suffix = kind === 'order' ? '' : `-${kind}${reference ? `-${reference}` : ''}`;
  return `${shopId}-${orderId}${suffix}`;
}

/** Which document of the shop's the key is for; null for a key that `documentKey` never makes for this shop. */
export function parseDocumentKey(
  shopId: string,
  key: string,
): { orderId: number; kind: DocumentKind; reference: string } | null {
  if (!key.startsWith(`${shopId}-`)) return null;
  const [, order, suffix = 'order', reference = ''] =
    /^(\d+)(?:-([a-z]+)(?:-(.+))?)?$/.exec(key.slice(shopId.length + 1)) ?? [];
  const kind = documentKinds.find((one) => one === suffix);
  const orderId = Number(order);
  return kind && documentKey(shopId, orderId, kind, reference) === key ? { orderId, kind, reference } : null;
}

/**
 * Our key for the customer of an order: one for all orders of an e-mail address, guest or not, so that a guest does not
 * become five customers. An order without an address goes by the shop's customer number; null when it names nobody.
 */
export function customerKey(shopId: string, order: Pick<Order, 'customerId' | 'billing'>): string | null {
  const email = order.billing.email.trim().toLowerCase();
  if (email) return `${shopId}-c-${createHash('sha256').update(email).digest('hex').slice(0, 24)}`;
  return order.customerId > 0 ? `${shopId}-n-${order.customerId}` : null;
}
