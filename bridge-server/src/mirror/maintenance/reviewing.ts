import type { Order } from '@kontor/shared/order';
import { rules as rulesSchema, type Rules } from '../../shops/rules.ts';
import type { System } from '../../systems/contract.ts';
import type { About } from '../../systems/contract-document.ts';
import { planningOf, theOrderItself } from '../delivery/planning.ts';
import { insistenceOn, lastCancellation, missingFor, type Sibling } from '../delivery/siblings.ts';
import type { FurtherTransfer } from '../transfer/add.ts';
import { isWithoutContent, orderStandingOf, readSnapshot, type CurrentOrder } from '../transfer/current-order.ts';
import { reviewEvent } from '../transfer/review-event.ts';
import { aboutOf, isBegun, planOf, type Transfer } from '../transfer/transfer.ts';
import { applyEvent, type Timing, type TransferEvent, type Transition } from '../transfer/transition.ts';
import { decisionNow } from '../transfer/wanted.ts';

/** Everything that a review looks at. */
export interface UnderReview {
  transfer: Transfer;
  /** The order as it is now. */
  row: CurrentOrder;
  /** The order's transfers to the connection, this one among them, oldest first. */
  siblings: readonly Sibling[];
  /** Null: the system is not set up here, so every other revision counts as a change. */
  system: System | null;
  /** Null: the connection was removed. */
  rules: Rules | null;
  timing: Timing;
}

/** What a newer revision, or changed settings, mean for a transfer. */
export interface Reviewed {
  event: TransferEvent;
  transition: Transition;
  by: 'intake' | 'settings';
  /** A transfer that must exist beside it. */
  further: FurtherTransfer | null;
}

/** Pure: what a review of the transfer comes to; null: nothing follows. */
export function reviewTransfer({ transfer, row, siblings, system, rules, timing }: UnderReview): Reviewed | null {
  // If the order's content was erased, its transfers stay as they are. The next revision tells what follows.
  if (isWithoutContent(row)) return null;
  const decision = rules
    ? decisionNow(transfer, orderStandingOf(row), rules, insistenceOn(transfer, siblings))
    : { kind: 'not_wanted' as const, reason: 'rule.connection_removed' as const };
  const isThere = transfer.state === 'done' || transfer.state === 'handed_over';
  const relevant = !(isThere && isSuperseded(transfer, siblings)) && isRelevant(system, transfer, row, siblings);
  const absent = missingFor(transfer, siblings);
  const missing = absent && !absent.isElsewhere ? absent.needed : null;
  const event = reviewEvent(transfer, { decision, begun: isBegun(transfer), relevant, missing });
  if (!event) return null;
  const transition = applyEvent(transfer, event, timing, 0);
  const by = rules ? 'intake' : 'settings';
  const { also } = transition.row;
  const isFurther = also === 'amendment' || also === 'cancellation';
  return { event, transition, by, further: isFurther ? furtherOf(also, { transfer, row, siblings }, by) : null };
}

function furtherOf(
  kind: 'amendment' | 'cancellation',
  { transfer, row, siblings }: Pick<UnderReview, 'transfer' | 'row' | 'siblings'>,
  by: string,
): FurtherTransfer {
  const reference =
    kind === 'cancellation' ? cancellationReference(transfer, row, siblings) : amendmentReference(transfer, row);
  return {
    kind,
    reference,
    about: kind === 'cancellation' ? { kind: 'order', reference: '' } : aboutOfAmendment(transfer),
    order: row,
    reason: `wanted.${kind}`,
    correlationId: row.correlationId,
    by,
  };
}

/**
 * What tells cancellations apart. An order is cancelled once, however often it changes afterwards. It is cancelled
 * again if its document was made anew after the cancellation, or if the order came back after it: then the revision
 * tells them apart.
 */
function cancellationReference(
  { plannedRevision, reason }: Transfer,
  row: CurrentOrder,
  siblings: readonly Sibling[],
): string {
  const last = lastCancellation(siblings);
  const isBack = last && ((last.plannedRevision ?? 0) < (plannedRevision ?? 0) || /^changed\.after_/.test(reason));
  return isBack ? String(row.revision) : '';
}

/**
 * What tells amendments apart: the revision, behind the kind and the reference of what is amended. For the order's
 * document the revision is enough, whether it is amended for the first time or again.
 */
function amendmentReference({ kind, reference }: Transfer, { revision }: CurrentOrder): string {
  if (kind === 'order' || kind === 'amendment') return String(revision);
  return [kind, ...(reference ? [reference] : []), revision].join('-');
}

/**
 * An amendment is about what the document that it amends is about; the amendment of a payment is about that payment.
 */
const aboutOfAmendment = (transfer: Transfer): About =>
  transfer.kind === 'payment' ? { kind: 'payment', reference: transfer.reference } : aboutOf(transfer);

/**
 * Whether a later amendment of the order was made, so that the amendment, and not this transfer, tells what the order's
 * document says. Only the order's document is superseded; a payment that was booked stays what it was.
 */
function isSuperseded({ kind, reference, aboutKind }: Transfer, siblings: readonly Sibling[]): boolean {
  if ((kind !== 'order' && kind !== 'amendment') || aboutKind !== 'order') return false;
  const own = siblings.findIndex((sibling) => sibling.kind === kind && sibling.reference === reference);
  return siblings
    .slice(own + 1)
    .some(
      ({ kind: later, about, state, fetched }) =>
        later === 'amendment' && about.kind === 'order' && (state === 'done' || (state === 'handed_over' && fetched)),
    );
}

/**
 * Whether the order, as it is now, says something else than the frozen plan, under the frozen settings and facts. For
 * example, a correction in a field that the document does not carry needs no amendment.
 */
function isRelevant(
  system: System | null,
  transfer: Transfer,
  row: CurrentOrder,
  siblings: readonly Sibling[],
): boolean {
  const frozen = planOf(transfer);
  if (!frozen || !system || row.snapshot === null) return row.revision !== transfer.plannedRevision;
  if (row.revision === frozen.revision) return false;
  // A credit note stays what it was, whatever becomes of the order.
  if (transfer.kind !== 'order' && transfer.kind !== 'amendment' && transfer.kind !== 'payment') return false;
  // An amendment of a refund or a payment is not compared with the order.
  if (transfer.kind === 'amendment' && transfer.aboutKind !== 'order') return false;
  const order = asSent(readSnapshot(row.snapshot));
  const asItIs = rulesSchema.parse({
    functions: Object.keys(system.functions),
    statuses: [order.status],
    sources: [order.source],
    zeroTotal: 'send',
  });
  // An amendment says what the order itself would say.
  const [plannable, beside] =
    transfer.kind === 'payment'
      ? [transfer, siblings]
      : [
          { ...transfer, ...theOrderItself, documentKey: keyOfOrder(siblings) ?? transfer.documentKey, results: {} },
          [],
        ];
  const planning = planningOf(
    { system, connection: { settings: frozen.settings, rules: asItIs }, decisions: frozen.decisions },
    plannable,
    { ...row, tombstone: false, unread: null, snapshot: JSON.stringify(order) },
    beside,
  );
  // A status that is never sent plans nothing. Whether it calls the document off is decided by the rules, not here.
  if ('name' in planning) return false;
  const planned = system.makePlan({ ...planning.request, facts: frozen.facts });
  return (
    planned.kind !== 'plan' ||
    JSON.stringify(contentOf(system, planned.plan)) !== JSON.stringify(contentOf(system, frozen.plan))
  );
}

const keyOfOrder = (siblings: readonly Sibling[]): string | undefined =>
  siblings.find(({ kind }) => kind === 'order')?.key;

/**
 * The order as it was when it was sent. An order that was refunded in full is not sent any more, but its document still
 * says what was sold: its credit notes take that back.
 */
const asSent = (order: Order): Order => (order.stage === 'refunded' ? { ...order, stage: 'done' } : order);

/** What the document says by the plan. The plan is parsed, so that a new field with a default is no difference. */
const contentOf = (system: System, plan: unknown): unknown => system.content(system.plan.parse(plan));
