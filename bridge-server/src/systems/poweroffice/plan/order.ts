import type { Planned } from '../../contract.ts';
import type { Lines } from './lines.ts';
import { planSalesOrder } from './sales-order.ts';
import type { Request, UnreadRequest } from './facts.ts';
import type { SalesOrderPlan } from './schema.ts';

export function orderLines({ order }: UnreadRequest): Lines {
  if (order.lines.length > 0) return { lines: order.lines };
  return {
    gap: {
      code: 'gap.no_lines',
      cause: 'The order has no lines.',
      remedy: 'Add what was sold to the order in the shop.',
    },
  };
}

/** The order itself, as a draft. */
export function planOrder(request: Request): Planned<SalesOrderPlan> {
  const { order, settings } = request;
  const planned = planSalesOrder(request, {
    lines: orderLines(request),
    total: order.total,
    date: order.createdGmt.slice(0, 10),
  });
  return planned.kind === 'plan' && settings.confirm
    ? { ...planned, plan: { ...planned.plan, confirm: true } }
    : planned;
}
