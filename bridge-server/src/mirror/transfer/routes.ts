import type { Minor } from '@kontor/shared/money';
import type { Order } from '@kontor/shared/order';
import type { Routing } from '../../shops/directory.ts';
import type { Rules } from '../../shops/rules.ts';
import { wantedDocuments, type WantedDocument } from './wanted.ts';

/** A transfer as it is first written. */
export interface Route {
  orderId: number;
  connectionId: string;
  system: string;
  account: string;
  kind: string;
  reference: string;
  state: 'waiting' | 'closed';
  reason: string;
  total: Minor;
}

/** Pure: the transfers that an order asks for, over all connections of its shop. Closed ones say why nothing is sent. */
export function routesOf(orderId: number, order: Order | null, { connections }: Routing): Route[] {
  return connections.flatMap(({ id, system, account, rules }) => {
    const documents = wantedDocuments(order, rules).filter((document) => hasRow(document, rules));
    return documents.map(({ kind, reference, decision, total }): Route => ({
      orderId,
      connectionId: id,
      system,
      account,
      kind,
      reference,
      total,
      state: decision.kind === 'wanted' ? 'waiting' : 'closed',
      reason: decision.kind === 'cancelled' ? 'cancelled.before_sending' : decision.reason,
    }));
  });
}

/** An order whose content was erased: what never had a row is closed, until a change of the order brings its content back. */
export function forgottenRoutes(orderId: number, { connections }: Routing): Route[] {
  return connections.map(({ id, system, account }): Route => ({
    orderId,
    connectionId: id,
    system,
    account,
    kind: 'order',
    reference: '',
    total: 0,
    state: 'closed',
    reason: 'rule.forgotten',
  }));
}

/**
 * Nearly every order is paid: where payments are switched off, no row says so for each of them. Switching the function on
 * routes all orders again; a payment that exists by then is closed, or kept, like any other transfer.
 */
const hasRow = ({ kind }: WantedDocument, { functions }: Rules): boolean =>
  kind !== 'payment' || functions.includes('payments');
