import type { Next, Results } from '../../contract.ts';
import type { DeletionPlan, NothingPlan } from '../plan/schema.ts';
import { orderDeletion } from '../steps/deletion.ts';

export function nextOfDeletion(plan: DeletionPlan, results: Results): Next {
  if (results['deletion'] !== undefined) return nothingLeft(plan);
  return { kind: 'step', step: orderDeletion.at('deletion', { orderId: plan.document.id, reference: plan.reference }) };
}

/** The document is gone, or there is none to make. */
export const nothingLeft = ({ document }: DeletionPlan | NothingPlan): Next => ({ kind: 'finished', document: { ...document, total: 0 } });
