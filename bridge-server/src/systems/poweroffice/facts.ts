import type { OrderLine } from '@kontor/shared/order';
import { mapReply, valueOf, type Reply } from '../../vendor/reply.ts';
import type { FactsOutcome } from '../contract.ts';
import type { Go } from './client.ts';
import { readCustomer } from './customer/facts.ts';
import { noCustomer, type CustomerFact } from './customer/shapes.ts';
import { readAccounts, readClosedCurrency, readVatRegistration } from './ledger/facts.ts';
import type { DocumentFact } from '../../documents/document-fact.ts';
import { readDocument } from './order/facts.ts';
import { salesOrderLinesOf } from './order/lines.ts';
import { readPaymentFacts } from './payment/facts.ts';
import { readProducts } from './product/facts.ts';
import { accountsOfMissing, neededCodes, productForLine, productForRounding } from './product/plan.ts';
import type { ProductFact } from './product/shapes.ts';
import type { Facts, UnreadRequest } from './request.ts';

/** Reads what planning needs to know of a document from Go. */
export async function readFacts(go: Go, request: UnreadRequest): Promise<FactsOutcome<Facts>> {
  const facts = request.kind === 'payment' ? await readPaymentFacts(go, request) : await readOrderFacts(go, request);
  return facts.kind === 'value' ? { kind: 'facts', facts: facts.value } : facts;
}

/**
 * What has become of the order's document, the products that the lines need, and the customer. What is remembered is not asked
 * for again, nor what cannot matter any more.
 */
async function readOrderFacts(go: Go, request: UnreadRequest): Promise<Reply<Facts>> {
  const documentReply: Reply<DocumentFact | null> =
    request.kind === 'order' ? valueOf(null) : await readDocument(go, request);
  if (documentReply.kind !== 'value') return documentReply;
  const document = documentReply.value;
  if (document?.state === 'gone' || (document?.state === 'draft' && request.kind === 'cancellation'))
    return valueOf({ products: [], customer: noCustomer, document });
  const shelf = await readShelf(go, request);
  if (shelf.kind !== 'value') return shelf;
  // What is credited goes to whom it was charged, whoever the shop's order names by now.
  const charged = document?.customerId ?? null;
  const customer: Reply<CustomerFact> =
    charged === null ? await readCustomer(go, request) : valueOf({ state: 'known', id: charged, delivery: null });
  if (customer.kind !== 'value') return customer;
  const orderCustomer = request.kind === 'amendment' && charged !== null ? await readCustomer(go, request) : customer;
  if (orderCustomer.kind !== 'value') return orderCustomer;
  return mapReply(await readClosedCurrency(go, request.order.currency), (closed) => ({
    ...shelf.value,
    customer: customer.value,
    ...(request.kind === 'amendment' ? { named: orderCustomer.value } : {}),
    document,
    ...(closed ? { closedCurrency: true } : {}),
  }));
}

type Shelf = Pick<Facts, 'products' | 'accounts' | 'isVatRegistered'>;

/** Gaps that follow from what is remembered of Go; whatever is missing there is asked for each time. */
const ofMemory: readonly string[] = ['gap.product_vat', 'gap.account_vat', 'gap.not_vat_registered'];
/** They are told only of what Go said within so many seconds. */
const recentSeconds = 10;

/**
 * The products that the lines need, and what their VAT follows from. Whoever is told of a wrong VAT mends it in Go and tries again
 * at once, so nobody is told of the VAT that Go had minutes ago.
 */
async function readShelf(go: Go, request: UnreadRequest): Promise<Reply<Shelf>> {
  const documentLines = salesOrderLinesOf(request);
  const lines = 'lines' in documentLines ? documentLines.lines : [];
  const shelf = await shelfFor(go, request, lines);
  if (shelf.kind !== 'value') return shelf;
  const planning = { ...request, facts: shelf.value };
  const choices = [...lines.map((line) => productForLine(line, planning)), productForRounding(planning)];
  const isOfMemory = choices.some((choice) => 'gap' in choice && ofMemory.includes(choice.gap.code));
  return isOfMemory ? shelfFor(go.recent(recentSeconds), request, lines) : shelf;
}

async function shelfFor(go: Go, request: UnreadRequest, lines: readonly OrderLine[]): Promise<Reply<Shelf>> {
  const codes = neededCodes(lines, request);
  const products = await readProducts(go, codes);
  if (products.kind !== 'value') return products;
  const books = await readBooks(go, request, { codes, products: products.value });
  return mapReply(books, (booksFacts) => ({ products: products.value, ...booksFacts }));
}

/** What the products' VAT follows from, and the accounts of those that are to be created. */
export async function readBooks(
  go: Go,
  { settings, functions }: Pick<UnreadRequest, 'settings' | 'functions'>,
  { codes, products }: { codes: readonly string[]; products: readonly ProductFact[] },
): Promise<Reply<Pick<Facts, 'accounts' | 'isVatRegistered'>>> {
  const numbers = functions.includes('createProducts') ? accountsOfMissing(codes, products, settings) : [];
  if (numbers.length === 0 && products.every(({ account }) => account === undefined)) return valueOf({});
  const registration = await readVatRegistration(go);
  if (registration.kind !== 'value') return registration;
  return mapReply(await readAccounts(go, numbers), (accounts) => ({
    ...(registration.value === null ? {} : { isVatRegistered: registration.value }),
    ...(numbers.length === 0 || accounts === null ? {} : { accounts }),
  }));
}
