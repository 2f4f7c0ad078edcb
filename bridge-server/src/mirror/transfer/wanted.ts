import type { Minor } from '@kontor/shared/money';
import { order as orderSchema, orderRefund, type UnreadOrder } from '@kontor/shared/order';
import { z } from 'zod';
import type { Rules } from '../../shops/rules.ts';
import type { About, DocumentKind } from '../../systems/contract.ts';

/** Whether an order becomes a document, with the reason's code. */
export type Wanted =
  | { kind: 'wanted'; reason: `wanted.${string}` }
  | { kind: 'not_wanted'; reason: `rule.${string}` }
  | { kind: 'cancelled' };

/** As much of an order as decides which documents it asks for. */
export const decisiveOrder = z.compile(
  orderSchema
    .pick({
      status: true,
      stage: true,
      source: true,
      total: true,
      totalTax: true,
      createdGmt: true,
      paidGmt: true,
    })
    .extend({ refunds: z.array(orderRefund.pick({ id: true, amount: true })) }),
);
export type DecisiveOrder = z.infer<typeof decisiveOrder>;

/**
 * Pure: whether the order, as it is now, should exist as a document. `null` stands for an order that is gone from the shop.
 * Runs on every revision, when settings change, and again before a worker begins.
 */
export function wanted(
  order: Pick<DecisiveOrder, 'status' | 'stage' | 'source' | 'total' | 'totalTax' | 'createdGmt'> | null,
  given: Rules,
): Wanted {
  if (order === null || order.stage === 'called_off') return { kind: 'cancelled' };
  // Drafts and trials never leave the shop, whatever statuses a connection sends.
  if (order.stage === 'draft') return { kind: 'not_wanted', reason: 'rule.draft' };
  if (!given.sources.includes(order.source)) return { kind: 'not_wanted', reason: 'rule.source' };
  if (!given.functions.includes('orders')) return { kind: 'not_wanted', reason: 'rule.function_off' };
  if (order.stage === 'refunded') return { kind: 'not_wanted', reason: 'rule.refunded_in_full' };
  if (!given.statuses.includes(order.status)) return { kind: 'not_wanted', reason: 'rule.status' };
  if (isBeforeActive(order, given)) return { kind: 'not_wanted', reason: 'rule.before_active' };
  // A gift card may have paid all of what was sold with VAT, which is still owed.
  const isFree = order.total === 0 && order.totalTax === 0;
  if (isFree && given.zeroTotal === 'close') return { kind: 'not_wanted', reason: 'rule.zero_total' };
  return { kind: 'wanted', reason: 'wanted.status' };
}

const isBeforeActive = (order: Pick<DecisiveOrder, 'createdGmt'>, { activeFrom }: Rules): boolean =>
  activeFrom !== null && Date.parse(`${order.createdGmt}Z`) < Date.parse(activeFrom);

/**
 * What a person's word overrides: how the connection is set, never what the order is. A draft, and an order that is called off
 * or gone, is not sent by anybody's word; nor is what the system's own settings leave out, which it could not make.
 */
const overridden: readonly string[] = [
  'rule.function_off',
  'rule.refunded_in_full',
  'rule.status',
  'rule.before_active',
  'rule.zero_total',
];
/** What the word for an order overrides for its refunds and payments: they belong to a document that is there by that word. */
const overriddenBeside: readonly string[] = ['rule.before_active'];

/** Whose word counts for a transfer, besides the rules. */
export interface Insistence {
  /** A person said that this one is to be sent. */
  own: boolean;
  /** A person said so of its order. */
  order: boolean;
}

/** One document that should, or should not, exist of an order. */
export interface WantedDocument {
  kind: RoutedKind;
  /** Tells two documents of one kind apart. */
  reference: string;
  about: About;
  decision: Wanted;
  /** In minor units; negative for a refund and its payment. */
  total: Minor;
}

/** The kinds that the shop's order asks for by itself; the others follow from documents that were made. */
const routedKinds = ['order', 'refund', 'payment'] as const;
type RoutedKind = (typeof routedKinds)[number];

/** Whether the shop's order decides about documents of the kind. */
export const isRouted = (kind: DocumentKind): kind is RoutedKind => routedKinds.some((routed) => routed === kind);

const theOrder: About = { kind: 'order', reference: '' };

/**
 * Pure: every document that the shop's order asks for, in the order in which they are sent: the order first, each payment
 * after what it pays. Whether an order's refund has anything to give back is known only when its turn comes: if the order
 * was not sent, it is closed then.
 */
export function wantedDocuments(order: DecisiveOrder | null, given: Rules): WantedDocument[] {
  const own: WantedDocument = {
    kind: 'order',
    reference: '',
    about: theOrder,
    decision: wanted(order, given),
    total: order?.total ?? 0,
  };
  if (order === null) return [own];
  const paid = order.paidGmt !== null;
  const payment = (reference: string, about: About, decision: Wanted, total: Minor): WantedDocument[] =>
    paid && total !== 0 ? [{ kind: 'payment', reference, about, decision, total }] : [];
  // What was paid for an order that is called off, whose document goes too, is not booked.
  const ownPayment = own.decision.kind === 'cancelled' ? own.decision : wantedBeside('payments', order, given);
  return [
    own,
    ...payment('', theOrder, ownPayment, order.total),
    ...order.refunds.flatMap(({ id, amount }): WantedDocument[] => {
      const about: About = { kind: 'refund', reference: id };
      return [
        { kind: 'refund', reference: id, about, decision: wantedBeside('refunds', order, given), total: -amount },
        ...payment(`refund-${id}`, about, wantedBeside('payments', order, given), -amount),
      ];
    }),
  ];
}

/** Whether what belongs to an order becomes a document, once the order is one. */
function wantedBeside(wish: 'refunds' | 'payments', order: DecisiveOrder, given: Rules): Wanted {
  if (!given.sources.includes(order.source)) return { kind: 'not_wanted', reason: 'rule.source' };
  if (!given.functions.includes(wish)) return { kind: 'not_wanted', reason: 'rule.function_off' };
  if (isBeforeActive(order, given)) return { kind: 'not_wanted', reason: 'rule.before_active' };
  return { kind: 'wanted', reason: wish === 'refunds' ? 'wanted.refund' : 'wanted.payment' };
}

/**
 * The decision for a transfer that exists, by the rules and by what a person said; a refund that the shop has deleted, or a
 * payment that it took back, is called off.
 */
export function decisionFor(
  transfer: { kind: DocumentKind; reference: string },
  order: DecisiveOrder | null,
  given: Rules,
  insisted: Insistence = { own: false, order: false },
): Wanted {
  // What follows from a document that was made, an amendment or a cancellation, follows the order.
  const kind = isRouted(transfer.kind) ? transfer.kind : 'order';
  const found = wantedDocuments(order, given).find(
    (document) => document.kind === kind && (kind === 'order' || document.reference === transfer.reference),
  );
  const decision = found?.decision ?? { kind: 'cancelled' };
  if (decision.kind !== 'not_wanted') return decision;
  const counts =
    (insisted.own && overridden.includes(decision.reason)) ||
    (insisted.order && overriddenBeside.includes(decision.reason));
  return counts ? { kind: 'wanted', reason: 'wanted.by_person' } : decision;
}

/** An order as it stands: its last content that could be read, and what is known of a newer one that cannot be. */
export interface Standing {
  /** `null` for an order that is gone from the shop. */
  order: DecisiveOrder | null;
  unread: UnreadOrder | null;
}

/**
 * The decision as the order stands. A newer content that cannot be read may call off what the last readable one asks for,
 * since its status can be told: a cancellation, or a status that is not sent. It never asks for more, since nobody knows what
 * it asks for.
 */
export function decisionNow(
  transfer: { kind: DocumentKind; reference: string },
  { order, unread }: Standing,
  given: Rules,
  insisted?: Insistence,
): Wanted {
  const decision = decisionFor(transfer, order, given, insisted);
  const { status, stage } = unread ?? {};
  if (order === null || !status || !stage || decision.kind === 'cancelled') return decision;
  const newer = decisionFor(transfer, { ...order, status, stage }, given, insisted);
  return newer.kind === 'wanted' ? decision : newer;
}
