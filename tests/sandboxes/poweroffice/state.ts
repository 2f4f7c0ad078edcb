import type { LoggedRequest } from '../kit/log.ts';
import { nameOf } from './ledger-answers.ts';
import { balanceOf } from './ledger.ts';
import { shown, viewLedger, type LedgerState } from './ledger-state.ts';
import { priceOf, salesAccountOf, vatCodeOf } from './products.ts';
import type { Amounts } from './totals.ts';
import type { Company, Customer, Invoice, OrderLine, Product, SalesOrder } from './store.ts';
import type { Switches, World } from './world.ts';

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
  /** The order's date, yyyy-mm-dd; null when the request had none. */
  readonly date: string | null;
  readonly net: number;
  readonly vat: number;
  readonly total: number;
  readonly createdAt: string;
  readonly createdByIntegration: boolean;
  readonly lines: readonly LineView[];
}

export interface InvoiceView extends OrderView {
  readonly type: 'OutgoingInvoice' | 'OutgoingCreditNote';
  readonly invoiceNumber: string;
  readonly voucherDate: string;
  readonly dueDate: string;
  /** The open amount, in øre. */
  readonly balance: number;
}

export interface CustomerView {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly email: string | null;
  readonly organizationNumber: string | null;
  /** The way invoices are delivered, in PowerOffice's word. */
  readonly delivery: string | null;
  readonly externalImportReference: string | null;
  readonly isArchived: boolean;
}

export interface ProductView {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly groupCode: string | null;
  readonly unitPrice: string | null;
  readonly salesAccount: string | null;
  readonly vatCode: string | null;
  readonly isArchived: boolean;
}

/** The data of one company, and the requests to the whole sandbox. */
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
  /** The number of requests that the rate limit refused. */
  readonly refusals: number;
}

/** The state together with the addresses and persons of the customers, the vouchers and the ledger. */
export type WholeState = SandboxState & LedgerState;

const units = ({ net, vat, total }: Amounts): { net: number; vat: number; total: number } => ({
  net: shown(net),
  vat: shown(vat),
  total: shown(total),
});

const viewLine = ({ id, fields, product, vatCode, amounts }: OrderLine): LineView => ({
  id,
  type: fields.LineType ?? 'Normal',
  productCode: product?.fields.Code ?? null,
  externalImportReference: fields.ExternalImportReference ?? null,
  description: fields.Description ?? null,
  quantity: fields.Quantity?.value ?? null,
  unitPrice: fields.ProductUnitPrice?.value ?? null,
  vatCode: vatCode?.code ?? null,
  ...units(amounts),
});

/** An order as tests and the page show it. */
export const viewOrder = (order: SalesOrder): OrderView => ({
  id: order.id,
  number: order.number,
  status: order.fields.SalesOrderStatus ?? 'Draft',
  externalImportReference: order.fields.ExternalImportReference ?? null,
  customMatchingReference: order.fields.CustomMatchingReference ?? null,
  importedOrderNo: order.fields.ImportedOrderNo?.value ?? null,
  relatedInvoiceNo: order.fields.RelatedInvoiceNo?.value ?? null,
  customerId: order.customer?.id ?? null,
  currency: order.currency,
  date: order.fields.SalesOrderDate ?? null,
  ...units(order.amounts),
  createdAt: new Date(order.createdAt).toISOString(),
  createdByIntegration: order.createdByIntegration,
  lines: order.lines.map(viewLine),
});

/** An invoice or credit note: its former order plus the numbers, dates and balance that sending added. */
export const viewInvoice = (
  company: Company,
  { order, entry, invoiceNumber, voucherDate, dueDate }: Invoice,
): InvoiceView => ({
  ...viewOrder(order),
  type: entry.voucherType === 'OutgoingCreditNote' ? 'OutgoingCreditNote' : 'OutgoingInvoice',
  invoiceNumber,
  voucherDate,
  dueDate,
  balance: shown(balanceOf(company, entry)),
});

const viewCustomer = (customer: Customer): CustomerView => ({
  id: customer.id,
  number: customer.number,
  name: nameOf(customer),
  email: customer.fields.EmailAddress ?? null,
  organizationNumber: customer.fields.OrganizationNumber ?? null,
  delivery: customer.fields.InvoiceDeliveryType ?? null,
  externalImportReference: customer.fields.ExternalImportReference ?? null,
  isArchived: customer.fields.IsArchived ?? false,
});

const viewProduct = (company: Company, product: Product): ProductView => ({
  id: product.id,
  code: product.fields.Code ?? '',
  name: product.fields.Name,
  groupCode: product.group.fields.Code ?? null,
  unitPrice: priceOf(product),
  salesAccount: salesAccountOf(company, product, true)?.number ?? null,
  vatCode: vatCodeOf(company, product, true)?.code ?? null,
  isArchived: product.fields.IsArchived ?? false,
});

/** The whole state of the company with that client key; by default, of the first company. */
export function viewState(world: World, clientKey?: string): WholeState {
  const company = world.company(clientKey);
  return {
    clientKey: company.options.clientKey,
    clientName: company.options.name,
    lockDate: company.lockDate,
    switches: { ...world.switches },
    customers: [...company.customers.values()].map(viewCustomer),
    orders: [...company.orders.values()].map(viewOrder),
    invoices: [...company.invoices.values()].map((invoice) => viewInvoice(company, invoice)),
    products: [...company.products.values()].map((product) => viewProduct(company, product)),
    ...viewLedger(company),
    requests: world.log.requests.map((request) => ({ ...request })),
    refusals: world.limit.refused,
  };
}
