import type { Next, Results } from '../../contract.ts';
import type { Plan } from '../plan/schema.ts';
import { nextOfAmendment } from './amendment.ts';
import { nextOfDeletion, nothingLeft } from './deletion.ts';
import { nextOfPayment } from './payment.ts';
import { nextOfSalesOrder } from './sales-order.ts';

/** Pure: what follows in the plan. */
export function next(plan: Plan, results: Results): Next {
  switch (plan.kind) {
    case 'sales_order':
      return nextOfSalesOrder(plan, results);
    case 'amendment':
      return nextOfAmendment(plan, results);
    case 'unchanged':
      return { kind: 'finished', document: plan.document };
    case 'deletion':
      return nextOfDeletion(plan, results);
    case 'nothing':
      return nothingLeft(plan);
    case 'payment':
      return nextOfPayment(plan, results);
  }
}
