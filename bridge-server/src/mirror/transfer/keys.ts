import { createHash } from 'node:crypto';
import type { Order } from '@kontor/shared/order';
import type { DocumentKind } from '../../systems/contract.ts';

/** How much of a key's end gives way to a hash of it where it is too long for the vendor. */
const hashLength = 24;

/**
 * Our key for a document at a target: the same for every attempt, unique over shops, subjects and kinds, so that the target can
 * refuse it a second time and be asked for it. One that is longer than `longest` ends in a hash of the whole.
 *
 * @example documentKey({ shopId: 's1', subjectKind: 'order', subjectId: '23' }, 'refund', '7', 50) // 's1-23-refund-7'
 */
export function documentKey(
  { shopId, subjectKind, subjectId }: { shopId: string; subjectKind: string; subjectId: string },
  kind: DocumentKind,
  reference: string,
  longest: number,
): string {
  const subject = subjectKind === 'order' ? [subjectId] : [subjectKind, subjectId];
  const document = kind === subjectKind ? [] : [kind, ...(reference ? [reference] : [])];
  const key = [shopId, ...subject, ...document].join('-');
  if (key.length <= longest) return key;
  const hash = createHash('sha256').update(key).digest('hex').slice(0, hashLength);
  return `${key.slice(0, longest - hashLength - 1)}-${hash}`;
}

/**
 * Our key for the customer of an order: one for all orders of an e-mail address, guest or not, so that a guest does not
 * become five customers. An order without an address goes by the shop's customer number; null when it names nobody.
 */
export function customerKey(shopId: string, order: Pick<Order, 'customerId' | 'billing'>): string | null {
  const email = order.billing.email.trim().toLowerCase();
  if (email) return `${shopId}-c-${createHash('sha256').update(email).digest('hex').slice(0, 24)}`;
  return order.customerId === null ? null : `${shopId}-n-${order.customerId}`;
}
