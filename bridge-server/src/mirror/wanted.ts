import type { Minor } from '@kontor/shared/money';
import type { Order } from '@kontor/shared/order';
import type { Rules } from '../shops/rules.ts';
import type { DocumentKind } from '../systems/contract.ts';

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
  if (!given.functions.includes('orders')) return { kind: 'not_wanted', reason: 'rule.function_off' };
  if (order.status === 'refunded') return { kind: 'not_wanted', reason: 'rule.refunded_in_full' };
  if (!given.statuses.includes(order.status)) return { kind: 'not_wanted', reason: 'rule.status' };
  if (isBeforeActive(order, given)) return { kind: 'not_wanted', reason: 'rule.before_active' };
  if (order.total === 0 && given.zeroTotal === 'close') return { kind: 'not_wanted', reason: 'rule.zero_total' };
  return { kind: 'wanted', reason: 'wanted.status' };
}

const isBeforeActive = (order: Pick<Order, 'createdGmt'>, { activeFrom }: Rules): boolean =>
  activeFrom !== null && Date.parse(`${order.createdGmt}Z`) < Date.parse(activeFrom);

/** One document that should, or should not, exist of an order. */
export interface WantedDocument {
  kind: 'order' | 'refund';
  /** Empty for the order itself, the refund's id for a refund. */
  reference: string;
  decision: Wanted;
  /** In minor units; negative for a refund. */
  total: Minor;
}

/**
 * Pure: every document that the shop's order asks for, in the order in which they are sent: the order first. Whether an
 * order's refund has anything to give back is known only when its turn comes: if the order was not sent, it is closed then.
 */
export function wantedDocuments(order: Order | null, given: Rules): WantedDocument[] {
  const own: WantedDocument = { kind: 'order', reference: '', decision: wanted(order, given), total: order?.total ?? 0 };
  if (order === null) return [own];
  return [own, ...order.refunds.map((refund): WantedDocument => ({
    kind: 'refund', reference: String(refund.id), decision: wantedRefund(order, given), total: -refund.amount,
  }))];
}

function wantedRefund(order: Order, given: Rules): Wanted {
  if (!given.functions.includes('refunds')) return { kind: 'not_wanted', reason: 'rule.function_off' };
  if (isBeforeActive(order, given)) return { kind: 'not_wanted', reason: 'rule.before_active' };
  return { kind: 'wanted', reason: 'wanted.refund' };
}

/** The decision for a transfer that exists; a refund that the shop has deleted is called off. */
export function decisionFor(transfer: { kind: DocumentKind; reference: string }, order: Order | null, given: Rules): Wanted {
  // What follows from a document that was made, an amendment or a cancellation, follows the order.
  const kind = transfer.kind === 'refund' ? 'refund' : 'order';
  const found = wantedDocuments(order, given).find((document) => document.kind === kind && (kind === 'order' || document.reference === transfer.reference));
  return found?.decision ?? { kind: 'cancelled' };
}
