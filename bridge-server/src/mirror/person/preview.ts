import { randomUUID } from 'node:crypto';
import type { Order } from '@kontor/shared/order';
import type { Reason } from '@kontor/shared/problem';
import { findLanes } from '../delivery/lane.ts';
import { connect, type Mirror } from '../mirror.ts';
import { planningOf, theOrderItself, type UnplannedEvent } from '../delivery/planning.ts';
import { documentKey } from '../transfer/keys.ts';
import type { Gap, Step, System } from '../../systems/contract.ts';
import { fullName, namesOf } from '../../documents/customer-identity.ts';
import type { DocumentDescription, VatSum } from '../../systems/contract-document.ts';
import { reasonOf } from '../../texts/say.ts';

/** What the worker would do with an order now. Nothing is written anywhere. */
export type Preview =
  | {
      kind: 'plan';
      revision: number;
      currency: string | null;
      total: number;
      vat: readonly VatSum[];
      plan: unknown;
      /** The plan for people. A customer that the target already has bears the name from the order. */
      described: DocumentDescription;
      firstStep: Step | null;
    }
  | { kind: 'gaps'; revision: number; gaps: readonly Gap[] }
  /** A rule leaves the order out, or the system could not be read. `reason`: the code. */
  | { kind: 'nothing'; revision: number; reason: string; why: Reason | null };

/**
 * Plans the order for the connection exactly as the worker does, from the newest revision and fresh facts. `insisted`:
 * as if a person had said that it is to be sent, whatever the rules say. Null: there is no such order or connection.
 */
export async function preview(
  mirror: Mirror,
  at: { shopId: string; orderId: string; connectionId: string; insisted?: boolean },
): Promise<Preview | null> {
  const connected = await connect(mirror, at.shopId, at.connectionId);
  if (!connected) return null;
  const { system } = connected;
  const subject = { shopId: at.shopId, subjectKind: 'order' as const, subjectId: at.orderId };
  const [lane] = await findLanes(mirror.database.pool, [{ ...subject, connectionId: at.connectionId }]);
  if (!lane) return null;
  const { order, siblings } = lane;
  const { revision, currency } = order;
  const decisions = await mirror.store.decisions(at.shopId, at.connectionId);
  const key = documentKey(subject, 'order', '', system.longestKey);
  const own = { ...subject, ...theOrderItself, documentKey: key };
  const insistedSiblings = siblings.map((sibling) => ({ ...sibling, insisted: true }));
  const planning = planningOf({ ...connected, decisions }, own, order, at.insisted ? insistedSiblings : siblings);
  if ('name' in planning) return unplanned(planning, revision);
  const outcome = await system.readFacts(connected.context({ correlationId: randomUUID() }), planning.request);
  if (outcome.kind !== 'facts') return { kind: 'nothing', revision, reason: outcome.code, why: reasonOf(outcome) };
  const planned = system.makePlan({ ...planning.request, facts: outcome.facts });
  switch (planned.kind) {
    case 'gaps':
      return { kind: 'gaps', revision, gaps: planned.gaps };
    case 'not_wanted':
      return { kind: 'nothing', revision, reason: planned.reason, why: null };
    case 'plan': {
      const { plan, total, vat = [] } = planned;
      const described = describe(system, plan, planning.request.order);
      return { kind: 'plan', revision, currency, total, vat, plan, described, firstStep: firstStepOf(system, plan) };
    }
  }
}

function unplanned(event: UnplannedEvent, revision: number): Preview {
  switch (event.name) {
    case 'gaps':
      return { kind: 'gaps', revision, gaps: event.detail.gaps };
    case 'by_hand':
      return { kind: 'nothing', revision, reason: event.reason, why: event.detail.why };
    case 'not_wanted':
      return { kind: 'nothing', revision, reason: event.reason, why: null };
    case 'cancelled':
      return { kind: 'nothing', revision, reason: 'cancelled.before_sending', why: null };
  }
}

function firstStepOf({ delivery }: System, plan: unknown): Step | null {
  const next = delivery.how === 'pushed' ? delivery.next(plan, {}) : null;
  return next?.kind === 'step' ? next.step : null;
}

function describe(system: System, plan: unknown, order: Order): DocumentDescription {
  const described = system.describe(plan);
  const names = namesOf(order);
  const customer = described.customer && {
    ...described.customer,
    name: described.customer.name ?? (names ? fullName(names) : null),
  };
  return { ...described, customer };
}
