import type { Client } from '../client.ts';
import { productFact, type ProductFact } from '../map/products.ts';
import { failed } from '../refusal.ts';
import type { Context } from '../settings/connection.ts';
import { product } from '../shapes/product.ts';
import { read, type Read } from './read.ts';

/** A change of a product in Go counts at the latest after this. */
const productSeconds = 600;
const factName = (code: string) => `product:${code}`;

/** Only usable products are remembered: one that is missing or archived may be mended any moment, and counts only if it still is. */
export async function readProducts(client: Client, context: Context, codes: readonly string[]): Promise<Read<ProductFact[]>> {
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
