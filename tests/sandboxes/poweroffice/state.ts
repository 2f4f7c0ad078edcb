import type { Amounts } from './totals.ts';
import type { Company, Customer, Invoice, OrderLine, SalesOrder } from './store.ts';
import type { LoggedRequest, Switches, World } from './world.ts';

/** Amounts are whole minor units of the currency; ids and numbers are text. */
export interface LineView {
  readonly id: string;
  readonly type: string;
  readonly productCode: string | null;
  readonly externalImportReference: string | null;
  readonly description: string | null;
  readonly quantity: string | null;
  readonly unitPrice: string | null;
  readonly vatCode: string | null;
  readonly net: number;
  readonly vat: number;
  readonly total: number;
}

export interface OrderView {
  readonly id: string;
  readonly number: string;
  readonly status: 'Draft' | 'Confirmed';
  readonly externalImportReference: string | null;
  readonly customMatchingReference: string | null;
  readonly importedOrderNo: string | null;
  readonly relatedInvoiceNo: string | null;
  readonly customerId: string | null;
  readonly currency: string;
  readonly net: number;
  readonly vat: number;
  readonly total: number;
  readonly createdAt: string;
  readonly createdByIntegration: boolean;
  readonly lines: readonly LineView[];
}

export interface InvoiceView extends OrderView {
  readonly invoiceNumber: string;
  readonly voucherDate: string;
  readonly dueDate: string;
}

export interface CustomerView {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly email: string | null;
  readonly organizationNumber: string | null;
  readonly externalImportReference: string | null;
}

export interface ProductView {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly isArchived: boolean;
}

/** What one company holds, and what the whole sandbox was asked. */
export interface SandboxState {
  readonly clientKey: string;
  readonly clientName: string;
  readonly lockDate: string | null;
  readonly switches: Switches;
  readonly customers: readonly CustomerView[];
  readonly orders: readonly OrderView[];
  readonly invoices: readonly InvoiceView[];
  readonly products: readonly ProductView[];
  readonly requests: readonly LoggedRequest[];
  /** Requests the rate limit turned away. */
  readonly refusals: number;
}

function units({ net, vat, total }: Amounts): { net: number; vat: number; total: number } {
  for (const amount of [net, vat, total]) {
    if (!Number.isSafeInteger(Number(amount))) throw new RangeError(`${amount} is too large to be shown as a number.`);
  }
  return { net: Number(net), vat: Number(vat), total: Number(total) };
}

const viewLine = ({ id, fields, product, vatCode, amounts }: OrderLine): LineView => ({
  id, type: fields.LineType ?? 'Normal', productCode: product?.options.code ?? null, externalImportReference: fields.ExternalImportReference ?? null,
  description: fields.Description ?? null, quantity: fields.Quantity?.value ?? null, unitPrice: fields.ProductUnitPrice?.value ?? null,
  vatCode: vatCode?.code ?? null, ...units(amounts),
});

/** An order as a test or a person wants to see it. */
export const viewOrder = (order: SalesOrder): OrderView => ({
  id: order.id, number: order.number, status: order.fields.SalesOrderStatus ?? 'Draft',
  externalImportReference: order.fields.ExternalImportReference ?? null, customMatchingReference: order.fields.CustomMatchingReference ?? null,
  importedOrderNo: order.fields.ImportedOrderNo?.value ?? null, relatedInvoiceNo: order.fields.RelatedInvoiceNo?.value ?? null,
  customerId: order.customer?.id ?? null, currency: order.currency, ...units(order.amounts),
  createdAt: new Date(order.createdAt).toISOString(), createdByIntegration: order.createdByIntegration, lines: order.lines.map(viewLine),
});

/** An invoice: the order it was, and what sending added. */
export const viewInvoice = ({ order, invoiceNumber, voucherDate, dueDate }: Invoice): InvoiceView =>
  ({ ...viewOrder(order), invoiceNumber, voucherDate, dueDate });

const viewCustomer = ({ id, number, fields }: Customer): CustomerView => ({
  id, number, name: fields.IsPerson ? `${fields.FirstName} ${fields.LastName}` : fields.Name ?? '',
  email: fields.EmailAddress ?? null, organizationNumber: fields.OrganizationNumber ?? null,
  externalImportReference: fields.ExternalImportReference ?? null,
});

const viewProducts = (company: Company): ProductView[] =>
  [...company.products.values()].map(({ id, options: { code, name }, isArchived }) => ({ id, code, name, isArchived }));

/** Everything there is to see of one company (the first, when no client key is given). */
export function viewState(world: World, clientKey?: string): SandboxState {
  const company = world.company(clientKey);
  return {
    clientKey: company.options.clientKey, clientName: company.options.name, lockDate: company.lockDate, switches: { ...world.switches },
    customers: [...company.customers.values()].map(viewCustomer), orders: [...company.orders.values()].map(viewOrder),
    invoices: [...company.invoices.values()].map(viewInvoice), products: viewProducts(company),
    requests: world.requests.map((request) => ({ ...request })), refusals: world.limit.refused,
  };
}
