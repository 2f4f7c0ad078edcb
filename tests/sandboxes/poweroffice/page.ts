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
  `net ${amount(net, currency)}, VAT ${amount(vat, currency)}, ` +
  `total <b>${amount(total, currency)} ${safe(currency)}</b>`;

const details = (order: OrderView, heading: string): string => `<details>
  <summary>${heading} · ${safe(order.externalImportReference)} · ${sums(order)}</summary>
  <p>Id ${safe(order.id)}, customer ${safe(order.customerId)},
    matching reference ${safe(order.customMatchingReference) || '–'}</p>
  ${lines(order)}</details>`;

const draft = (order: OrderView): string => details(order, `Sales order ${safe(order.number)} (${order.status})`);

function invoice(view: InvoiceView): string {
  const type = view.type === 'OutgoingCreditNote' ? 'Credit note' : 'Invoice';
  const credited = view.relatedInvoiceNo ? `, credits invoice ${safe(view.relatedInvoiceNo)}` : '';
  return details(
    view,
    `${type} ${safe(view.invoiceNumber)} of ${safe(view.voucherDate)} (order ${safe(view.number)})${credited}` +
      ` · open ${amount(view.balance, 'NOK')} NOK`,
  );
}

const ledger = (state: WholeState): string => `<h3>Customer ledger (${state.ledger.length})</h3>${table(
  ['Date', 'Type', 'Voucher', 'Invoice', 'Customer', 'Matching reference', 'Amount', 'Open', 'Match'],
  state.ledger.map((entry) => [
    ...[
      entry.postingDate,
      entry.type,
      entry.voucherNumber,
      entry.invoiceNumber,
      entry.customerId,
      entry.customMatchingReference,
    ].map(safe),
    amount(entry.amount, 'NOK'),
    amount(entry.balance, 'NOK'),
    safe(entry.matchId),
  ]),
)}
  <h3>Bank vouchers (${state.vouchers.length})</h3>${table(
    ['Number', 'Date', 'Reference', 'Lines', ''],
    state.vouchers.map((voucher) => [
      ...[voucher.number, voucher.date, voucher.externalImportReference].map(safe),
      voucher.lines.map((line) => safe(`${line.accountId}: ${line.amount} ${line.currency}`)).join('<br>'),
      voucher.isReversed ? 'reversed' : '',
    ]),
  )}
  <h3>Delivery addresses (${state.deliveryAddresses.length})</h3>${table(
    ['Customer', 'Code', 'Address', ''],
    state.deliveryAddresses.map(({ customerId, externalCode, address, isPrimary }) => [
      ...[customerId, externalCode, address].map(safe),
      isPrimary ? 'primary' : '',
    ]),
  )}
  <h3>Contact persons (${state.contactPersons.length})</h3>${table(
    ['Customer', 'Code', 'Name', 'E-mail'],
    state.contactPersons.map(({ customerId, externalCode, name, email }) =>
      [customerId, externalCode, name, email].map(safe),
    ),
  )}
  <h3>Products (${state.products.length})</h3>${table(
    ['Code', 'Name', 'Group', 'Price', 'Account', 'VAT code', ''],
    state.products.map((product) => [
      ...[product.code, product.name, product.groupCode, product.unitPrice, product.salesAccount, product.vatCode].map(
        safe,
      ),
      product.isArchived ? 'archived' : '',
    ]),
  )}`;

const company = (state: WholeState): string => `<section><h2>${safe(state.clientName)}</h2>
  <h3>Customers (${state.customers.length})</h3>${table(
    ['Number', 'Name', 'E-mail', 'Reference'],
    state.customers.map(({ number, name, email, externalImportReference }) =>
      [number, name, email, externalImportReference].map(safe),
    ),
  )}
  <h3>Sales orders (${state.orders.length})</h3>${list(state.orders.map(draft))}
  <h3>Invoices and credit notes (${state.invoices.length})</h3>${list(state.invoices.map(invoice))}
  ${ledger(state)}</section>`;

/** The page for people: it says what the sandbox is and lists its customers, orders, invoices, ledger and products. */
export const pageOf = (states: readonly WholeState[]): string =>
  page(
    { product: 'PowerOffice Go v2', vendor: 'PowerOffice' },
    { requests: states[0]?.requests.length ?? 0, refusals: states[0]?.refusals ?? 0 },
    states.map(company),
  );
