import { mapReply, valueOf, type Reply } from '../../../vendor/reply.ts';
import { booksSeconds, type Go } from '../client.ts';
import { readAccounts } from '../ledger/facts.ts';
import { product, productGroup, productFact, type Product, type ProductFact } from './shapes.ts';

const factName = (code: string) => `product:${code}`;

/**
 * The products with these codes; a usable product comes with the account of its sales. Only usable products are
 * remembered, since a missing or archived one may be corrected at any moment.
 */
export async function readProducts(go: Go, codes: readonly string[]): Promise<Reply<ProductFact[]>> {
  const { store } = go.context;
  const storedValues = await Promise.all(codes.map((code) => store.get(factName(code), booksSeconds)));
  const knownFacts = storedValues.flatMap((value) => productFact.safeParse(value).data ?? []);
  const missingCodes = codes.filter((code) => !knownFacts.some((fact) => fact.code === code));
  if (missingCodes.length === 0) return valueOf(knownFacts);

  const reply = await productsOf(go, missingCodes);
  if (reply.kind !== 'value') return reply;
  const rows = reply.value;
  const isUsable = ({ Code, IsArchived }: Product) =>
    IsArchived !== true &&
    rows.filter((candidate) => candidate.Code === Code && candidate.IsArchived !== true).length === 1;
  const usable = rows.filter(isUsable);
  const accounts = await accountsOf(go, usable);
  if (accounts.kind !== 'value') return accounts;
  const factOf = (row: Product): ProductFact => {
    const account = accounts.value.get(row.Id);
    return { code: row.Code ?? '', id: row.Id, archived: row.IsArchived === true, ...(account ? { account } : {}) };
  };
  await Promise.all(usable.map(factOf).map((fact) => store.put(factName(fact.code), fact)));
  return valueOf([...knownFacts, ...rows.map(factOf)]);
}

/** Go's products with exactly these codes, including archived ones. */
export async function productsOf(go: Go, codes: readonly string[]): Promise<Reply<Product[]>> {
  const reply = await go.list('/Products', product, { codes: codes.join(',') });
  return mapReply(reply, (rows) => rows.filter(({ Code }) => Code && codes.includes(Code)));
}

/** The sales account of each product, by the product's id: its own account, else its group's. */
async function accountsOf(
  go: Go,
  products: readonly Product[],
): Promise<Reply<ReadonlyMap<string, NonNullable<ProductFact['account']>>>> {
  const withoutAccount = products.filter(({ StandardSalesAccount }) => !StandardSalesAccount);
  const codes = [...new Set(withoutAccount.flatMap(({ ProductGroupCode }) => ProductGroupCode ?? []))];
  const groups =
    codes.length > 0 ? await go.list('/ProductGroups', productGroup, { codes: codes.join(',') }) : valueOf([]);
  if (groups.kind !== 'value') return groups;
  const numbers = products.flatMap((row): [string, string][] => {
    const group = groups.value.find(({ Id }) => Id === row.ProductGroupId);
    const number = row.StandardSalesAccount ?? group?.StandardSalesAccount;
    return number ? [[row.Id, number]] : [];
  });
  const accounts = await readAccounts(go, [...new Set(numbers.map(([, number]) => number))]);
  return mapReply(accounts, (all) => {
    const accountOf = (number: string) =>
      all?.find((account) => account.number === number) ?? { number, vatCode: null, rate: null };
    return new Map(numbers.map(([id, number]) => [id, accountOf(number)]));
  });
}
