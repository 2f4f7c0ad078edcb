import { createHash } from 'node:crypto';
import type { Order } from '@kontor/shared/order';
import type { DocumentKind } from '../../systems/contract.ts';

/** How many characters of a hash end a key that would be too long for the vendor. */
const hashLength = 24;

/**
 * Our key for a document at a target. It is the same for every attempt and unique over shops, subjects and kinds, so
 * that the target can refuse it a second time and can be asked for it. A key longer than `longest` ends in a hash of
 * the whole key.
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
 * Our key for the customer of an order. All orders of an e-mail address have one key, guest or not, so that a guest
 * does not become five customers. An order without an address goes by the shop's customer number. Null: the order names
 * nobody.
 */
export function customerKey(shopId: string, order: Pick<Order, 'customerId' | 'billing'>): string | null {
  const email = order.billing.email.trim().toLowerCase();
  if (email) return `${shopId}-c-${createHash('sha256').update(email).digest('hex').slice(0, 24)}`;
  return order.customerId === null ? null : `${shopId}-n-${order.customerId}`;
}
