import type { Minor } from '@kontor/shared/money';
import { order as orderSchema, orderRefund, type UnreadOrder } from '@kontor/shared/order';
import { z } from 'zod';
import type { Rules } from '../../shops/rules.ts';
import type { DocumentKind } from '../../systems/contract.ts';
import type { About } from '../../systems/contract-document.ts';

/** Whether an order becomes a document, and the code of the reason. */
export type Wanted =
  | { kind: 'wanted'; reason: `wanted.${string}` }
  | { kind: 'not_wanted'; reason: `rule.${string}` }
  | { kind: 'cancelled' };

/** The fields of an order that decide which documents it asks for. */
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
 * Pure: whether the order, as it is now, should exist as a document. `null` stands for an order that is gone from the
 * shop. It is decided at every revision, when settings change, and again before a worker begins.
 */
export function wanted(
  order: Pick<DecisiveOrder, 'status' | 'stage' | 'source' | 'total' | 'totalTax' | 'createdGmt'> | null,
  rules: Rules,
): Wanted {
  if (order === null || order.stage === 'called_off') return { kind: 'cancelled' };
  // Drafts and trials never leave the shop, whichever statuses a connection sends.
  if (order.stage === 'draft') return { kind: 'not_wanted', reason: 'rule.draft' };
  if (!rules.sources.includes(order.source)) return { kind: 'not_wanted', reason: 'rule.source' };
  if (!rules.functions.includes('orders')) return { kind: 'not_wanted', reason: 'rule.function_off' };
  if (order.stage === 'refunded') return { kind: 'not_wanted', reason: 'rule.refunded_in_full' };
  if (!rules.statuses.includes(order.status)) return { kind: 'not_wanted', reason: 'rule.status' };
  if (isBeforeActive(order, rules)) return { kind: 'not_wanted', reason: 'rule.before_active' };
  // A gift card may have paid everything that was sold, but its VAT is still owed.
  const isFree = order.total === 0 && order.totalTax === 0;
  if (isFree && rules.zeroTotal === 'close') return { kind: 'not_wanted', reason: 'rule.zero_total' };
  return { kind: 'wanted', reason: 'wanted.status' };
}

const isBeforeActive = (order: Pick<DecisiveOrder, 'createdGmt'>, { activeFrom }: Rules): boolean =>
  activeFrom !== null && Date.parse(`${order.createdGmt}Z`) < Date.parse(activeFrom);

/**
 * The rules that a person's word overrides: how the connection is set, never what the order is. Nobody's word sends a
 * draft, or an order that is called off or gone. Nor does it send what the system's own settings leave out, since the
 * system could not make it.
 */
const overridden: readonly string[] = [
  'rule.function_off',
  'rule.refunded_in_full',
  'rule.status',
  'rule.before_active',
  'rule.zero_total',
];
/**
 * The rules that a person's word for an order overrides for its refunds and payments, which belong to that order's
 * document.
 */
const overriddenBeside: readonly string[] = ['rule.before_active'];

/** Which transfers a person said are to be sent, against the rules. */
export interface Insistence {
  /** This transfer. */
  own: boolean;
  /** The transfer of its order. */
  order: boolean;
}

/** A document of an order, and whether it should exist. */
export interface WantedDocument {
  kind: RoutedKind;
  /** Tells two documents of one kind apart. */
  reference: string;
  about: About;
  decision: Wanted;
  /** In minor units; negative for a refund and its payment. */
  total: Minor;
}

/** The kinds that the shop's order asks for by itself. The other kinds follow from documents that were made. */
const routedKinds = ['order', 'refund', 'payment'] as const;
type RoutedKind = (typeof routedKinds)[number];

/** Whether the shop's order decides about documents of the kind. */
export const isRouted = (kind: DocumentKind): kind is RoutedKind => routedKinds.some((routed) => routed === kind);

const theOrder: About = { kind: 'order', reference: '' };

/**
 * Pure: every document that the shop's order asks for, in the sequence in which they are sent: the order first, each
 * payment after the document that it pays. Only when a refund's turn comes, it is known whether the order was sent. If
 * it was not, there is nothing to give back, and the refund is closed then.
 */
export function wantedDocuments(order: DecisiveOrder | null, rules: Rules): WantedDocument[] {
  const own: WantedDocument = {
    kind: 'order',
    reference: '',
    about: theOrder,
    decision: wanted(order, rules),
    total: order?.total ?? 0,
  };
  if (order === null) return [own];
  const isPaid = order.paidGmt !== null;
  const payment = (reference: string, about: About, decision: Wanted, total: Minor): WantedDocument[] =>
    isPaid && total !== 0 ? [{ kind: 'payment', reference, about, decision, total }] : [];
  // The payment of an order that is called off is not booked, since the order's document goes too.
  const ownPayment = own.decision.kind === 'cancelled' ? own.decision : wantedBeside('payments', order, rules);
  return [
    own,
    ...payment('', theOrder, ownPayment, order.total),
    ...order.refunds.flatMap(({ id, amount }): WantedDocument[] => {
      const about: About = { kind: 'refund', reference: id };
      return [
        { kind: 'refund', reference: id, about, decision: wantedBeside('refunds', order, rules), total: -amount },
        ...payment(`refund-${id}`, about, wantedBeside('payments', order, rules), -amount),
      ];
    }),
  ];
}

/** Whether an order's refund or payment becomes a document, once the order is one. */
function wantedBeside(switchedOn: 'refunds' | 'payments', order: DecisiveOrder, rules: Rules): Wanted {
  if (!rules.sources.includes(order.source)) return { kind: 'not_wanted', reason: 'rule.source' };
  if (!rules.functions.includes(switchedOn)) return { kind: 'not_wanted', reason: 'rule.function_off' };
  if (isBeforeActive(order, rules)) return { kind: 'not_wanted', reason: 'rule.before_active' };
  return { kind: 'wanted', reason: switchedOn === 'refunds' ? 'wanted.refund' : 'wanted.payment' };
}

/**
 * The decision for a transfer that exists, by the rules and by what a person said. A refund that the shop has deleted,
 * or a payment that it took back, is called off.
 */
export function decisionFor(
  transfer: { kind: DocumentKind; reference: string },
  order: DecisiveOrder | null,
  rules: Rules,
  insisted: Insistence = { own: false, order: false },
): Wanted {
  // An amendment and a cancellation follow from a document that was made, so they follow the order.
  const kind = isRouted(transfer.kind) ? transfer.kind : 'order';
  const document = wantedDocuments(order, rules).find(
    (candidate) => candidate.kind === kind && (kind === 'order' || candidate.reference === transfer.reference),
  );
  const decision = document?.decision ?? { kind: 'cancelled' };
  if (decision.kind !== 'not_wanted') return decision;
  const isOverridden =
    (insisted.own && overridden.includes(decision.reason)) ||
    (insisted.order && overriddenBeside.includes(decision.reason));
  return isOverridden ? { kind: 'wanted', reason: 'wanted.by_person' } : decision;
}

/**
 * An order as it stands: its last content that could be read, and what is known of a newer content that cannot be read.
 */
export interface Standing {
  /** `null` for an order that is gone from the shop. */
  order: DecisiveOrder | null;
  unread: UnreadOrder | null;
}

/**
 * The decision as the order stands. A newer content that cannot be read still has a status that can be read. That
 * status may call off what the last readable content asks for, such as when the order is cancelled. It never asks for
 * more, since nobody knows what the newer content asks for.
 */
export function decisionNow(
  transfer: { kind: DocumentKind; reference: string },
  { order, unread }: Standing,
  rules: Rules,
  insisted?: Insistence,
): Wanted {
  const decision = decisionFor(transfer, order, rules, insisted);
  const { status, stage } = unread ?? {};
  if (order === null || !status || !stage || decision.kind === 'cancelled') return decision;
  const newer = decisionFor(transfer, { ...order, status, stage }, rules, insisted);
  return newer.kind === 'wanted' ? decision : newer;
}
