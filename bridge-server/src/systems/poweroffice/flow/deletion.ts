import type { Next, Results } from '../../contract.ts';
import type { DeletionPlan, NothingPlan } from '../plan/schema.ts';
import { orderDeletion } from '../steps/deletion.ts';
import { orderUnlocking } from '../steps/header.ts';

/** A confirmed draft is unlocked first; then it is deleted. */
export function nextOfDeletion(plan: DeletionPlan, results: Results): Next {
  if (results['deletion'] !== undefined) return nothingLeft(plan);
  const draft = { orderId: plan.document.id, reference: plan.reference };
  if (plan.locked && results['unlock'] === undefined) return { kind: 'step', step: orderUnlocking.at('unlock', draft) };
  return { kind: 'step', step: orderDeletion.at('deletion', draft) };
}

/** The document is gone, or there is none to make. */
export const nothingLeft = ({ document }: DeletionPlan | NothingPlan): Next => ({
  kind: 'finished',
  document: { ...document, total: 0 },
});
