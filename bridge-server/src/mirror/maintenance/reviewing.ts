import type { Order } from '@kontor/shared/order';
import { rules as rulesSchema, type Rules } from '../../shops/rules.ts';
import type { About, System } from '../../systems/contract.ts';
import {
  insistenceOn,
  isWithoutContent,
  lastCancellation,
  missingFor,
  planningOf,
  readSnapshot,
  orderStandingOf,
  theOrderItself,
  type Sibling,
} from '../delivery/planning.ts';
import type { FurtherTransfer } from '../transfer/add.ts';
import { reviewEvent } from '../transfer/decide.ts';
import type { CurrentOrder } from '../transfer/store.ts';
import { aboutOf, isBegun, type Transfer } from '../transfer/transfer.ts';
import { applyEvent, type Timing, type TransferEvent, type Transition } from '../transfer/transition.ts';
import { decisionNow } from '../transfer/wanted.ts';

/** What a review looks at. */
export interface UnderReview {
  transfer: Transfer;
  /** The order as it is now. */
  row: CurrentOrder;
  /** Its transfers to the connection, this one among them, oldest first. */
  siblings: readonly Sibling[];
  /** Null: it is not set up here; then every other revision counts as a change. */
  system: System | null;
  /** Null: the connection was removed. */
  rules: Rules | null;
  timing: Timing;
}

/** What follows for a transfer from a newer revision, or from changed settings. */
export interface Reviewed {
  event: TransferEvent;
  transition: Transition;
  by: 'intake' | 'settings';
  /** What must exist beside it. */
  further: FurtherTransfer | null;
}

/** Pure: what a review of the transfer comes to; null: nothing follows. */
export function reviewTransfer({ transfer, row, siblings, system, rules, timing }: UnderReview): Reviewed | null {
  // If the order's content was erased, its transfers stay as they are; the next revision tells what follows.
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
 * An order is cancelled once, however often it changes afterwards; but for one that was made anew after its cancellation, or that
 * came back after it and is cancelled again.
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

/** Amendments are told apart by their revision. */
function amendmentReference(transfer: Transfer, row: CurrentOrder): string {
  // The order's document is told apart by its revision alone, whether it is mended for the first time or again.
  const of =
    transfer.kind === 'order' || transfer.kind === 'amendment'
      ? []
      : [transfer.kind, ...(transfer.reference ? [transfer.reference] : [])];
  return [...of, row.revision].join('-');
}

/** An amendment is about what the document that it mends is about; a booked payment is a thing of its own. */
const aboutOfAmendment = (transfer: Transfer): About =>
  transfer.kind === 'payment' ? { kind: 'payment', reference: transfer.reference } : aboutOf(transfer);

/**
 * Whether an amendment has been made of the order since: then that one tells what the order's document says. Only that document
 * is superseded by it; a payment that was booked stays what it was.
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
 * Whether the order as it is now says other than the frozen plan does, under the frozen settings and facts: an address
 * corrected in a field that the document does not carry is no reason to bother anybody.
 */
function isRelevant(
  system: System | null,
  transfer: Transfer,
  row: CurrentOrder,
  siblings: readonly Sibling[],
): boolean {
  const { frozen } = transfer;
  if (!frozen || !system || row.snapshot === null) return row.revision !== transfer.plannedRevision;
  if (row.revision === frozen.revision) return false;
  // A credit stays what it was, whatever becomes of the order.
  if (transfer.kind !== 'order' && transfer.kind !== 'amendment' && transfer.kind !== 'payment') return false;
  // What is said of a refund or a payment is not compared with the order.
  if (transfer.kind === 'amendment' && transfer.aboutKind !== 'order') return false;
  const order = asSent(readSnapshot(row.snapshot));
  const asItIs = rulesSchema.parse({
    functions: Object.keys(system.functions),
    statuses: [order.status],
    sources: [order.source],
    zeroTotal: 'send',
  });
  // An amendment says what the order itself would.
  const [as, beside] =
    transfer.kind === 'payment'
      ? [transfer, siblings]
      : [
          { ...transfer, ...theOrderItself, documentKey: keyOfOrder(siblings) ?? transfer.documentKey, results: {} },
          [],
        ];
  const given = planningOf(
    { system, connection: { settings: frozen.settings, rules: asItIs }, decisions: frozen.decisions },
    as,
    { ...row, tombstone: false, unread: null, snapshot: JSON.stringify(order) },
    beside,
  );
  // A status that never sends plans nothing; whether that calls the document off is the routing's business.
  if ('name' in given) return false;
  const planned = system.makePlan({ ...given.request, facts: frozen.facts });
  return (
    planned.kind !== 'plan' ||
    JSON.stringify(contentOf(system, planned.plan)) !== JSON.stringify(contentOf(system, frozen.plan))
  );
}

const keyOfOrder = (siblings: readonly Sibling[]): string | undefined =>
  siblings.find(({ kind }) => kind === 'order')?.key;

/** What was given back in full is not sent any more, but its document, which the credits take back, still says what was sold. */
const asSent = (order: Order): Order => (order.stage === 'refunded' ? { ...order, stage: 'done' } : order);

/** Through the schema, so that a field which a newer version adds with a default is no difference. */
const contentOf = (system: System, plan: unknown): unknown => system.content(system.plan.parse(plan));
