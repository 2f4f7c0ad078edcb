import { decimalsOf, type Minor } from '@kontor/shared/money';
import type { Order } from '@kontor/shared/order';
import type { Gap, Planned } from '../../contract.ts';
import { customerOf } from '../map/customer.ts';
import { headerFieldsOf } from '../map/header-fields.ts';
import { goLine } from '../map/line.ts';
import { productCodeOf, productOf } from '../map/products.ts';
import { productCode } from '../settings/connection.ts';
import type { SalesOrderDraft, SalesOrderLinePost } from '../shapes/sales-order.ts';
import { currencyClosed } from './currency.ts';
import type { Lines } from './lines.ts';
import type { Request } from './facts.ts';
import type { SalesOrderPlan } from './schema.ts';

/** What tells one sales order from another: an order and the credits of it are the same in all the rest. */
export interface Content {
  lines: Lines;
  /** What Go's total must come to; negative for a credit. */
  total: Minor;
  /** `null`: the day on which the office sends it. */
  date: string | null;
  /** The invoice that is credited. */
  relatedInvoiceNo?: string | null;
}

/** Pure: what is sent to Go, or everything that keeps it from being sent, all at once. */
export function planSalesOrder(request: Request, content: Content): Planned<SalesOrderPlan> {
  const { order, settings, facts: known, customerKey } = request;
  const decimals = decimalsOf(order.currency);
  const gaps: Gap[] = 'gap' in content.lines ? [content.lines.gap] : [];

  if (known.closedCurrency) gaps.push(currencyClosed(order.currency));

  const given = 'lines' in content.lines ? content.lines.lines : [];
  const lines = given.flatMap((line, position): SalesOrderLinePost[] => {
    const wanted = productCodeOf(line, settings);
    const found = 'gap' in wanted ? wanted : productOf(wanted.code, known.products);
    if ('id' in found) return [goLine(line, { ProductId: found.id }, position, settings.unitPrices, decimals)];
    gaps.push(found.gap);
    return [];
  });
  const rounding = productOf(productCode(settings, settings.roundingProduct), known.products);
  if ('gap' in rounding) gaps.push(rounding.gap);

  const customer = known.customerId === null ? customerOf(order, customerKey) : { id: known.customerId };
  if ('gaps' in customer) gaps.push(...customer.gaps);

  const [first, ...others] = distinct(gaps);
  if (first) return { kind: 'gaps', gaps: [first, ...others] };
  if ('gap' in rounding || 'gaps' in customer) throw new Error('a gap was found and not told');
  return {
    kind: 'plan',
    total: content.total,
    plan: {
      kind: 'sales_order',
      currency: order.currency,
      expected: content.total,
      customer: 'id' in customer ? customer : { body: customer.body, name: customer.body.ExternalImportReference },
      customerName: customerKey,
      order: { ...headerOf(request, content), SalesOrderLines: lines },
      roundingProduct: { ProductId: rounding.id },
    },
  };
}

function headerOf({ order, key, settings }: Request, { date, relatedInvoiceNo }: Content): Omit<SalesOrderDraft, 'SalesOrderLines'> {
  return {
    ExternalImportReference: key,
    CustomMatchingReference: key,
    ...numberOf(order),
    CurrencyCode: order.currency,
    ...(date ? { SalesOrderDate: date } : {}),
    SalesOrderStatus: 'Draft',
    ...headerFieldsOf(order, settings),
    ...(relatedInvoiceNo ? { RelatedInvoiceNo: relatedInvoiceNo } : {}),
  };
}

/** A number with leading zeros or letters would be another one as Go's integer. */
function numberOf({ id, number }: Order): Pick<SalesOrderDraft, 'ImportedOrderNo' | 'CustomerReference'> {
  return /^[1-9]\d{0,17}$/.test(number) ? { ImportedOrderNo: number } : { CustomerReference: `${number} (${id})` };
}

/** The same gap of several lines, such as a missing product, is told once. */
function distinct(gaps: readonly Gap[]): Gap[] {
  return [...new Map(gaps.map((gap) => [`${gap.code} ${gap.cause}`, gap])).values()];
}
