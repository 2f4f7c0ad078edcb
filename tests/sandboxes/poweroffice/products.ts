import { number } from '../kit/json.ts';
import { notFound, refusal } from './refusal.ts';
import type { ProductGroupPost, ProductPost } from './product-shapes.ts';
import { accountById, type Account, type Company, type Product, type ProductGroup, type VatCode } from './store.ts';

export const productTitle = 'Product validation error(s)';
export const groupTitle = 'Product group validation error(s)';

type AccountFields = Pick<
  ProductGroupPost,
  'OptionalSalesAccount' | 'OptionalSalesAccountId' | 'StandardSalesAccount' | 'StandardSalesAccountId'
>;

/** Gives both sales accounts their id and their number; the id wins. Refuses (404) accounts that do not exist. */
function withAccounts<T extends AccountFields>(company: Company, fields: T, title: string): T {
  const completed: T = { ...fields };
  for (const name of ['StandardSalesAccount', 'OptionalSalesAccount'] as const) {
    const [id, no] = [fields[`${name}Id`]?.value, fields[name]?.value];
    if (id === undefined && no === undefined) continue;
    const account = id === undefined ? company.accountsByNumber.get(no ?? '') : accountById(company, id);
    if (!account)
      throw refusal(
        404,
        title,
        `General ledger account with ${id === undefined ? `no = ${no}` : `id = ${id}`} not found.`,
      );
    completed[name] = number(account.number);
    completed[`${name}Id`] = number(account.id);
  }
  return completed;
}

function groupFor(company: Company, { ProductGroupId, ProductGroupCode }: ProductPost): ProductGroup {
  const groups = [...company.productGroups.values()];
  const group = ProductGroupId
    ? company.productGroups.get(ProductGroupId.value)
    : ProductGroupCode
      ? groups.find(({ fields }) => fields.Code === ProductGroupCode)
      : groups[0];
  if (group) return group;
  throw refusal(
    404,
    productTitle,
    `Product group with ${ProductGroupId ? `id = ${ProductGroupId.value}` : `code = '${ProductGroupCode}'`} not found.`,
  );
}

/** A product by its code; codes are unique. */
export const productByCode = ({ products }: Company, code: string): Product | undefined =>
  [...products.values()].find(({ fields }) => fields.Code === code);

/**
 * Checks the fields of a product and returns them complete. Refuses (400, 404) fields that PowerOffice would refuse.
 */
function checkedProduct(
  company: Company,
  request: ProductPost,
  self: Product | null,
): Pick<Product, 'fields' | 'group'> {
  if (request.Name.trim() === '') throw refusal(400, productTitle, 'Name is required.');
  const holder = request.Code ? productByCode(company, request.Code) : undefined;
  if (holder && holder !== self)
    throw refusal(
      400,
      productTitle,
      `Code is already in use. '${request.Code}' is used on product with Id = ${holder.id}.`,
    );
  if (request.StockOnHand && !request.IsStockItem)
    throw refusal(400, productTitle, 'StockOnHand cannot be set when IsStockItem is false.');
  const fields = withAccounts(company, request, productTitle);
  return { fields, group: groupFor(company, fields) };
}

/** Registers a product. Refuses (400, 404) as `POST /Products` does. */
export function createProduct(company: Company, request: ProductPost, now: number, visibleFrom: number): Product {
  const stockChangedAt = request.StockOnHand ? now : null;
  const product: Product = {
    ...checkedProduct(company, request, null),
    id: company.nextId(),
    stockChangedAt,
    createdAt: now,
    changedAt: now,
    visibleFrom,
  };
  company.products.set(product.id, product);
  return product;
}

/** Gives a product other fields. A refusal (400, 404) changes nothing. */
export function changeProduct(company: Company, product: Product, fields: ProductPost, now: number): void {
  const stockChanged = fields.StockOnHand?.value !== product.fields.StockOnHand?.value;
  Object.assign(
    product,
    checkedProduct(company, fields, product),
    { changedAt: now },
    stockChanged && { stockChangedAt: now },
  );
}

/** Finds a product by its id, or refuses with 404. */
export function productById(company: Company, id: string): Product {
  const product = company.products.get(id);
  if (!product) throw notFound(`Product with id = ${id}`);
  return product;
}

/** Registers a product group. Refuses a code that is taken (400) and unknown accounts (404). */
export function createGroup(
  company: Company,
  request: ProductGroupPost,
  now: number,
  visibleFrom: number,
): ProductGroup {
  const holder = [...company.productGroups.values()].find(({ fields }) => request.Code && fields.Code === request.Code);
  if (holder)
    throw refusal(
      400,
      groupTitle,
      `Code is already in use. '${request.Code}' is used on product group with Id = ${holder.id}.`,
    );
  const fields = withAccounts(company, request, groupTitle);
  const group: ProductGroup = { id: company.nextId(), fields, createdAt: now, changedAt: now, visibleFrom };
  company.productGroups.set(group.id, group);
  return group;
}

/** The price that a line inherits: the product's, or else its group's. */
export const priceOf = ({ fields, group }: Product): string | null =>
  (fields.UnitPrice ?? group.fields.UnitPrice)?.value ?? null;

/** The account on which a sale is booked: the product's, or else its group's, or else the company's. */
export function salesAccountOf(
  company: Company,
  { fields, group }: Product,
  useStandard: boolean,
): Account | undefined {
  const name = useStandard ? 'StandardSalesAccount' : 'OptionalSalesAccount';
  const own = useStandard ? company.options.standardSalesAccount : company.options.optionalSalesAccount;
  return company.accountsByNumber.get((fields[name] ?? group.fields[name])?.value ?? own);
}

// The specification says only that an unregistered company has no VAT on its invoices. Code 7 is "no treatment".
const untreated = '7';

/** The VAT code of a sale: that of the product's sales account. Undefined when the account has none. */
export function vatCodeOf(company: Company, product: Product, useStandard: boolean): VatCode | undefined {
  const code = company.options.isVatRegistered ? salesAccountOf(company, product, useStandard)?.vatCode : untreated;
  return company.vatCodes.get(code ?? '');
}
