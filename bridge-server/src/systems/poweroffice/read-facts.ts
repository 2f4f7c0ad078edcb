import type { FactsOutcome } from '../contract.ts';
import type { Client } from './client.ts';
import { neededCodes, productFact, type ProductFact } from './map/products.ts';
import { ownDocument } from './plan/own-document.ts';
import { linesOf } from './plan/plan.ts';
import type { DocumentFact, Facts, UnreadRequest } from './plan/schema.ts';
import { failed } from './refusal.ts';
import type { Context } from './settings.ts';
import { product } from './shapes.ts';
import { customersOf, rememberCustomer, rememberedCustomer } from './steps/customer.ts';
import { whereabouts } from './steps/whereabouts.ts';

/** A change of a product in Go counts at the latest after this. */
const productSeconds = 600;
const factName = (code: string) => `product:${code}`;

type Read<T> = { kind: 'read'; value: T } | Exclude<FactsOutcome<Facts>, { kind: 'facts' }>;
const read = <T>(value: T) => ({ kind: 'read' as const, value });

/**
 * Reads what has become of the order's document, the products that the lines need, and the customer. What is remembered is
 * not asked for again, nor what cannot matter any more.
 */
export async function readFacts(client: Client, context: Context, request: UnreadRequest): Promise<FactsOutcome<Facts>> {
  const own = request.kind === 'order' ? read({ document: null, customerId: null }) : await readDocument(client, context, request);
  if (own.kind !== 'read') return own;
  const { document, customerId: charged } = own.value;
  if (document?.state === 'gone' || (document?.state === 'draft' && request.kind === 'cancellation')) {
    return { kind: 'facts', facts: { products: [], customerId: null, document } };
  }
  const lines = linesOf(request);
  const products = await readProducts(client, context, neededCodes('lines' in lines ? lines.lines : [], request.settings));
  if (products.kind !== 'read') return products;
  // What is credited goes to whom it was charged, whoever the shop's order names by now.
  const customer = charged === null ? await readCustomer(client, context, request.customerKey) : read(charged);
  if (customer.kind !== 'read') return customer;
  return { kind: 'facts', facts: { products: products.value, customerId: customer.value, document } };
}

async function readDocument(client: Client, context: Context, request: UnreadRequest): Promise<Read<{ document: DocumentFact; customerId: string | null }>> {
  const { id, key } = ownDocument(request);
  const found = await whereabouts(client, context, { id, reference: key, credit: false });
  if (found.kind !== 'value') return failed(found);
  const { value } = found;
  switch (value.state) {
    case 'draft': return read({ document: { state: 'draft' }, customerId: value.row.CustomerId ?? null });
    case 'invoiced': return read({ document: { state: 'invoiced', invoiceNo: value.row.InvoiceNo ?? null }, customerId: value.row.CustomerId ?? null });
    case 'gone': return read({ document: { state: 'gone' }, customerId: null });
  }
}

async function readCustomer(client: Client, context: Context, customerKey: string | null): Promise<Read<string | null>> {
  const remembered = customerKey === null ? null : await rememberedCustomer(context, customerKey);
  if (customerKey === null || remembered !== null) return read(remembered);
  const found = await customersOf(client, context, customerKey);
  if (found.kind !== 'value') return failed(found);
  const customerId = found.value[0] ?? null;
  if (customerId !== null) await rememberCustomer(context, customerKey, customerId);
  return read(customerId);
}

/** Only usable products are remembered: one that is missing or archived may be mended any moment, and counts only if it still is. */
async function readProducts(client: Client, context: Context, codes: readonly string[]): Promise<Read<ProductFact[]>> {
  const remembered = await Promise.all(codes.map(async (code) => productFact.safeParse(await context.store.get(factName(code), productSeconds)).data));
  const known = remembered.flatMap((fact) => (fact ? [fact] : []));
  const asked = codes.filter((code) => !known.some((fact) => fact.code === code));
  if (asked.length === 0) return read(known);

  const reply = await client.list(context, '/Products', { codes: asked.join(',') }, product);
  if (reply.kind !== 'value') return failed(reply);
  const found = reply.value.flatMap(({ Code, Id, IsArchived }): ProductFact[] => (Code && asked.includes(Code) ? [{ code: Code, id: Id, archived: IsArchived === true }] : []));
  const usable = found.filter((fact) => !fact.archived && found.filter((other) => other.code === fact.code && !other.archived).length === 1);
  await Promise.all(usable.map((fact) => context.store.put(factName(fact.code), fact)));
  return read([...known, ...found]);
}
