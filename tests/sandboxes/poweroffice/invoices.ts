import { decimalsOf, fraction, fromMinor, times, toMinor } from './arithmetic.ts';
import { post } from './ledger.ts';
import { deleteOrder, type Occasion } from './orders.ts';
import { notFound } from './refusal.ts';
import { field, type Company, type Customer, type Invoice, type LedgerEntry, type SalesOrder } from './store.ts';

const day = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** An amount of the order's currency in øre. */
function posted(order: SalesOrder, minor: bigint): bigint {
  const rate = order.fields.CurrencyExchangeRate?.value ?? '1';
  return toMinor(times(fromMinor(minor, order.decimals), fraction(rate)), decimalsOf('NOK'));
}

/** The date and the due date of an invoice (yyyy-mm-dd); by default today, and today plus the payment term. */
export interface InvoiceDates {
  readonly voucherDate?: string | undefined;
  readonly dueDate?: string | undefined;
}

/** The fields that an invoice passes on to its entry in the customer ledger. */
const entryNames = [
  'CustomMatchingReference',
  'ExternalImportReference',
  'DepartmentCode',
  'DepartmentId',
  'Dim1Code',
  'Dim1Id',
  'Dim2Code',
  'Dim2Id',
  'Dim3Code',
  'Dim3Id',
  'LocationCode',
  'LocationId',
  'ProjectCode',
  'ProjectId',
];

/** Why a draft cannot be sent, as a sentence; null when it can. */
export function whyNotSendable(company: Company, order: SalesOrder, voucherDate: string): string | null {
  if (!order.customer || order.lines.length === 0)
    return `Order ${order.id} has no customer or no lines and cannot be invoiced.`;
  if (company.lockDate !== null && voucherDate <= company.lockDate)
    return `The books are locked up to ${company.lockDate}.`;
  return null;
}

type Voucher = Pick<Invoice, 'dueDate' | 'invoiceNumber' | 'totalPosted' | 'voucherDate' | 'voucherNumber'>;

function entryOf(
  company: Company,
  order: SalesOrder,
  customer: Customer,
  voucher: Voucher,
  occasion: Occasion,
): LedgerEntry {
  const { now, visibleFrom, byIntegration } = occasion;
  return {
    id: company.nextId(),
    customer,
    voucherId: order.id,
    voucherNumber: voucher.voucherNumber,
    voucherDate: voucher.voucherDate,
    postingDate: voucher.voucherDate,
    voucherType: order.amounts.total < 0n ? 'OutgoingCreditNote' : 'OutgoingInvoice',
    dueDate: voucher.dueDate,
    invoiceNumber: voucher.invoiceNumber,
    amount: voucher.totalPosted,
    currency: order.currency,
    decimals: order.decimals,
    currencyAmount: order.amounts.total,
    byIntegration,
    fields: Object.fromEntries(entryNames.map((name) => [name, field(order.fields, name)])),
    matchId: null,
    createdAt: now,
    changedAt: now,
    visibleFrom,
  };
}

/**
 * Sends a draft. The draft leaves the sales orders and becomes an invoice with the same id, or a credit note when its
 * total is negative. Throws when the draft lacks a customer or lines, or when the voucher's date is locked.
 */
export function invoiceOrder(
  company: Company,
  order: SalesOrder,
  occasion: Occasion,
  dates: InvoiceDates = {},
): Invoice {
  const { now, visibleFrom, byIntegration } = occasion;
  const voucherDate = dates.voucherDate ?? day(now);
  const obstacle = whyNotSendable(company, order, voucherDate);
  if (obstacle !== null || !order.customer) throw new Error(obstacle ?? 'There is no customer.');
  const paymentTerm =
    (order.fields.PaymentTerm ?? order.customer.fields.PaymentTerm)?.value ?? company.options.paymentTermDays;
  const voucher = {
    voucherDate,
    invoiceNumber: String(company.invoiceNumber++),
    voucherNumber: String(company.voucherNumber++),
    dueDate: dates.dueDate ?? day(Date.parse(voucherDate) + Number(paymentTerm) * 86_400_000),
    netPosted: posted(order, order.amounts.net),
    totalPosted: posted(order, order.amounts.total),
  };
  const entry = entryOf(company, order, order.customer, voucher, occasion);
  const invoice: Invoice = {
    ...voucher,
    order,
    paymentTerm,
    entry,
    sentByIntegration: byIntegration,
    createdAt: now,
    changedAt: now,
    visibleFrom,
  };
  const reference = order.fields.ExternalImportReference;
  deleteOrder(company, order);
  company.invoices.set(order.id, invoice);
  // A credit note settles the open amount of the invoice that it names.
  post(company, entry, { invoiceNumber: order.fields.RelatedInvoiceNo?.value ?? null });
  // Drafts and sent invoices share one set of references, unless the company's options free the references.
  if (reference && company.options.sentReferencesStayTaken) company.orderReferences.set(reference, order.id);
  return invoice;
}

/** Finds an invoice by its id, which is its order's, or refuses with 404. */
export function invoiceById(company: Company, id: string): Invoice {
  const invoice = company.invoices.get(id.toLowerCase());
  if (!invoice) throw notFound(`Outgoing invoice with id = ${id}`);
  return invoice;
}
