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

/** Reads from Go what planning needs for a document. */
export async function readFacts(go: Go, request: UnreadRequest): Promise<FactsOutcome<Facts>> {
  const facts = request.kind === 'payment' ? await readPaymentFacts(go, request) : await readOrderFacts(go, request);
  return facts.kind === 'value' ? { kind: 'facts', facts: facts.value } : facts;
}

/**
 * What has become of the order's document, the products for its lines, and the customer. It does not ask for what is
 * remembered, nor for what no longer matters.
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
  // A credit goes to the customer who was charged, even if the order names another customer by now.
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

/** Gaps that may come from remembered facts. Other gaps cannot, since a missing object is not remembered. */
const gapsFromMemory: readonly string[] = ['gap.product_vat', 'gap.account_vat', 'gap.not_vat_registered'];
/** The greatest age of facts that may lead to such a gap. */
const recentSeconds = 10;

/**
 * The products that the lines need, with what their VAT follows from. A person who reads of a wrong VAT corrects it in
 * Go and tries again at once, so a gap about VAT is checked against facts that were just read.
 */
async function readShelf(go: Go, request: UnreadRequest): Promise<Reply<Shelf>> {
  const documentLines = salesOrderLinesOf(request);
  const lines = 'lines' in documentLines ? documentLines.lines : [];
  const shelf = await shelfFor(go, request, lines);
  if (shelf.kind !== 'value') return shelf;
  const planning = { ...request, facts: shelf.value };
  const choices = [...lines.map((line) => productForLine(line, planning)), productForRounding(planning)];
  const mayBeOutdated = choices.some((choice) => 'gap' in choice && gapsFromMemory.includes(choice.gap.code));
  return mayBeOutdated ? shelfFor(go.recent(recentSeconds), request, lines) : shelf;
}

async function shelfFor(go: Go, request: UnreadRequest, lines: readonly OrderLine[]): Promise<Reply<Shelf>> {
  const codes = neededCodes(lines, request);
  const products = await readProducts(go, codes);
  if (products.kind !== 'value') return products;
  const books = await readBooks(go, request, { codes, products: products.value });
  return mapReply(books, (booksFacts) => ({ products: products.value, ...booksFacts }));
}

/** Whether the company is registered for VAT, and the accounts of the products that are to be created. */
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
