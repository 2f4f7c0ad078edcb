import type { Handover, Outcome, Planned, PlanRequest, Results, Step, System } from '../../systems/contract.ts';
import type { VatSum } from '../../systems/contract-document.ts';
import { gapsEvent, differsEvent } from '../transfer/decide.ts';
import type { CurrentOrder } from '../transfer/store.ts';
import type { Frozen, Transfer } from '../transfer/transfer.ts';
import type { TransferEvent } from '../transfer/transition.ts';

/**
 * The course of one delivery: what follows for a worker from what it knows. Pure: `deliver.ts` does what is said here, and
 * a simulation can do it in every order.
 */

/** What a worker does next with a transfer that has a plan. */
export type Course =
  /** The document is there and agrees: compare the revisions and store it. */
  | { kind: 'finish'; transfer: Transfer; event: TransferEvent }
  /** The attempt ends with this event. */
  | { kind: 'move'; transfer: Transfer; event: TransferEvent }
  | { kind: 'do'; step: Step }
  /** The office is to fetch these bytes. */
  | { kind: 'offer'; transfer: Transfer; event: TransferEvent; handover: Handover };

/** `passing`: results that are kept in memory only. `stopping`: the worker is to stop at this boundary. */
export function courseOf(
  system: System,
  transfer: Transfer,
  given: { plan: Frozen; passing: Results; stopping: boolean },
): Course {
  const { plan, passing, stopping } = given;
  const planned = { ...transfer, frozen: plan, plannedRevision: plan.revision };
  const { delivery } = system;
  if (delivery.how === 'pulled')
    return stopping
      ? { kind: 'move', transfer, event: { name: 'stopped' } }
      : { kind: 'offer', transfer: planned, event: { name: 'offered' }, handover: delivery.render(plan.plan) };
  const next = delivery.next(plan.plan, { ...passing, ...transfer.results });
  switch (next.kind) {
    case 'finished': {
      const { document, notes = [] } = next;
      return {
        kind: 'finish',
        transfer: planned,
        event: { name: 'finished', document, ...(notes.length > 0 ? { detail: { notes: [...notes] } } : {}) },
      };
    }
    case 'differs':
      return { kind: 'move', transfer: planned, event: differsEvent(next.document, next.differences) };
    case 'step':
      return stopping ? { kind: 'move', transfer, event: { name: 'stopped' } } : { kind: 'do', step: next.step };
  }
}

/** A plan that is ready to be begun, and what the document comes to. */
export interface PreparedPlan {
  frozen: Frozen;
  currency: string | null;
  total: number;
  vat: readonly VatSum[] | null;
}

/** What a plan, or the lack of one, means for a transfer. `row`: the order that it was made from. */
export function preparedOf(
  planned: Planned<unknown>,
  given: Pick<PlanRequest<unknown, unknown>, 'settings' | 'facts' | 'decisions'>,
  row: CurrentOrder,
): PreparedPlan | TransferEvent {
  switch (planned.kind) {
    case 'gaps':
      return gapsEvent(planned.gaps);
    case 'not_wanted':
      return { name: 'not_wanted', reason: planned.reason };
    case 'plan': {
      const { settings, facts, decisions } = given;
      const frozen = { revision: row.revision, settings, facts, decisions, plan: planned.plan };
      return { frozen, currency: row.currency, total: planned.total, vat: planned.vat ?? null };
    }
  }
}

/** The transfer once the intent of a creating step is recorded: from here on its plan is frozen. */
export function withIntent(transfer: Transfer, plan: Frozen, step: Step): Transfer {
  return { ...transfer, frozen: plan, plannedRevision: plan.revision, intent: step, intentOpen: true };
}

/** The transfer once a creating step is done; stored with the next intent, or when it is finished. */
export function withResult(
  transfer: Transfer,
  step: Step,
  { result, existed }: Extract<Outcome, { kind: 'done' }>,
): Transfer {
  const looked = existed === true && transfer.looked !== null ? 'found' : transfer.looked;
  return { ...transfer, results: { ...transfer.results, [step.key]: result }, intentOpen: false, looked };
}
