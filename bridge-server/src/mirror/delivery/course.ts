import type { Outcome, PlanOutcome, PlanRequest, Results, Step, System } from '../../systems/contract.ts';
import type { Handover } from '../../systems/contract-pulled.ts';
import type { VatSum } from '../../systems/contract-document.ts';
import type { CurrentOrder } from '../transfer/current-order.ts';
import type { EventOf, TransferEvent } from '../transfer/event.ts';
import { differsEvent, gapsEvent } from '../transfer/plan-events.ts';
import type { Frozen, Transfer } from '../transfer/transfer.ts';

/**
 * The course of one delivery: what follows for a worker from what it knows. Pure, so that the simulation can follow the
 * same course in every order of events.
 */

/** What a worker does next with a transfer that has a plan. */
export type Course =
  /** The document is there and agrees with the plan: store that. */
  | { kind: 'finish'; transfer: Transfer; event: EventOf<'finished'> }
  /** The attempt ends with this event. */
  | { kind: 'move'; transfer: Transfer; event: EventOf<'differs'> | EventOf<'stopped'> }
  | { kind: 'do'; step: Step }
  /** The office is to fetch these bytes. */
  | { kind: 'offer'; transfer: Transfer; event: EventOf<'offered'>; handover: Handover };

/** `passing`: results that are kept in memory only. `stopping`: the worker is to stop at this boundary. */
export function courseOf(
  system: System,
  transfer: Transfer,
  { plan, passing, stopping }: { plan: Frozen; passing: Results; stopping: boolean },
): Course {
  const planned = { ...transfer, frozen: plan, plannedRevision: plan.revision };
  const stopped: Course = { kind: 'move', transfer, event: { name: 'stopped' } };
  const { delivery } = system;
  if (delivery.how === 'pulled')
    return stopping
      ? stopped
      : { kind: 'offer', transfer: planned, event: { name: 'offered' }, handover: delivery.render(plan.plan) };
  const next = delivery.next(plan.plan, { ...passing, ...transfer.results });
  switch (next.kind) {
    case 'finished': {
      const { document, notes = [] } = next;
      return { kind: 'finish', transfer: planned, event: { name: 'finished', document, notes } };
    }
    case 'differs':
      return { kind: 'move', transfer: planned, event: differsEvent(next.document, next.differences) };
    case 'step':
      return stopping ? stopped : { kind: 'do', step: next.step };
  }
}

/** A plan that is ready to be followed, and what the document comes to. */
export interface PreparedPlan {
  frozen: Frozen;
  currency: string | null;
  total: number;
  vat: readonly VatSum[] | null;
}

/** What a plan, or the lack of a plan, means for a transfer. `order`: the order that the plan was made from. */
export function preparedOf(
  planned: PlanOutcome<unknown>,
  { settings, facts, decisions }: Pick<PlanRequest<unknown, unknown>, 'settings' | 'facts' | 'decisions'>,
  order: CurrentOrder,
): PreparedPlan | TransferEvent {
  switch (planned.kind) {
    case 'gaps':
      return gapsEvent(planned.gaps, planned.clerk);
    case 'not_wanted':
      return { name: 'not_wanted', reason: planned.reason };
    case 'plan': {
      const frozen = { revision: order.revision, settings, facts, decisions, plan: planned.plan };
      return { frozen, currency: order.currency, total: planned.total, vat: planned.vat ?? null };
    }
  }
}

/** The transfer once the intent of a creating step is recorded: from here on its plan is frozen. */
export function withIntent(transfer: Transfer, plan: Frozen, step: Step): Transfer {
  return { ...transfer, frozen: plan, plannedRevision: plan.revision, intent: step, intentOpen: true };
}

/**
 * The transfer once a creating step is done. The result is stored with the next intent, or when the document is
 * finished.
 */
export function withResult(
  transfer: Transfer,
  step: Step,
  { result, existed }: Extract<Outcome, { kind: 'done' }>,
): Transfer {
  const looked = existed === true && transfer.looked !== null ? 'found' : transfer.looked;
  return { ...transfer, results: { ...transfer.results, [step.key]: result }, intentOpen: false, looked };
}
