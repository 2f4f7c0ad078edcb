import type { z } from 'zod';
import type { Client } from '../client.ts';
import { productFact, type ProductFact } from '../map/products.ts';
import { failed } from '../refusal.ts';
import type { Context } from '../settings/connection.ts';
import { product, productGroup } from '../shapes/product.ts';
import { read, type Read } from './read.ts';
import { booksSeconds } from './remembered.ts';
import { readAccounts } from './vat.ts';

type Product = z.infer<typeof product>;

const factName = (code: string) => `product:${code}`;

/**
 * The products with these codes, usable ones with the account that their sales are booked on. Only those are remembered: one
 * that is missing or archived may be mended any moment.
 */
export async function readProducts(
  client: Client,
  context: Context,
  codes: readonly string[],
): Promise<Read<ProductFact[]>> {
  const remembered = await Promise.all(
    codes.map(async (code) => productFact.safeParse(await context.store.get(factName(code), booksSeconds)).data),
  );
  const known = remembered.flatMap((fact) => (fact ? [fact] : []));
  const asked = codes.filter((code) => !known.some((fact) => fact.code === code));
  if (asked.length === 0) return read(known);

  const reply = await productsOf(client, context, asked);
  if (reply.kind !== 'value') return failed(reply);
  const isUsable = ({ Code, IsArchived }: Product) =>
    IsArchived !== true && reply.value.filter((other) => other.Code === Code && other.IsArchived !== true).length === 1;
  const accounts = await accountsOf(client, context, reply.value.filter(isUsable));
  if (accounts.kind !== 'read') return accounts;
  const found = reply.value.map((row): ProductFact => {
    const account = accounts.value.get(row.Id);
    return { code: row.Code ?? '', id: row.Id, archived: row.IsArchived === true, ...(account ? { account } : {}) };
  });
  const usable = found.filter((_fact, index) => isUsable(reply.value[index] as Product));
  await Promise.all(usable.map((fact) => context.store.put(factName(fact.code), fact)));
  return read([...known, ...found]);
}

/** Go's products with exactly these codes, archived ones among them. */
export async function productsOf(client: Client, context: Context, codes: readonly string[]) {
  const reply = await client.list(context, '/Products', { codes: codes.join(',') }, product);
  if (reply.kind !== 'value') return reply;
  return { kind: 'value' as const, value: reply.value.filter(({ Code }) => Code && codes.includes(Code)) };
}

/** The sales account of each product by its id: its own, else its group's. */
async function accountsOf(
  client: Client,
  context: Context,
  products: readonly Product[],
): Promise<Read<Map<string, NonNullable<ProductFact['account']>>>> {
  const groups = await readGroups(
    client,
    context,
    products.filter((one) => !one.StandardSalesAccount),
  );
  if (groups.kind !== 'read') return groups;
  const numbers = products.flatMap((one): [string, string][] => {
    const number =
      one.StandardSalesAccount ?? groups.value.find(({ Id }) => Id === one.ProductGroupId)?.StandardSalesAccount;
    return number ? [[one.Id, number]] : [];
  });
  const accounts = await readAccounts(client, context, [...new Set(numbers.map(([, number]) => number))]);
  if (accounts.kind !== 'read') return accounts;
  return read(
    new Map(
      numbers.map(([id, number]) => [
        id,
        accounts.value?.find((account) => account.number === number) ?? { number, vatCode: null, rate: null },
      ]),
    ),
  );
}

async function readGroups(
  client: Client,
  context: Context,
  products: readonly Product[],
): Promise<Read<z.infer<typeof productGroup>[]>> {
  const codes = [...new Set(products.flatMap(({ ProductGroupCode }) => ProductGroupCode ?? []))];
  if (codes.length === 0) return read([]);
  const reply = await client.list(context, '/ProductGroups', { codes: codes.join(',') }, productGroup);
  return reply.kind === 'value' ? read(reply.value) : failed(reply);
}
