import type { ListedTransfer } from '../../bridge-server/src/mirror/transfer/list.ts';
import type { OrderView } from '../sandboxes/poweroffice/sandbox.ts';
import { decimalsOf, formatMinor } from '@kontor/shared/money';
import type { ExpectedCustomer, ExpectedDocument, Expectation, Later } from './expected.ts';
import { documentsOf, newestOf, rowsOf, shopTotal } from './report.ts';
import type { Seen } from './seen.ts';
import { told } from '../setup/telling.ts';

/** A sentence about the difference, or nothing where there is none. */
const differs = (what: string, actual: unknown, expected: unknown): string[] =>
  actual === expected ? [] : [`${what} is ${String(actual)}, expected ${String(expected)}`];

/**
 * What is wrong whichever orders were sent: a stuck transfer, a document too many or too few, a total that differs,
 * books and transfers that disagree, a document that nobody ordered. A gap is not wrong.
 */
export function faultsOf(seen: Seen): string[] {
  const known = new Set(seen.transfers.flatMap((transfer) => documentsOf(seen, transfer).map(({ view }) => view.id)));
  const strangers = [...seen.books.orders, ...seen.books.invoices].filter(({ id }) => !known.has(id));
  const withoutTransfer = seen.sent.filter(
    ({ id, outcome }) => outcome.outcome === 'accepted' && !seen.transfers.some(({ subjectId }) => subjectId === id),
  );
  return [
    ...seen.transfers.flatMap((transfer) =>
      transferFaults(seen, transfer).map((fault) => `order ${transfer.orderNumber}: ${fault}`),
    ),
    ...strangers.map(({ number }) => `document ${number} belongs to no order that was sent`),
    ...withoutTransfer.map(({ file }) => `the order in ${file} was accepted, but has no transfer`),
  ];
}

function transferFaults(seen: Seen, transfer: ListedTransfer): string[] {
  if (seen.open.includes(transfer)) {
    const cause = transfer.detail.why ? `, ${told(transfer.detail.why).cause}` : '';
    return [`stuck: ${transfer.state} (${transfer.reason})${cause}`];
  }
  const documents = documentsOf(seen, transfer);
  const [document] = documents;
  if (documents.length > 1)
    return [`${documents.length} documents: ${documents.map(({ view }) => view.number).join(', ')}`];
  if (!document) return transfer.state === 'done' && !isDeleted(transfer) ? ['done, but there is no document'] : [];
  const sent = transfer.kind === 'order' ? newestOf(seen, transfer.subjectId) : undefined;
  const shown = (amount: number | null): string | null =>
    amount === null ? null : formatMinor(amount, decimalsOf(document.view.currency));
  return [
    ...(sent ? differs('the total at the target', shown(document.view.total), shown(shopTotal(sent))) : []),
    // The order's transfer describes the document as it was first sent; its amendment describes the later changes.
    ...(transfer.state !== 'done' || transfer.reason === 'changed.after_sending'
      ? []
      : [
          ...differs("the transfer's document", transfer.documentNumber, document.view.number),
          ...differs("the transfer's total at the target", shown(transfer.targetTotal), shown(document.view.total)),
        ]),
  ];
}

/** Whether the transfer's draft was deleted for a cancellation, which leaves neither the draft nor a credit note. */
const isDeleted = ({ kind, reason, targetTotal }: ListedTransfer): boolean =>
  (kind === 'order' && reason === 'cancelled.after_sending') || (kind === 'cancellation' && targetTotal === 0);

/** Every difference between what became of the demo's orders and what `expected.ts` says about them. */
export function differencesFrom(
  expectations: readonly Expectation[],
  customers: readonly ExpectedCustomer[],
  seen: Seen,
): string[] {
  const numbers = expectations.map(({ order }) => order);
  return [
    ...expectations.flatMap((expected) =>
      orderDifferences(expected, seen).map((difference) => `order ${expected.order}: ${difference}`),
    ),
    ...rowsOf(seen)
      .filter(({ order }) => !numbers.includes(order.split(' ')[0] ?? ''))
      .map(({ order, state }) => `order ${order} is ${state}, but was not expected at all`),
    ...customerDifferences(customers, seen),
  ];
}

function orderDifferences(expected: Expectation, seen: Seen): string[] {
  const sent = seen.sent.filter(({ body }) => body['number'] === expected.order);
  const transfers = seen.transfers.filter(({ orderNumber }) => orderNumber === expected.order);
  const [transfer] = transfers;
  const [row] = rowsOf(seen).filter(({ order }) => order === expected.order);
  const { later } = expected;
  const expectedTransfers = later ? 2 : 1;
  if (!transfer || !row || transfers.length !== expectedTransfers)
    return [`${transfers.length} transfers, expected ${expectedTransfers}`];
  const documents = documentsOf(seen, transfer);
  return [
    ...differs(
      'intake',
      sent.map(({ outcome }) => outcome.outcome).join(', '),
      [...expected.outcomes, ...(later?.outcomes ?? [])].join(', '),
    ),
    ...(later ? laterDifferences(later, seen, transfers[1]) : []),
    ...differs('the state', `${row.state} (${row.reason})`, `${expected.state} (${expected.reason})`),
    ...differs('the total in the shop', row.total, expected.total),
    ...differs('the number of documents', documents.length, expected.document ? 1 : 0),
    ...(expected.document && documents[0] ? documentDifferences(expected, expected.document, documents[0].view) : []),
    ...doubtDifferences(expected, seen.journal.get(transfer.subjectId) ?? []),
  ];
}

function laterDifferences(
  { about, transfer: expected, credit }: Later,
  seen: Seen,
  transfer: ListedTransfer | undefined,
): string[] {
  if (!transfer) return [];
  const documents = expected.kind === 'amendment' ? [] : documentsOf(seen, transfer);
  return [
    ...differs(
      'what follows',
      `${transfer.kind} ${transfer.state} (${transfer.reason})`,
      `${expected.kind} ${expected.state} (${expected.reason})`,
    ),
    ...differs('the number of credit notes', documents.length, credit ? 1 : 0),
    ...(credit && documents[0]
      ? [
          ...contentDifferences(credit, documents[0].view),
          ...differs('a related invoice', documents[0].view.relatedInvoiceNo !== null, credit.related),
        ]
      : []),
  ].map((difference) => `${about}: ${difference}`);
}

/**
 * A lost answer must have led to a doubt, and the document must have been found again; otherwise there must be no
 * doubt.
 */
function doubtDifferences({ mishap }: Expectation, codes: readonly string[]): string[] {
  const lost = mishap === '500_after' || mishap === 'cut_after';
  return [
    ...differs(
      'a doubt',
      codes.some((code) => code.startsWith('doubt.')),
      lost,
    ),
    ...differs('a document found again', codes.includes('resolved.found'), lost),
  ];
}

function documentDifferences(expected: Expectation, document: ExpectedDocument, view: OrderView): string[] {
  return [
    ...contentDifferences(document, view),
    ...differs("the order's number at the target", view.importedOrderNo, expected.order),
    ...differs('the status', view.status, 'Draft'),
  ];
}

function contentDifferences(document: ExpectedDocument, view: OrderView): string[] {
  const shown = (amount: number): string => formatMinor(amount, decimalsOf(view.currency));
  const lines = document.lines.flatMap((line) => {
    const matches = view.lines.filter(({ externalImportReference }) => externalImportReference === line.reference);
    const [actual] = matches;
    if (!actual || matches.length > 1) return [`${line.reference} is there ${matches.length} times`];
    return [
      ...differs(`${line.reference}: product`, actual.productCode, line.product),
      ...differs(`${line.reference}: VAT code`, actual.vatCode, line.vatCode),
      ...differs(`${line.reference}: quantity`, actual.quantity, line.quantity),
      ...differs(`${line.reference}: unit price`, actual.unitPrice, line.unitPrice),
      ...differs(`${line.reference}: net`, shown(actual.net), line.net),
      ...differs(`${line.reference}: VAT`, shown(actual.vat), line.vat),
    ];
  });
  return [
    ...lines,
    ...differs('the number of lines', view.lines.length, document.lines.length),
    ...differs('the currency', view.currency, 'NOK'),
    ...differs('net', shown(view.net), document.net),
    ...differs('VAT', shown(view.vat), document.vat),
    ...differs('the total at the target', shown(view.total), document.total),
  ];
}

function customerDifferences(customers: readonly ExpectedCustomer[], { books }: Seen): string[] {
  return [
    ...differs('the number of customers', books.customers.length, customers.length),
    ...customers.flatMap(({ email, name, orders, delivery, organisationNumber }) => {
      const matches = books.customers.filter((customer) => customer.email === email);
      const ids = matches.map(({ id }) => id);
      const theirs = [...books.orders, ...books.invoices]
        .filter(({ customerId }) => customerId !== null && ids.includes(customerId))
        .map(({ importedOrderNo }) => importedOrderNo ?? '');
      return [
        ...differs(`customers with ${email}`, matches.length, 1),
        ...differs(`the name of ${email}`, matches[0]?.name, name),
        ...differs(`the delivery of ${email}`, matches[0]?.delivery, delivery),
        ...differs(`the organisation number of ${email}`, matches[0]?.organizationNumber ?? null, organisationNumber),
        ...differs(`the orders of ${email}`, [...new Set(theirs)].sort().join(', '), orders.join(', ')),
      ];
    }),
  ];
}
