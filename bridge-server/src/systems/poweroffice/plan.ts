import { decimalsOf } from '@kontor/shared/money';
import type { Order } from '@kontor/shared/order';
import { z } from 'zod';
import type { Gap, Planned, PlanRequest } from '../contract.ts';
import { customerOf } from './map/customer.ts';
import { goLine } from './map/line.ts';
import { productCodeOf, productFact, productOf } from './map/products.ts';
import type { Settings } from './settings.ts';
import { customerPost, integer, salesOrderDraft, unsent, type SalesOrderDraft, type SalesOrderLinePost } from './shapes.ts';

/** What planning needs to know from Go: the products that the order may use, and its customer if Go has it. */
export const facts = z.object({ products: z.array(productFact), customerId: integer.nullable() });
export type Facts = z.infer<typeof facts>;

export const plan = z.object({
  currency: z.string(),
  /** The order's total, which Go's must equal. */
  expected: z.number().int(),
  customer: z.union([
    z.object({ id: integer }),
    z.object({ body: unsent(customerPost), name: z.string() }),
  ]),
  /** The customer's key, under which its id is remembered. */
  customerName: z.string().nullable(),
  order: unsent(salesOrderDraft),
  roundingProductId: integer,
});
export type Plan = z.infer<typeof plan>;

/** Pure: what is sent to Go for the order, or everything that keeps it from being sent, all at once. */
export function makePlan(request: PlanRequest<Settings, Facts>): Planned<Plan> {
  const { order, settings, facts: known, key, customerKey } = request;
  const decimals = decimalsOf(order.currency);
  const gaps: Gap[] = [];
  if (order.lines.length === 0) {
    gaps.push({ code: 'gap.no_lines', cause: 'The order has no lines.', remedy: 'Add what was sold to the order in the shop.' });
  }

  const lines = order.lines.flatMap((line, position): SalesOrderLinePost[] => {
    const wanted = productCodeOf(line, settings);
    const found = 'gap' in wanted ? wanted : productOf(wanted.code, known.products);
    if ('id' in found) return [goLine(line, found.id, position, settings.unitPrices, decimals)];
    gaps.push(found.gap);
    return [];
  });
  const rounding = productOf(settings.roundingProduct, known.products);
  if ('gap' in rounding) gaps.push(rounding.gap);

  const customer = known.customerId === null ? customerOf(order, customerKey) : { id: known.customerId };
  if ('gaps' in customer) gaps.push(...customer.gaps);

  const [first, ...others] = distinct(gaps);
  if (first) return { kind: 'gaps', gaps: [first, ...others] };
  if ('gap' in rounding || 'gaps' in customer) throw new Error('a gap was found and not told');
  return {
    kind: 'plan',
    plan: {
      currency: order.currency,
      expected: order.total,
      customer: 'id' in customer ? customer : { body: customer.body, name: customer.body.ExternalImportReference },
      customerName: customerKey,
      order: headerOf(order, key, lines),
      roundingProductId: rounding.id,
    },
  };
}

function headerOf(order: Order, key: string, lines: SalesOrderLinePost[]): SalesOrderDraft {
  // A number with leading zeros or letters would be another one as Go's integer.
  const number = /^[1-9]\d{0,17}$/.test(order.number)
    ? { ImportedOrderNo: order.number }
    : { CustomerReference: `${order.number} (${order.id})` };
  return {
    ExternalImportReference: key,
    CustomMatchingReference: key,
    ...number,
    CurrencyCode: order.currency,
    SalesOrderDate: order.createdGmt.slice(0, 10),
    SalesOrderStatus: 'Draft',
    SalesOrderLines: lines,
  };
}

/** The same gap of several lines, such as a missing product, is told once. */
function distinct(gaps: readonly Gap[]): Gap[] {
  return [...new Map(gaps.map((gap) => [`${gap.code} ${gap.cause}`, gap])).values()];
}
