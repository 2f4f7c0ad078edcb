import { decimalsOf, type Minor } from '@kontor/shared/money';
import type { Order } from '@kontor/shared/order';
import type { Gap, Planned } from '../../contract.ts';
import { headerFieldsOf } from '../map/header-fields.ts';
import { goLine } from '../map/line.ts';
import type { SalesOrderDraft, SalesOrderLinePost } from '../shapes/sales-order.ts';
import { currencyClosed } from './currency.ts';
import { buyerOf, planCustomer, underCustomer } from './customer.ts';
import { customerNameOf } from './customer-name.ts';
import type { Lines } from './lines.ts';
import type { Request } from './facts.ts';
import { creationsOf, productForLine, productForRounding } from './products.ts';
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
  const { order, settings, facts: known } = request;
  const decimals = decimalsOf(order.currency);
  const gaps: Gap[] = 'gap' in content.lines ? [content.lines.gap] : [];

  if (known.closedCurrency) gaps.push(currencyClosed(order.currency));

  const given = 'lines' in content.lines ? content.lines.lines : [];
  const products = given.map((line) => productForLine(line, request));
  const lines = given.flatMap((line, position): SalesOrderLinePost[] => {
    const found = products[position];
    if (found && 'pointer' in found) return [goLine(line, found.pointer, position, settings.unitPrices, decimals)];
    if (found) gaps.push(found.gap);
    return [];
  });
  const rounding = productForRounding(request);
  if ('gap' in rounding) gaps.push(rounding.gap);

  const customer = planCustomer(request);
  if ('gaps' in customer) gaps.push(...customer.gaps);

  const [first, ...others] = distinct(gaps);
  if (first) return { kind: 'gaps', gaps: [first, ...others] };
  if ('gap' in rounding || 'gaps' in customer) throw new Error('a gap was found and not told');
  const header = headerOf(request, content);
  const { notes, ...under } = underCustomer(request, header);
  const told = [...customer.notes, ...notes];
  return {
    kind: 'plan',
    total: content.total,
    plan: {
      kind: 'sales_order',
      currency: order.currency,
      expected: content.total,
      customer: customer.customer,
      customerName: customerNameOf(request),
      order: { ...header, SalesOrderLines: lines },
      products: creationsOf([...products, rounding]),
      roundingProduct: rounding.pointer,
      ...under,
      ...(told.length > 0 ? { notes: told } : {}),
    },
  };
}

function headerOf(
  { order, key, settings }: Request,
  { date, relatedInvoiceNo }: Content,
): Omit<SalesOrderDraft, 'SalesOrderLines'> {
  const purchaseOrder = order.meta[settings.purchaseOrderField]?.trim();
  return {
    ExternalImportReference: key,
    CustomMatchingReference: key,
    ...numberOf(order, buyerOf(order, settings)),
    ...(purchaseOrder ? { PurchaseOrderReference: purchaseOrder } : {}),
    CurrencyCode: order.currency,
    ...(date ? { SalesOrderDate: date } : {}),
    SalesOrderStatus: 'Draft',
    ...headerFieldsOf(order, settings),
    ...(relatedInvoiceNo ? { RelatedInvoiceNo: relatedInvoiceNo } : {}),
  };
}

/** A number with leading zeros or letters would be another one as Go's integer. `buyer`: who stands beside it, if anybody. */
function numberOf(
  { id, number }: Order,
  buyer: string | null,
): Pick<SalesOrderDraft, 'ImportedOrderNo' | 'CustomerReference'> {
  const isInteger = /^[1-9]\d{0,17}$/.test(number);
  const reference = [...(isInteger ? [] : [`${number} (${id})`]), ...(buyer ? [buyer] : [])].join(', ');
  return { ...(isInteger ? { ImportedOrderNo: number } : {}), ...(reference ? { CustomerReference: reference } : {}) };
}

/** The same gap of several lines, such as a missing product, is told once. */
function distinct(gaps: readonly Gap[]): Gap[] {
  return [...new Map(gaps.map((gap) => [`${gap.code} ${gap.cause}`, gap])).values()];
}
