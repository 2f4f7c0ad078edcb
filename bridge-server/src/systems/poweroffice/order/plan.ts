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
import type { Gap, PlanOutcome } from '../../contract.ts';
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

/** How the line with the reference is booked. The amounts are those of the order. */
const treatedLine = z.object({
  reference: z.string(),
  treatment: z.string(),
  rate: vatRate,
  net: z.number().int(),
  tax: z.number().int(),
});

/** The plan for a draft of an invoice or, with a negative sum, of a credit note. */
export const salesOrderPlan = z.object({
  kind: z.literal('sales_order'),
  currency: z.string(),
  /** The total that Go's must equal. */
  expected: z.number().int(),
  /** The sums that Go must report for each product. */
  vat: z.array(vatSum).default([]),
  /** Only for people who read the plan. */
  treated: z.array(treatedLine).default([]),
  customer: plannedCustomer,
  /** See `CustomerKeys.name`. */
  customerName: z.string().nullable(),
  order: unsent(salesOrderDraft),
  /** Products that are created first; the lines name them by their codes. */
  products: z.array(unsent(productPost)).default([]),
  roundingProduct: productPointer,
  ...plannedContacts.shape,
  /** What people should know about the document. */
  notes: z.array(wordSchema).optional(),
  /** Whether the draft is confirmed once its total agrees. */
  confirm: z.boolean().optional(),
});
export type SalesOrderPlan = z.infer<typeof salesOrderPlan>;

/** The content in which an order and its credits differ; everything else is the same for both. */
interface Content {
  lines: DocumentLines;
  /** The total that Go's must equal; negative for a credit. */
  total: Minor;
  /** `null`: the day on which the office sends the document. */
  date: string | null;
  /** The invoice that is credited. */
  relatedInvoiceNo?: string | null;
}

/** Plans the order itself as a draft. */
export function planOrder(request: Request): PlanOutcome<SalesOrderPlan> {
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

/** Pure: the plan for a draft, or all gaps that prevent it at once. */
export function planSalesOrder(request: Request, content: Content): PlanOutcome<SalesOrderPlan> {
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
  // While lines or products are missing, the sums would be wrong.
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
        // `0 +`, since the shop's zero may have a sign, which JSON does not keep.
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
    // To Go, an exchange with a total of zero is no credit note.
    ...(relatedInvoiceNo && total < 0 ? { RelatedInvoiceNo: relatedInvoiceNo } : {}),
  };
}

/** Go's header field for each setting. */
const headerFields = {
  brandingTheme: 'BrandingThemeId',
  paymentTerm: 'PaymentTermId',
  department: 'DepartmentId',
  project: 'ProjectId',
} as const;

/**
 * The order's number and reference. Go's number is an integer, so a number with letters or leading zeros goes into the
 * reference. Go shows either a reference or a contact person, so the buyer is in the reference only where there is no
 * contact person.
 */
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
