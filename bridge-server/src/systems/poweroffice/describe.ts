import type { DocumentDescription, DescribedReference } from '../contract-document.ts';
import type { PlannedCustomer } from './customer/plan.ts';
import type { SalesOrderPlan } from './order/plan.ts';
import type { Plan } from './plan.ts';

const nothing = { currency: null, customer: null, date: null, lines: [] };

/** Pure: the document of a plan as people read it. */
export function describe(plan: Plan): DocumentDescription {
  switch (plan.kind) {
    case 'sales_order':
      return salesOrder(plan);
    case 'amendment':
    case 'unchanged': {
      const description = salesOrder(plan.target);
      return {
        ...description,
        references: [...description.references, { kind: 'document', value: plan.document.number }],
      };
    }
    case 'deletion':
    case 'nothing':
      return { ...nothing, references: [{ kind: 'document', value: plan.document.number }] };
    case 'payment':
      return {
        ...nothing,
        currency: plan.voucher?.CurrencyCode ?? null,
        date: plan.voucher?.VoucherDate ?? null,
        references: [{ kind: 'key', value: plan.matching }],
      };
  }
}

function salesOrder({ order, customer, currency, treated }: SalesOrderPlan): DocumentDescription {
  const references: [DescribedReference, string | undefined][] = [
    ['order', order.ImportedOrderNo],
    ['key', order.ExternalImportReference],
    ['buyer', order.CustomerReference],
    ['purchase_order', order.PurchaseOrderReference],
    ['invoice', order.RelatedInvoiceNo],
  ];
  const bookings = new Map(treated.map((line) => [line.reference, line]));
  return {
    currency,
    customer: customerOf(customer),
    date: order.SalesOrderDate ?? null,
    references: references.flatMap(([kind, value]) => (value === undefined ? [] : [{ kind, value }])),
    lines: order.SalesOrderLines.flatMap((line) => {
      const booking = bookings.get(line.ExternalImportReference);
      if (!booking) return [];
      const { treatment, rate, net, tax } = booking;
      const { Description: description, Quantity: quantity, ProductUnitPrice: unitPrice } = line;
      return [{ description, quantity, unitPrice, product: treatment, treatment, rate, net, tax }];
    }),
  };
}

/** The customer of a plan. For a customer that Go already has, the plan knows only Go's id, which people do not see. */
function customerOf(customer: PlannedCustomer): DocumentDescription['customer'] {
  if ('id' in customer) return { name: null, number: null, isNew: false };
  const { Name, FirstName, LastName } = customer.body;
  return { name: Name ?? [FirstName, LastName].filter(Boolean).join(' '), number: null, isNew: true };
}
