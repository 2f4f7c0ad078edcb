import type { Minor } from '@kontor/shared/money';
import type { Order } from '@kontor/shared/order';
import type { Routing } from '../../shops/directory.ts';
import type { Rules } from '../../shops/rules.ts';
import type { DocumentKind, SubjectKind } from '../../systems/contract.ts';
import type { About } from '../../systems/contract-document.ts';
import { documentKey } from './keys.ts';
import type { SubjectAt } from './transfer.ts';
import { wantedDocuments, type WantedDocument } from './wanted.ts';

/** A transfer as it is first written. */
export interface Route {
  connectionId: string;
  system: string;
  account: string;
  subjectKind: SubjectKind;
  subjectId: string;
  kind: DocumentKind;
  reference: string;
  aboutKind: About['kind'];
  aboutReference: string;
  documentKey: string;
  state: 'waiting' | 'closed';
  reason: `wanted.${string}` | `rule.${string}` | 'cancelled.before_sending';
  total: Minor;
}

/**
 * Pure: the transfers that an order asks for, at all connections of its shop. A closed transfer says why nothing is
 * sent.
 */
export function routesOf(at: SubjectAt, order: Order | null, { connections }: Routing): Route[] {
  // An order never goes back to where it came from.
  const others = connections.filter(({ id }) => id !== order?.source);
  return others.flatMap((connection) => {
    const documents = wantedDocuments(order, connection.rules).filter((document) => hasRow(document, connection.rules));
    return documents.map(({ decision, total, ...document }): Route => ({
      ...placeOf(at, connection, document),
      total,
      state: decision.kind === 'wanted' ? 'waiting' : 'closed',
      reason: decision.kind === 'cancelled' ? 'cancelled.before_sending' : decision.reason,
    }));
  });
}

/**
 * The transfers of an order whose content was erased, at connections that it had no transfer to. They are closed until
 * a change of the order brings its content back.
 */
export function forgottenRoutes(at: SubjectAt, { connections }: Routing): Route[] {
  return connections.map((connection): Route => ({
    ...placeOf(at, connection, { kind: 'order', reference: '', about: { kind: 'order', reference: '' } }),
    total: 0,
    state: 'closed',
    reason: 'rule.forgotten',
  }));
}

function placeOf(
  at: SubjectAt,
  { id, system, account, longestKey }: Routing['connections'][number],
  { kind, reference, about }: { kind: DocumentKind; reference: string; about: About },
) {
  return {
    connectionId: id,
    system,
    account,
    subjectKind: at.subjectKind,
    subjectId: at.subjectId,
    kind,
    reference,
    aboutKind: about.kind,
    aboutReference: about.reference,
    documentKey: documentKey(at, kind, reference, longestKey),
  };
}

/**
 * Whether a document gets a row. Nearly every order is paid, so where payments are switched off, there is no row for
 * each of them. When the function is switched on, all orders are routed again. A payment that exists by then is closed
 * or kept like any other transfer.
 */
const hasRow = ({ kind }: WantedDocument, { functions }: Rules): boolean =>
  kind !== 'payment' || functions.includes('payments');
