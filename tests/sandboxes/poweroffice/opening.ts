import { randomUUID } from 'node:crypto';
import { number } from '../kit/json.ts';
import type { CompanyOptions, ProductGroupOptions, ProductOptions } from './seed.ts';
import type { Account, Company, Dated, Product, ProductGroup } from './store.ts';

const numberOf = (text: string | null | undefined) => (text == null ? null : number(text));

function accountsOf(options: CompanyOptions, nextId: () => string, now: number): Account[] {
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
  return [...sales, ...control, ...others].map((account) => ({ ...account, id: nextId(), changedAt: now }));
}

/** The groups the options describe, then those that products merely name, and one to fall back on. */
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

/** Opens an empty set of books with the products, accounts and series the options name. */
export function openCompany(options: CompanyOptions, firstId: bigint, now: number): Company {
  let id = firstId;
  const nextId = (): string => String(id++);
  const dated: Dated = { createdAt: now, changedAt: now, visibleFrom: now };
  const vatCodes = new Map(options.vatCodes.map((vatCode) => [vatCode.code, { ...vatCode, id: nextId() }]));
  const accountsByNumber = new Map(accountsOf(options, nextId, now).map((account) => [account.number, account]));
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
    accountsByNumber,
    vatCodes,
    nextId,
    series: options.series.map((series) => ({
      ...series,
      id: randomUUID(),
      ledgerAccountId: accountsByNumber.get(series.ledgerAccount)?.id ?? nextId(),
      next: series.from,
    })),
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
