import type { Minor } from '@kontor/shared/money';
import { vatRate, type Order } from '@kontor/shared/order';
import { wordSchema } from '@kontor/shared/problem';
import { z } from 'zod';
import { arithmeticGap, byTreatment, vatSums, type TreatedLine } from '../../../documents/arithmetic.ts';
import { buyerOf, customerKeysOf } from '../../../documents/customer.ts';
import { createdDay } from '../../../documents/day.ts';
import { headerFieldsOf } from '../../../documents/fields.ts';
import { currencyClosed, distinct } from '../../../documents/gaps.ts';
import type { DocumentLines } from '../../../documents/lines.ts';
import { metaField } from '../../../documents/meta-fields.ts';
import type { Gap, Planned } from '../../contract.ts';
import { vatSum } from '../../contract-document.ts';
import { contactPersonOf } from '../customer/fields.ts';
import { planCustomer, plannedCustomer } from '../customer/plan.ts';
import { planContacts, plannedContacts } from '../customer/contacts.ts';
import { creationsOf, productForLine, productForRounding } from '../product/plan.ts';
import { target, zoneOf, type Request } from '../request.ts';
import { unsent } from '../../../vendor/fields.ts';
import { productPost } from '../product/shapes.ts';
import { productPointer, salesOrderDraft, type SalesOrderDraft, type SalesOrderLinePost } from './shapes.ts';
import { lineWriter, salesOrderLinesOf } from './lines.ts';

/** How a line is booked, by its reference. Amounts by the order. */
const treatedLine = z.object({
  reference: z.string(),
  treatment: z.string(),
  rate: vatRate,
  net: z.number().int(),
  tax: z.number().int(),
});

/** A draft for a sum to pay or, with a negative sum, for a credit note. */
export const salesOrderPlan = z.object({
  kind: z.literal('sales_order'),
  currency: z.string(),
  /** The total that Go's must equal. */
  expected: z.number().int(),
  /** What Go must tell of each product. */
  vat: z.array(vatSum).default([]),
  /** For people who look at it; nothing is done by it. */
  treated: z.array(treatedLine).default([]),
  customer: plannedCustomer,
  /** Under what the customer's id is remembered. */
  customerName: z.string().nullable(),
  order: unsent(salesOrderDraft),
  /** Products that Go is given first; the lines name them by their codes. */
  products: z.array(unsent(productPost)).default([]),
  roundingProduct: productPointer,
  ...plannedContacts.shape,
  /** What should be known of the document. */
  notes: z.array(wordSchema).optional(),
  /** Whether it is locked as soon as its total agrees. */
  confirm: z.boolean().optional(),
});
export type SalesOrderPlan = z.infer<typeof salesOrderPlan>;

/** What tells one sales order from another: an order and the credits of it are the same in all the rest. */
interface Content {
  lines: DocumentLines;
  /** What Go's total must come to; negative for a credit. */
  total: Minor;
  /** `null`: the day on which the office sends it. */
  date: string | null;
  /** The invoice that is credited. */
  relatedInvoiceNo?: string | null;
}

/** The order itself, as a draft. */
export function planOrder(request: Request): Planned<SalesOrderPlan> {
  const { order, settings } = request;
  const planned = planSalesOrder(request, {
    lines: salesOrderLinesOf(request),
    total: order.total,
    date: createdDay(order, zoneOf(settings)),
  });
  return planned.kind === 'plan' && settings.confirm
    ? { ...planned, plan: { ...planned.plan, confirm: true } }
    : planned;
}

/** Pure: what is sent to Go, or everything that keeps it from being sent, all at once. */
export function planSalesOrder(request: Request, content: Content): Planned<SalesOrderPlan> {
  const { order, facts } = request;
  const gaps: Gap[] = 'gap' in content.lines ? [content.lines.gap] : [];
  if (facts.closedCurrency) gaps.push(currencyClosed(order.currency, target));

  const sourceLines = 'lines' in content.lines ? content.lines.lines : [];
  const products = sourceLines.map((line) => productForLine(line, request));
  const write = lineWriter(request);
  const treated: TreatedLine[] = [];
  const lines = sourceLines.flatMap((line, position): SalesOrderLinePost[] => {
    const choice = products[position];
    if (choice && 'pointer' in choice) {
      treated.push({ line, rate: choice.rate, treatment: choice.name });
      return [write(line, choice.pointer, position)];
    }
    if (choice) gaps.push(choice.gap);
    return [];
  });
  const sums = vatSums(treated, { unitPrices: request.settings.unitPrices, rounds: 'line' });
  // A line that cannot be told, or has no product, is mended first.
  const differenceGap =
    gaps.length > 0 ? null : arithmeticGap(sums, content.total, { currency: order.currency, target });
  if (differenceGap) gaps.push(differenceGap);
  const rounding = productForRounding(request);
  if ('gap' in rounding) gaps.push(rounding.gap);

  const customer = planCustomer(request);
  if ('gaps' in customer) gaps.push(...customer.gaps);

  const [first, ...others] = distinct(gaps);
  if (first) return { kind: 'gaps', gaps: [first, ...others] };
  if ('gap' in rounding || 'gaps' in customer) throw new Error('a gap was found and not told');
  const header = headerOf(request, content);
  const { notes, ...under } = planContacts(request, header);
  const allNotes = [...customer.notes, ...notes];
  const vat = byTreatment(sums);
  return {
    kind: 'plan',
    total: content.total,
    vat,
    plan: {
      kind: 'sales_order',
      currency: order.currency,
      expected: content.total,
      vat,
      treated: treated.flatMap(({ line, rate, treatment }, position) => {
        const reference = lines[position]?.ExternalImportReference;
        // A zero of the shop's may have a sign, which JSON does not keep.
        return reference === undefined ? [] : [{ reference, treatment, rate, net: 0 + line.net, tax: 0 + line.tax }];
      }),
      customer: customer.customer,
      customerName: customerKeysOf(request)?.name ?? null,
      order: { ...header, SalesOrderLines: lines },
      products: creationsOf([...products, rounding]),
      roundingProduct: rounding.pointer,
      ...under,
      ...(allNotes.length > 0 ? { notes: allNotes } : {}),
    },
  };
}

function headerOf(
  { order, key, settings }: Request,
  { date, total, relatedInvoiceNo }: Content,
): Omit<SalesOrderDraft, 'SalesOrderLines'> {
  const purchaseOrder = metaField(order, settings.purchaseOrderField);
  return {
    ExternalImportReference: key,
    CustomMatchingReference: key,
    ...numberOf(order, settings),
    ...(purchaseOrder ? { PurchaseOrderReference: purchaseOrder } : {}),
    CurrencyCode: order.currency,
    ...(date ? { SalesOrderDate: date } : {}),
    SalesOrderStatus: 'Draft',
    ...headerFieldsOf(order, settings.orderFields, headerFields),
    // An exchange, which comes to nothing, is no credit note to Go.
    ...(relatedInvoiceNo && total < 0 ? { RelatedInvoiceNo: relatedInvoiceNo } : {}),
  };
}

/** Which of Go's header fields a setting fills. */
const headerFields = {
  brandingTheme: 'BrandingThemeId',
  paymentTerm: 'PaymentTermId',
  department: 'DepartmentId',
  project: 'ProjectId',
} as const;

/** A number with leading zeros or letters would be another one as Go's integer. Go shows a reference or a contact person. */
function numberOf(
  order: Order,
  { customers }: Request['settings'],
): Pick<SalesOrderDraft, 'ImportedOrderNo' | 'CustomerReference'> {
  const isInteger = /^[1-9]\d{0,17}$/.test(order.number);
  const hasContact = isInteger && customers !== 'collective' && contactPersonOf(order);
  const references = [isInteger ? '' : order.number, hasContact ? '' : buyerOf(order, customers)].filter(Boolean);
  return {
    ...(isInteger ? { ImportedOrderNo: order.number } : {}),
    ...(references.length > 0 ? { CustomerReference: references.join(', ') } : {}),
  };
}
