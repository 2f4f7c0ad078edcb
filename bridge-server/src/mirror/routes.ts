import type { Minor } from '@kontor/shared/money';
import type { Order } from '@kontor/shared/order';
import type { Routing } from '../shops/directory.ts';
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
  return connections.flatMap(({ id, system, account, rules }) => wantedDocuments(order, rules).filter(hasRow).map(({ kind, reference, decision, total }): Route => ({
    orderId, connectionId: id, system, account, kind, reference, total,
    state: decision.kind === 'wanted' ? 'waiting' : 'closed',
    reason: decision.kind === 'cancelled' ? 'cancelled.before_sending' : decision.reason,
  })));
}

/**
 * Nearly every order is paid: where payments are switched off, no row says so for each of them. Switching the function on
 * routes all orders again.
 */
const hasRow = ({ kind, decision }: WantedDocument): boolean => kind !== 'payment' || decision.kind !== 'not_wanted' || decision.reason !== 'rule.function_off';
