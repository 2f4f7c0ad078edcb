import { order as orderSchema, type Order } from '@kontor/shared/order';
import type { Connection } from '../../shops/connection.ts';
import type { DocumentKind, Gap, MadeDocument, PlanRequest, System } from '../../systems/contract.ts';
import { gapsEvent, unwantedEvent } from '../transfer/decide.ts';
import { customerKey, documentKey } from '../transfer/keys.ts';
import type { State } from '../transfer/states.ts';
import type { CurrentOrder } from '../transfer/store.ts';
import type { Transfer } from '../transfer/transfer.ts';
import type { TransferEvent } from '../transfer/transition.ts';
import { decisionFor, isRouted, refundOfPayment, type Insistence } from '../transfer/wanted.ts';

/** The transfers of one order to one connection, oldest first, as planning one of them needs to know the others. */
export interface Sibling {
  kind: DocumentKind;
  reference: string;
  state: State;
  reason: string;
  documentId: string | null;
  documentNumber: string | null;
  targetTotal: number | null;
  insisted: boolean;
}

/** Whose word counts for a transfer; itself is among its siblings. */
export function insistenceOn(
  { kind, reference }: Pick<Sibling, 'kind' | 'reference'>,
  siblings: readonly Sibling[],
): Insistence {
  const said = (of: Pick<Sibling, 'kind' | 'reference'>) =>
    siblings.some((sibling) => sibling.kind === of.kind && sibling.reference === of.reference && sibling.insisted);
  return { own: said({ kind, reference }), order: said({ kind: 'order', reference: '' }) };
}

/** What is to be planned for a transfer, or the event that says why nothing is. */
export function planningOf(
  connected: { system: System; connection: Pick<Connection, 'rules' | 'settings'> },
  transfer: Pick<Transfer, 'shopId' | 'orderId' | 'kind' | 'reference'> & Partial<Pick<Transfer, 'results'>>,
  row: CurrentOrder,
  siblings: readonly Sibling[],
): { request: Omit<PlanRequest<unknown, never>, 'facts'> } | TransferEvent {
  const { system, connection } = connected;
  const order = row.snapshot === null ? null : readSnapshot(row.snapshot);
  if (isForgotten(row)) return gapsEvent([forgotten(system.label)]);
  if (isRouted(transfer.kind)) {
    const unwanted = unwantedEvent(
      decisionFor(transfer, row.tombstone ? null : order, connection.rules, insistenceOn(transfer, siblings)),
    );
    if (unwanted) return unwanted;
  }
  // What changed about a payment is for a person, whatever a system can amend.
  if (transfer.kind === 'amendment' && transfer.reference.startsWith('payment-'))
    return gapsEvent([paymentByHand(system.label)]);
  if (!system.capabilities.includes(transfer.kind)) return gapsEvent([byHand(system.label, transfer.kind)]);
  const keyOf = ({ kind, reference }: Pick<Sibling, 'kind' | 'reference'>) =>
    documentKey(transfer.shopId, transfer.orderId, kind, reference);
  const documents = siblings.flatMap((sibling): MadeDocument[] => {
    const { kind, reference, state, documentId, documentNumber, targetTotal } = sibling;
    if (state !== 'done' || documentId === null) return [];
    return [
      {
        kind,
        reference,
        key: keyOf(sibling),
        id: documentId,
        number: documentNumber ?? documentId,
        total: targetTotal ?? 0,
      },
    ];
  });
  for (const needed of neededBy(transfer)) {
    const isNeeded = ({ kind, reference }: Pick<Sibling, 'kind' | 'reference'>) =>
      kind === needed.kind && reference === needed.reference;
    if (documents.some(isNeeded)) continue;
    // Its turn has come and the other's has passed: either somebody booked that by hand, or nobody ever did.
    return siblings.some((sibling) => isNeeded(sibling) && sibling.reason === 'elsewhere')
      ? gapsEvent([elsewhere(system.label, transfer.kind, needed.kind)])
      : { name: 'not_wanted', reason: `rule.${needed.kind}_not_sent` };
  }
  // Gone from the shop after its content was erased here.
  if (!order) return gapsEvent([forgotten(system.label)]);
  return {
    request: {
      kind: transfer.kind,
      reference: transfer.reference,
      order,
      documents,
      key: keyOf(transfer),
      customerKey: customerKey(transfer.shopId, order),
      functions: connection.rules.functions,
      settings: connection.settings,
      ...(transfer.results ? { done: transfer.results } : {}),
    },
  };
}

/** The documents that must be at the target before: the order's own and, for the money of a refund, its credit note. */
export function neededBy({
  kind,
  reference,
}: Pick<Transfer, 'kind' | 'reference'>): { kind: 'order' | 'refund'; reference: string }[] {
  if (kind === 'order') return [];
  const refund = kind === 'payment' ? refundOfPayment(reference) : null;
  return [
    { kind: 'order', reference: '' },
    ...(refund === null ? [] : [{ kind: 'refund' as const, reference: refund }]),
  ];
}

/** Whether the order's content was erased, though the shop still has the order: nothing can be told from what is left of it. */
export const isForgotten = ({ snapshot, tombstone }: Pick<CurrentOrder, 'snapshot' | 'tombstone'>): boolean =>
  snapshot === null && !tombstone;

/** Reads a stored snapshot back. */
export function readSnapshot(text: string): Order {
  return orderSchema.parse(JSON.parse(text));
}

const byHand = (system: string, kind: DocumentKind): Gap => ({
  code: 'gap.by_hand',
  cause: `The order changed in the shop after its document was sent, and Kontor makes no ${kind} in ${system}.`,
  remedy: `Change or delete the document in ${system} by hand, then say that it was handled elsewhere.`,
});

const forgotten = (system: string): Gap => ({
  code: 'gap.forgotten',
  cause:
    "The order's content was erased here, since its time was over or somebody asked for it, so that nothing can be planned from it.",
  remedy: `Do in ${system} by hand what is left to do, then say that it was handled elsewhere. A change of the order in the shop brings its content back.`,
});

const paymentByHand = (system: string): Gap => ({
  code: 'gap.by_hand',
  cause:
    'A payment of the order was booked, and then the shop called it off or changed it. A booked payment cannot be edited.',
  remedy: `Compare the order with the voucher in ${system}, correct or reverse it there if need be, then say that it was handled elsewhere.`,
});

const elsewhere = (system: string, kind: DocumentKind, needed: 'order' | 'refund'): Gap => ({
  code: 'gap.by_hand',
  cause: `The ${needed}'s own document was handled elsewhere, so Kontor cannot relate a ${kind} to it.`,
  remedy: `Book the ${kind} in ${system} by hand, then say that it was handled elsewhere.`,
});
