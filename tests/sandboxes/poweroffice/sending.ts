import { invoiceOrder, whyNotSendable } from './invoices.ts';
import { orderTitle } from './lines.ts';
import { orderById, type Occasion } from './orders.ts';
import { Refusal } from '../kit/answer.ts';
import { forbidden, notFound, refusal } from './refusal.ts';
import type { Company, Customer, Invoice, SalesOrder, Sending } from './store.ts';
import type { SendInvoicePost } from './voucher-shapes.ts';

const today = (now: number): string => new Date(now).toISOString().slice(0, 10);

const emailOf = (customer: Customer, { EmailAddress }: SendInvoicePost): string =>
  EmailAddress?.trim() || customer.fields.InvoiceEmailAddress?.trim() || customer.fields.EmailAddress?.trim() || '';

/** Why an invoice would not arrive, in PowerOffice's words; null when it arrives, as print and download always do. */
function deliveryError(company: Company, customer: Customer, request: SendInvoicePost): string | null {
  const { InvoiceDeliveryType: usual, OrganizationNumber, Name } = customer.fields;
  if (request.DeliveryType === 'PdfPrintForDownload') return null;
  const automatic = (request.DeliveryType ?? 'Auto') === 'Auto';
  if (automatic && usual === 'EHF' && !company.elma.includes(OrganizationNumber ?? ''))
    return `${Name ?? ''} no longer support the receival of EHF invoice`;
  return null;
}

/**
 * Accepts a request to send a draft and sends it at once. During a lag of the lists the state shows it in process.
 * When the delivery fails, the order stays a draft and only the state says why. Refuses (400, 403, 404).
 */
export function sendOrder(company: Company, id: string, request: SendInvoicePost, occasion: Occasion): SalesOrder {
  if (!company.options.maySendInvoices)
    throw new Refusal(forbidden, 'The integration lacks the privilege to send invoices.');
  const order = orderById(company, id);
  const voucherDate = request.VoucherDate ?? today(occasion.now);
  const obstacle = whyNotSendable(company, order, voucherDate);
  if (obstacle !== null || !order.customer) throw refusal(400, orderTitle, obstacle ?? 'The order has no customer.');
  const electronic = request.DeliveryType !== 'PdfByEmail' && order.customer.fields.InvoiceDeliveryType === 'EHF';
  if (request.DeliveryType !== 'PdfPrintForDownload' && !electronic && emailOf(order.customer, request) === '') {
    throw refusal(400, orderTitle, 'EmailAddress is required: the customer has no e-mail address for invoices.');
  }
  const error = deliveryError(company, order.customer, request);
  company.sendings.set(order.id, { request, error });
  if (error === null)
    invoiceOrder(company, order, occasion, { voucherDate, dueDate: request.OverrideDueDate ?? undefined });
  return order;
}

/** The state of sending an order: whether it is in process, the invoice, and the request with its error. */
export interface SentState {
  readonly order: SalesOrder;
  readonly invoice: Invoice | null;
  readonly sending: Sending | null;
  readonly inProcess: boolean;
}

/** The state of an order, sent or not. Refuses (404) an id that is neither a draft's nor an invoice's. */
export function sentState(company: Company, id: string, now: number): SentState {
  const invoice = company.invoices.get(id.toLowerCase()) ?? null;
  const order = invoice?.order ?? company.orders.get(id.toLowerCase());
  if (!order) throw notFound(`Sales order with id = ${id}`);
  const inProcess = invoice !== null && invoice.visibleFrom > now;
  return { order, inProcess, invoice: inProcess ? null : invoice, sending: company.sendings.get(order.id) ?? null };
}
