import type { FactsOutcome, PlanRequest } from '../contract.ts';
import type { Client } from './client.ts';
import { neededCodes, productFact, type ProductFact } from './map/products.ts';
import type { Facts } from './plan.ts';
import { failed } from './refusal.ts';
import type { Context, Settings } from './settings.ts';
import { product } from './shapes.ts';
import { customersOf, rememberCustomer, rememberedCustomer } from './steps/customer.ts';

/** A change of a product in Go counts at the latest after this. */
const productSeconds = 600;
const factName = (code: string) => `product:${code}`;

/** Reads the products that the order needs and its customer. What is remembered is not asked for again. */
export async function readFacts(client: Client, context: Context, request: Omit<PlanRequest<Settings, never>, 'facts'>): Promise<FactsOutcome<Facts>> {
  const products = await readProducts(client, context, neededCodes(request.order, request.settings));
  if (products.kind !== 'products') return products;
  const { customerKey } = request;
  const remembered = customerKey === null ? null : await rememberedCustomer(context, customerKey);
  if (customerKey === null || remembered !== null) return { kind: 'facts', facts: { products: products.products, customerId: remembered } };

  const found = await customersOf(client, context, customerKey);
  if (found.kind !== 'value') return failed(found);
  const customerId = found.value[0] ?? null;
  if (customerId !== null) await rememberCustomer(context, customerKey, customerId);
  return { kind: 'facts', facts: { products: products.products, customerId } };
}

/** Only usable products are remembered: one that is missing or archived may be mended any moment, and counts only if it still is. */
async function readProducts(client: Client, context: Context, codes: readonly string[]): Promise<{ kind: 'products'; products: ProductFact[] } | Exclude<FactsOutcome<Facts>, { kind: 'facts' }>> {
  const remembered = await Promise.all(codes.map(async (code) => productFact.safeParse(await context.store.get(factName(code), productSeconds)).data));
  const known = remembered.flatMap((fact) => (fact ? [fact] : []));
  const asked = codes.filter((code) => !known.some((fact) => fact.code === code));
  if (asked.length === 0) return { kind: 'products', products: known };

  const reply = await client.list(context, '/Products', { codes: asked.join(',') }, product);
  if (reply.kind !== 'value') return failed(reply);
  const read = reply.value.flatMap(({ Code, Id, IsArchived }): ProductFact[] => (Code && asked.includes(Code) ? [{ code: Code, id: Id, archived: IsArchived === true }] : []));
  const usable = read.filter((fact) => !fact.archived && read.filter((other) => other.code === fact.code && !other.archived).length === 1);
  await Promise.all(usable.map((fact) => context.store.put(factName(fact.code), fact)));
  return { kind: 'products', products: [...known, ...read] };
}
