import { randomUUID } from 'node:crypto';
import { decimalsOf } from './arithmetic.ts';
import { number } from './json.ts';
import { orderLine, orderTitle } from './lines.ts';
import { notFound, refusal } from './refusal.ts';
import { orderPointers, resolvePointers } from './references.ts';
import type { SalesOrderCompletePost, SalesOrderLinePost } from './shapes.ts';
import { rateOf, type Company, type Customer, type OrderLine, type SalesOrder } from './store.ts';
import { orderAmounts, type Arithmetic } from './totals.ts';

/** When a change happens, how the company's arithmetic reads it, and who makes it. */
export interface Occasion {
  readonly now: number;
  /** From when on lists show what is created; the failure mode `lag` puts it into the future. */
  readonly visibleFrom: number;
  readonly arithmetic: Arithmetic;
  readonly byIntegration: boolean;
}

const invalid = (detail: string) => refusal(400, orderTitle, detail);

function customerOf(company: Company, { CustomerId, CustomerNo }: SalesOrderCompletePost): Customer | null {
  const customer = CustomerId ? company.customers.get(CustomerId.value) : CustomerNo ? company.customerNumbers.get(CustomerNo.value) : null;
  if (customer === undefined) {
    throw refusal(404, orderTitle, CustomerId ? `Customer with id = ${CustomerId.value} not found.` : `Customer with no = ${CustomerNo?.value ?? ''} not found.`);
  }
  return customer;
}

function checkReference(company: Company, reference: string | null | undefined): void {
  const taken = reference ? company.orderReferences.get(reference) : undefined;
  if (taken) throw invalid(`ExternalImportReference is already in use. '${reference}' is used on sales order with Id = ${taken}.`);
}

function checkRelatedInvoice(company: Company, related: string | undefined, total: bigint): void {
  if (related === undefined) return;
  if (total >= 0n) throw invalid('RelatedInvoiceNo can only be set on credit note drafts.');
  const known = [...company.invoices.values()].some((invoice) => invoice.invoiceNumber === related);
  if (!known) throw refusal(404, orderTitle, `Outgoing invoice with no = ${related} not found.`);
}

function checkLineReferences(lines: readonly OrderLine[]): void {
  const seen = new Map<string, string>();
  for (const { id, fields } of lines) {
    const reference = fields.ExternalImportReference;
    if (!reference) continue;
    const taken = seen.get(reference);
    if (taken) throw invalid(`ExternalImportReference is already in use. '${reference}' is used on sales order line with Id = ${taken}.`);
    seen.set(reference, id);
  }
}

const priced = (lines: readonly OrderLine[]) => lines.flatMap((line) => line.priced ?? []);

/** Creates a draft with its lines, or refuses (400, 404) without a trace, as `POST /SalesOrders/Complete` does. */
export function createOrder(company: Company, request: SalesOrderCompletePost, occasion: Occasion): SalesOrder {
  checkReference(company, request.ExternalImportReference);
  const customer = customerOf(company, request);
  const currency = request.CurrencyCode ?? customer?.fields.CurrencyCode ?? 'NOK';
  const rate = rateOf(company, currency);
  if (rate === undefined) throw invalid(`The currency code ${currency} is not active on the client.`);
  const decimals = decimalsOf(currency);
  const { SalesOrderLines: requested = [], ...header } = request;
  const fields = resolvePointers(header, orderPointers, company.options.references, orderTitle);
  const lines = requested.map((line, index) => orderLine(company, customer, line, index, decimals, occasion.arithmetic));
  checkLineReferences(lines);
  const amounts = orderAmounts(priced(lines), occasion.arithmetic, decimals);
  checkRelatedInvoice(company, request.RelatedInvoiceNo?.value, amounts.total);
  const order: SalesOrder = {
    id: randomUUID(), number: String(company.orderNumber++), createdByIntegration: occasion.byIntegration,
    currency, decimals, customer, lines, amounts,
    fields: { ...fields, CurrencyExchangeRate: request.CurrencyExchangeRate ?? number(rate) },
    createdAt: occasion.now, changedAt: occasion.now, visibleFrom: occasion.visibleFrom,
  };
  company.orders.set(order.id, order);
  if (request.ExternalImportReference) company.orderReferences.set(request.ExternalImportReference, order.id);
  return order;
}

/** Finds a draft, or refuses with 404: an order that was invoiced is no sales order any more. */
export function orderById(company: Company, id: string): SalesOrder {
  const order = company.orders.get(id.toLowerCase());
  if (!order) throw notFound(`Sales order with id = ${id}`);
  return order;
}

/** Puts other lines into a draft and computes it anew. */
export function replaceLines(order: SalesOrder, lines: OrderLine[], { now, arithmetic }: Occasion): void {
  checkLineReferences(lines);
  order.lines = lines;
  order.amounts = orderAmounts(priced(lines), arithmetic, order.decimals);
  order.changedAt = now;
}

/** Adds a line to a draft; a confirmed order is locked from editing. */
export function addLine(company: Company, order: SalesOrder, request: SalesOrderLinePost, occasion: Occasion): OrderLine {
  if (order.fields.SalesOrderStatus === 'Confirmed') {
    throw refusal(409, 'Object conflict', `Sales order with id = ${order.id} is confirmed and locked from edit.`);
  }
  const line = orderLine(company, order.customer, request, order.lines.length, order.decimals, occasion.arithmetic);
  replaceLines(order, [...order.lines, line], occasion);
  return line;
}

/** Removes a draft with its lines; its reference may be used again. */
export function deleteOrder(company: Company, order: SalesOrder): void {
  company.orders.delete(order.id);
  if (order.fields.ExternalImportReference) company.orderReferences.delete(order.fields.ExternalImportReference);
}
