import { decimalsOf, fraction, fromMinor, times, toMinor } from './arithmetic.ts';
import { deleteOrder } from './orders.ts';
import { notFound } from './refusal.ts';
import type { Company, Invoice, SalesOrder } from './store.ts';

const day = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** An amount of the order's currency in øre. */
function posted(order: SalesOrder, minor: bigint): bigint {
  const rate = order.fields.CurrencyExchangeRate?.value ?? '1';
  return toMinor(times(fromMinor(minor, order.decimals), fraction(rate)), decimalsOf('NOK'));
}

/**
 * Sends a draft: it leaves the sales orders and becomes an invoice with the same id.
 * Throws when the draft lacks a customer or lines, or the voucher's date is locked.
 */
export function invoiceOrder(company: Company, order: SalesOrder, now: number, visibleFrom: number, voucherDate = day(now)): Invoice {
  if (!order.customer || order.lines.length === 0) throw new Error(`Order ${order.id} has no customer or no lines and cannot be invoiced.`);
  if (company.lockDate !== null && voucherDate <= company.lockDate) throw new Error(`The books are locked up to ${company.lockDate}.`);
  const paymentTerm = (order.fields.PaymentTerm ?? order.customer.fields.PaymentTerm)?.value ?? company.options.paymentTermDays;
  const invoice: Invoice = {
    order, voucherDate, paymentTerm,
    invoiceNumber: String(company.invoiceNumber++), voucherNumber: String(company.voucherNumber++),
    dueDate: day(Date.parse(voucherDate) + Number(paymentTerm) * 86_400_000),
    netPosted: posted(order, order.amounts.net), totalPosted: posted(order, order.amounts.total),
    createdAt: now, changedAt: now, visibleFrom,
  };
  const reference = order.fields.ExternalImportReference;
  deleteOrder(company, order);
  company.invoices.set(order.id, invoice);
  // Drafts and sent invoices share one set of references: sending does not free it.
  if (reference) company.orderReferences.set(reference, order.id);
  return invoice;
}

/** Finds an invoice by its id, which is its order's, or refuses with 404. */
export function invoiceById(company: Company, id: string): Invoice {
  const invoice = company.invoices.get(id.toLowerCase());
  if (!invoice) throw notFound(`Outgoing invoice with id = ${id}`);
  return invoice;
}
