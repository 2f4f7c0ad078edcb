import { list, page, safe, table } from '../kit/page.ts';
import { minorText, decimalsOf } from './arithmetic.ts';
import type { InvoiceView, OrderView, WholeState } from './state.ts';

const amount = (minor: number, currency: string): string => minorText(BigInt(minor), decimalsOf(currency));

const lines = (order: OrderView): string =>
  table(
    ['Product', 'Description', 'Quantity', 'Unit price', 'VAT code', 'Net', 'VAT', 'Total'],
    order.lines.map((line) => [
      ...[line.productCode, line.description, line.quantity, line.unitPrice, line.vatCode].map(safe),
      ...[line.net, line.vat, line.total].map((minor) => amount(minor, order.currency)),
    ]),
  );

const sums = ({ net, vat, total, currency }: OrderView): string =>
  `net ${amount(net, currency)}, VAT ${amount(vat, currency)}, total <b>${amount(total, currency)} ${safe(currency)}</b>`;

const order = (one: OrderView, heading: string): string => `<details>
  <summary>${heading} · ${safe(one.externalImportReference)} · ${sums(one)}</summary>
  <p>Id ${safe(one.id)}, customer ${safe(one.customerId)}, matching reference ${safe(one.customMatchingReference) || '–'}</p>
  ${lines(one)}</details>`;

const draft = (one: OrderView): string => order(one, `Sales order ${safe(one.number)} (${one.status})`);
const invoice = (one: InvoiceView): string =>
  order(
    one,
    `${one.type === 'OutgoingCreditNote' ? 'Credit note' : 'Invoice'} ${safe(one.invoiceNumber)} of ${safe(one.voucherDate)} (order ${safe(one.number)})${
      one.relatedInvoiceNo ? `, credits invoice ${safe(one.relatedInvoiceNo)}` : ''
    } · open ${amount(one.balance, 'NOK')} NOK`,
  );

const ledger = (state: WholeState): string => `<h3>Customer ledger (${state.ledger.length})</h3>${table(
  ['Date', 'Type', 'Voucher', 'Invoice', 'Customer', 'Matching reference', 'Amount', 'Open', 'Match'],
  state.ledger.map((one) => [
    ...[
      one.postingDate,
      one.type,
      one.voucherNumber,
      one.invoiceNumber,
      one.customerId,
      one.customMatchingReference,
    ].map(safe),
    amount(one.amount, 'NOK'),
    amount(one.balance, 'NOK'),
    safe(one.matchId),
  ]),
)}
  <h3>Bank vouchers (${state.vouchers.length})</h3>${table(
    ['Number', 'Date', 'Reference', 'Lines', ''],
    state.vouchers.map((one) => [
      ...[one.number, one.date, one.externalImportReference].map(safe),
      one.lines.map((line) => safe(`${line.accountId}: ${line.amount} ${line.currency}`)).join('<br>'),
      one.isReversed ? 'reversed' : '',
    ]),
  )}
  <h3>Delivery addresses (${state.deliveryAddresses.length})</h3>${table(
    ['Customer', 'Code', 'Address', ''],
    state.deliveryAddresses.map((one) => [
      ...[one.customerId, one.externalCode, one.address].map(safe),
      one.isPrimary ? 'primary' : '',
    ]),
  )}
  <h3>Contact persons (${state.contactPersons.length})</h3>${table(
    ['Customer', 'Code', 'Name', 'E-mail'],
    state.contactPersons.map((one) => [one.customerId, one.externalCode, one.name, one.email].map(safe)),
  )}
  <h3>Products (${state.products.length})</h3>${table(
    ['Code', 'Name', 'Group', 'Price', 'Account', 'VAT code', ''],
    state.products.map((one) => [
      ...[one.code, one.name, one.groupCode, one.unitPrice, one.salesAccount, one.vatCode].map(safe),
      one.isArchived ? 'archived' : '',
    ]),
  )}`;

const company = (state: WholeState): string => `<section><h2>${safe(state.clientName)}</h2>
  <h3>Customers (${state.customers.length})</h3>${table(
    ['Number', 'Name', 'E-mail', 'Reference'],
    state.customers.map((one) => [one.number, one.name, one.email, one.externalImportReference].map(safe)),
  )}
  <h3>Sales orders (${state.orders.length})</h3>${list(state.orders.map(draft))}
  <h3>Invoices and credit notes (${state.invoices.length})</h3>${list(state.invoices.map(invoice))}
  ${ledger(state)}</section>`;

/** The page a person sees: what the sandbox is, and what it holds. */
export const pageOf = (states: readonly WholeState[]): string =>
  page(
    { product: 'PowerOffice Go v2', vendor: 'PowerOffice' },
    { requests: states[0]?.requests.length ?? 0, refusals: states[0]?.refusals ?? 0 },
    states.map(company),
  );
