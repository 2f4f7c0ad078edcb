import type { Order } from '@kontor/shared/order';
import type { Rules } from '../shops/rules.ts';

/** Whether an order becomes a document, with the reason's code. */
export type Wanted =
  | { kind: 'wanted'; reason: `wanted.${string}` }
  | { kind: 'not_wanted'; reason: `rule.${string}` }
  | { kind: 'cancelled' };

/** Drafts and trials never leave the shop, whatever statuses a connection sends. */
const neverSent: readonly string[] = ['auto-draft', 'draft', 'checkout-draft', 'new', 'test'];
const calledOff: readonly string[] = ['cancelled', 'failed', 'trash'];

/**
 * Pure: whether the order, as it is now, should exist as a document. `null` stands for an order that is gone from the shop.
 * Runs on every revision, when settings change, and again before a worker begins.
 */
export function wanted(order: Pick<Order, 'status' | 'total' | 'createdGmt'> | null, given: Rules): Wanted {
  if (order === null || calledOff.includes(order.status)) return { kind: 'cancelled' };
  if (neverSent.includes(order.status)) return { kind: 'not_wanted', reason: 'rule.draft' };
  if (order.status === 'refunded') return { kind: 'not_wanted', reason: 'rule.refunded_in_full' };
  if (!given.statuses.includes(order.status)) return { kind: 'not_wanted', reason: 'rule.status' };
  if (given.activeFrom !== null && Date.parse(`${order.createdGmt}Z`) < Date.parse(given.activeFrom)) {
    return { kind: 'not_wanted', reason: 'rule.before_active' };
  }
  if (order.total === 0 && given.zeroTotal === 'close') return { kind: 'not_wanted', reason: 'rule.zero_total' };
  return { kind: 'wanted', reason: 'wanted.status' };
}
