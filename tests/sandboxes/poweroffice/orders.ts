import { randomUUID } from 'node:crypto';
import { decimalsOf } from './arithmetic.ts';
import { primaryAddress } from './contacts.ts';
import { number } from '../kit/json.ts';
import { orderLine, orderTitle } from './lines.ts';
import { lineTarget, orderTarget, withoutStaleCodes } from './patchable.ts';
import { notFound, refusal } from './refusal.ts';
import { knownFor, orderPointers, resolvePointers } from './references.ts';
import type { SalesOrderCompletePost, SalesOrderLinePost } from './shapes.ts';
import { rateOf, type Company, type Customer, type OrderLine, type SalesOrder } from './store.ts';
import { orderAmounts, type Arithmetic } from './totals.ts';

/** The circumstances of a change: its time, the arithmetic of the company, and who makes it. */
export interface Occasion {
  readonly now: number;
  /** Lists show a new row from this time on; the failure mode `lag` puts the time into the future. */
  readonly visibleFrom: number;
  readonly arithmetic: Arithmetic;
  readonly byIntegration: boolean;
}

type Header = SalesOrder['fields'];

const invalid = (detail: string) => refusal(400, orderTitle, detail);
const notCredited = invalid('RelatedInvoiceNo can only be set on credit note drafts.');

function customerOf(company: Company, { CustomerId, CustomerNo }: Header): Customer | null {
  const customer = CustomerId
    ? company.customers.get(CustomerId.value)
    : CustomerNo
      ? company.customerNumbers.get(CustomerNo.value)
      : null;
  if (customer === undefined) {
    throw refusal(
      404,
      orderTitle,
      CustomerId
        ? `Customer with id = ${CustomerId.value} not found.`
        : `Customer with no = ${CustomerNo?.value ?? ''} not found.`,
    );
  }
  return customer;
}

function checkReference(company: Company, reference: string | null | undefined): void {
  const holderId = reference ? company.orderReferences.get(reference) : undefined;
  if (holderId)
    throw invalid(
      `ExternalImportReference is already in use. '${reference}' is used on sales order with Id = ${holderId}.`,
    );
}

function checkRelatedInvoice(company: Company, related: string | undefined, total: bigint): void {
  if (related === undefined) return;
  if (total >= 0n) throw notCredited;
  const known = [...company.invoices.values()].some(
    (invoice) => invoice.invoiceNumber === related && invoice.order.amounts.total >= 0n,
  );
  if (!known) throw refusal(404, orderTitle, `Outgoing invoice with no = ${related} not found.`);
}

function checkLineReferences(lines: readonly OrderLine[]): void {
  const seen = new Map<string, string>();
  for (const { id, fields } of lines) {
    const reference = fields.ExternalImportReference;
    if (!reference) continue;
    const holderId = seen.get(reference);
    if (holderId)
      throw invalid(
        `ExternalImportReference is already in use. '${reference}' is used on sales order line with Id = ${holderId}.`,
      );
    seen.set(reference, id);
  }
}

const priced = (lines: readonly OrderLine[]) => lines.flatMap((line) => line.priced ?? []);

/** The parts of an order that follow from its header and its lines. */
type Content = Pick<SalesOrder, 'amounts' | 'currency' | 'customer' | 'decimals' | 'fields' | 'lines'>;

function contentOf(
  company: Company,
  header: Header,
  linesOf: (customer: Customer | null, decimals: number) => OrderLine[],
  { arithmetic }: Occasion,
): Content {
  const customer = customerOf(company, header);
  const currency = header.CurrencyCode ?? customer?.fields.CurrencyCode ?? 'NOK';
  const rate = rateOf(company, currency);
  if (rate === undefined) throw invalid(`The currency code ${currency} is not active on the client.`);
  const decimals = decimalsOf(currency);
  const fields = resolvePointers(header, orderPointers, knownFor(company, customer), orderTitle);
  const lines = linesOf(customer, decimals);
  checkLineReferences(lines);
  const amounts = orderAmounts(priced(lines), arithmetic, decimals);
  checkRelatedInvoice(company, header.RelatedInvoiceNo?.value, amounts.total);
  return {
    currency,
    decimals,
    customer,
    lines,
    amounts,
    fields: { ...fields, CurrencyExchangeRate: header.CurrencyExchangeRate ?? number(rate) },
  };
}

/** Creates a draft with its lines, as `POST /SalesOrders/Complete` does. A refusal (400, 404) changes nothing. */
export function createOrder(company: Company, request: SalesOrderCompletePost, occasion: Occasion): SalesOrder {
  const { SalesOrderLines: requested = [], ...header } = request;
  checkReference(company, header.ExternalImportReference);
  const { arithmetic } = occasion;
  const content = contentOf(
    company,
    header,
    (customer, decimals) =>
      requested.map((line, index) => orderLine(company, line, { customer, decimals, index, arithmetic, before: null })),
    occasion,
  );
  const inherited =
    content.fields.ContactDeliveryAddressId === undefined && content.customer
      ? primaryAddress(company, content.customer)
      : undefined;
  if (inherited) content.fields.ContactDeliveryAddressId = number(inherited.id);
  const order: SalesOrder = {
    ...content,
    id: randomUUID(),
    number: String(company.orderNumber++),
    createdByIntegration: occasion.byIntegration,
    createdAt: occasion.now,
    changedAt: occasion.now,
    visibleFrom: occasion.visibleFrom,
  };
  company.orders.set(order.id, order);
  if (header.ExternalImportReference) company.orderReferences.set(header.ExternalImportReference, order.id);
  return order;
}

/** Finds a draft, or refuses with 404. An order that was invoiced is no longer a sales order. */
export function orderById(company: Company, id: string): SalesOrder {
  const order = company.orders.get(id.toLowerCase());
  if (!order) throw notFound(`Sales order with id = ${id}`);
  return order;
}

function checkUnlocked(order: SalesOrder): void {
  if (order.fields.SalesOrderStatus === 'Confirmed') {
    throw refusal(409, 'Object conflict', `Sales order with id = ${order.id} is confirmed and locked from edit.`);
  }
}

/**
 * Changes fields of a draft; with another customer or currency its lines are computed again. A confirmed order accepts
 * only a change back to Draft, which may change other fields as well. A refusal (400, 404, 409) changes nothing.
 */
export function changeOrder(company: Company, order: SalesOrder, changes: Header, occasion: Occasion): void {
  // A patch that confirms a confirmed order changes no field, so the lock does not stop it.
  if (Object.keys(changes).length > 0 && changes.SalesOrderStatus !== 'Draft') checkUnlocked(order);
  const { ExternalImportReference: oldReference } = order.fields;
  const header: Header = { ...order.fields, ...withoutStaleCodes(changes, orderTarget.pointers) };
  if ('CustomerId' in changes) header.CustomerNo = null;
  if ('CurrencyCode' in changes && !('CurrencyExchangeRate' in changes)) header.CurrencyExchangeRate = null;
  if ('ExternalImportReference' in changes) checkReference(company, changes.ExternalImportReference);
  const { arithmetic, now } = occasion;
  Object.assign(
    order,
    contentOf(
      company,
      header,
      (customer, decimals) =>
        order.lines.map((line, index) =>
          orderLine(company, line.fields, { customer, decimals, index, arithmetic, before: line }),
        ),
      occasion,
    ),
    { changedAt: now },
  );
  if (oldReference) company.orderReferences.delete(oldReference);
  if (order.fields.ExternalImportReference) company.orderReferences.set(order.fields.ExternalImportReference, order.id);
}

/** Replaces the lines of a draft and computes its amounts again. */
export function replaceLines(order: SalesOrder, lines: OrderLine[], { now, arithmetic }: Occasion): void {
  checkLineReferences(lines);
  const amounts = orderAmounts(priced(lines), arithmetic, order.decimals);
  if (order.fields.RelatedInvoiceNo && amounts.total > 0n) throw notCredited;
  Object.assign(order, { lines, amounts, changedAt: now });
}

/** Finds a line of a draft, or refuses with 404. */
export function lineById(order: SalesOrder, id: string): OrderLine {
  const line = order.lines.find((candidate) => candidate.id === id.toLowerCase());
  if (!line) throw notFound(`Sales order line with id = ${id}`);
  return line;
}

/** Adds a line to a draft; a confirmed order is locked from editing (409). */
export function addLine(
  company: Company,
  order: SalesOrder,
  request: SalesOrderLinePost,
  occasion: Occasion,
): OrderLine {
  checkUnlocked(order);
  const line = orderLine(company, request, {
    ...order,
    index: order.lines.length,
    arithmetic: occasion.arithmetic,
    before: null,
  });
  replaceLines(order, [...order.lines, line], occasion);
  return line;
}

/** Changes fields of a line. A refusal (400, 404, 409) changes nothing. */
export function changeLine(
  company: Company,
  order: SalesOrder,
  line: OrderLine,
  changes: SalesOrderLinePost,
  occasion: Occasion,
): OrderLine {
  checkUnlocked(order);
  const index = order.lines.indexOf(line);
  const fields: SalesOrderLinePost = { ...line.fields, ...withoutStaleCodes(changes, lineTarget.pointers) };
  const changed = orderLine(company, fields, { ...order, index, arithmetic: occasion.arithmetic, before: line });
  replaceLines(order, order.lines.with(index, changed), occasion);
  return changed;
}

/** Takes a line out of a draft; a confirmed order is locked from editing (409). */
export function removeLine(order: SalesOrder, line: OrderLine, occasion: Occasion): void {
  checkUnlocked(order);
  replaceLines(
    order,
    order.lines.filter((remaining) => remaining !== line),
    occasion,
  );
}

/** Removes a draft with its lines and frees its reference. */
export function deleteOrder(company: Company, order: SalesOrder): void {
  company.orders.delete(order.id);
  if (order.fields.ExternalImportReference) company.orderReferences.delete(order.fields.ExternalImportReference);
}
