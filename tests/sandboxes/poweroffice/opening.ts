import { randomUUID } from 'node:crypto';
import { number } from '../kit/json.ts';
import type { CompanyOptions, ProductGroupOptions, ProductOptions } from './seed.ts';
import type { Account, Company, Dated, Product, ProductGroup } from './store.ts';

const numberOf = (text: string | null | undefined) => (text == null ? null : number(text));

/** The parts of a company that follow from its settings and change with them. */
type SettledParts = Pick<Company, 'accountsByNumber' | 'vatCodes' | 'series'>;

/** The id of a row: a row that the company already has keeps its id, a new row gets the next one. */
const idOf = (existing: { readonly id: string } | undefined, nextId: () => string): string => existing?.id ?? nextId();

function accountsOf(
  options: CompanyOptions,
  nextId: () => string,
  now: number,
  existing: ReadonlyMap<string, Account>,
): Account[] {
  const control = options.series.map(({ ledgerAccount, name }) => ({ number: ledgerAccount, name, vatCode: null }));
  const sales = Object.entries(options.accounts).map(([account, vatCode]) => ({
    number: account,
    name: `Salgsinntekt, mva-kode ${vatCode}`,
    vatCode,
  }));
  const others = Object.entries(options.ledgerAccounts).map(([account, name]) => ({
    number: account,
    name,
    vatCode: null,
  }));
  return [...sales, ...control, ...others].map((account) => ({
    ...account,
    id: idOf(existing.get(account.number), nextId),
    changedAt: now,
  }));
}

/** The accounts, VAT codes and number series that the options name. Those in `existing` keep their ids. */
function settledBy(options: CompanyOptions, nextId: () => string, now: number, existing?: SettledParts): SettledParts {
  const vatCodes = new Map(
    options.vatCodes.map((vatCode) => [
      vatCode.code,
      { ...vatCode, id: idOf(existing?.vatCodes.get(vatCode.code), nextId) },
    ]),
  );
  const accounts = accountsOf(options, nextId, now, existing?.accountsByNumber ?? new Map());
  const accountsByNumber = new Map(accounts.map((account) => [account.number, account]));
  const series = options.series.map((seriesOptions) => {
    const known = existing?.series.find(({ name }) => name === seriesOptions.name);
    return {
      ...seriesOptions,
      id: known?.id ?? randomUUID(),
      ledgerAccountId: accountsByNumber.get(seriesOptions.ledgerAccount)?.id ?? nextId(),
      next: known?.next ?? seriesOptions.from,
    };
  });
  return { vatCodes, accountsByNumber, series };
}

/** Changes a company's settings. Orders, invoices and entries that exist stay as they are. */
export function applySettings(company: Company, change: Partial<CompanyOptions>, now: number): void {
  company.options = { ...company.options, ...change };
  Object.assign(company, settledBy(company.options, company.nextId, now, company));
}

/** The groups that the options describe, then groups that only products name; a default group if there are none. */
function groupsOf({ productGroups, products }: CompanyOptions): readonly ProductGroupOptions[] {
  const named = new Set(products.flatMap(({ groupCode }) => groupCode ?? []));
  for (const { code } of productGroups) named.delete(code);
  const groups = [...productGroups, ...[...named].map((code) => ({ code, name: `Gruppe ${code}` }))];
  return groups.length > 0 ? groups : [{ code: '1', name: 'Standard' }];
}

const groupFields = (group: ProductGroupOptions): ProductGroup['fields'] => ({
  Code: group.code,
  Name: group.name,
  UnitPrice: numberOf(group.unitPrice),
  StandardSalesAccount: numberOf(group.standardSalesAccount),
  OptionalSalesAccount: numberOf(group.optionalSalesAccount),
});

const productFields = (product: ProductOptions): Product['fields'] => ({
  Code: product.code,
  Name: product.name,
  Gtin: product.gtin ?? null,
  ProductType: product.type ?? 'Product',
  IsArchived: product.isArchived ?? false,
  ProductGroupCode: product.groupCode ?? null,
  UnitPrice: numberOf(product.unitPrice),
  IsStockItem: product.stockOnHand != null,
  StockOnHand: numberOf(product.stockOnHand),
  StandardSalesAccount: numberOf(product.standardSalesAccount),
  OptionalSalesAccount: numberOf(product.optionalSalesAccount),
  UnitOfMeasureCode: (product.unitOfMeasure ?? null) as Product['fields']['UnitOfMeasureCode'],
});

/** Opens an empty set of books with the products, accounts and series that the options name. */
export function openCompany(options: CompanyOptions, firstId: bigint, now: number): Company {
  let id = firstId;
  const nextId = (): string => String(id++);
  const dated: Dated = { createdAt: now, changedAt: now, visibleFrom: now };
  const settled = settledBy(options, nextId, now);
  const groups = groupsOf(options).map((group): ProductGroup => ({
    ...dated,
    id: nextId(),
    fields: groupFields(group),
  }));
  const [defaultGroup] = groups;
  const products = options.products.flatMap((product): Product[] => {
    const group = groups.find(({ fields }) => fields.Code === product.groupCode) ?? defaultGroup;
    return group
      ? [
          {
            ...dated,
            id: nextId(),
            group,
            fields: productFields(product),
            stockChangedAt: product.stockOnHand == null ? null : now,
          },
        ]
      : [];
  });
  return {
    options,
    id: randomUUID(),
    ...settled,
    nextId,
    productGroups: new Map(groups.map((group) => [group.id, group])),
    products: new Map(products.map((product) => [product.id, product])),
    customers: new Map(),
    customerNumbers: new Map(),
    customerKeys: new Map(),
    deliveryAddresses: new Map(),
    contactPersons: new Map(),
    orders: new Map(),
    invoices: new Map(),
    sendings: new Map(),
    vouchers: new Map(),
    ledger: [],
    matchings: [],
    orderReferences: new Map(),
    voucherReferences: new Map(),
    elma: options.elma,
    lockDate: options.lockDate,
    orderNumber: 6001n,
    invoiceNumber: 10001n,
    voucherNumber: 1n,
  };
}
