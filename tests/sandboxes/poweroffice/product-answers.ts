import { dates, time, whole } from './answers.ts';
import { number, numberOrNull, type Dto } from '../kit/json.ts';
import { ProductGroupPost, ProductPost } from './product-shapes.ts';
import type { Account, Company, Product, ProductGroup } from './store.ts';

const productNames = Object.keys(ProductPost.shape);
const groupNames = Object.keys(ProductGroupPost.shape);

/** The fields that products and their groups share. A seeded product names its account only by number. */
function salesDto({ accountsByNumber }: Company, fields: Product['fields'] | ProductGroup['fields']): Dto {
  const accountId = (account: string | undefined) => numberOrNull(accountsByNumber.get(account ?? '')?.id ?? null);
  return {
    StandardSalesAccountId: accountId(fields.StandardSalesAccount?.value),
    OptionalSalesAccountId: accountId(fields.OptionalSalesAccount?.value),
    StandardSalesAccountAgricultureDepartment: fields.StandardSalesAccountAgricultureDepartment ?? 'None',
    OptionalSalesAccountAgricultureDepartment: fields.OptionalSalesAccountAgricultureDepartment ?? 'None',
    ProductType: fields.ProductType ?? 'Product',
    IsArchived: fields.IsArchived ?? false,
    CreatedFromImportJournalId: null,
  };
}

/** ProductDto. */
export const productDto = (product: Product, company: Company): Dto => ({
  ...whole(productNames, product.fields),
  ...salesDto(company, product.fields),
  ...dates(product),
  Id: number(product.id),
  IsStockItem: product.fields.IsStockItem ?? false,
  StockAvailable: product.fields.StockOnHand ?? null,
  StockOnHandLastChangedDatetimeOffset: product.stockChangedAt === null ? null : time(product.stockChangedAt),
  ProductGroupCode: product.group.fields.Code ?? null,
  ProductGroupId: number(product.group.id),
});

/** ProductGroupDto. */
export const productGroupDto = (group: ProductGroup, company: Company): Dto => ({
  ...whole(groupNames, group.fields),
  ...salesDto(company, group.fields),
  ...dates(group),
  Id: number(group.id),
});

// In the Norwegian standard chart, the first digit of an account number says the type of the account.
const types = ['Asset', 'Asset', 'Liability', 'Income', 'Expense', 'Expense', 'Expense', 'Expense', 'Expense'];

/** GeneralLedgerAccountDto. */
export const accountDto = (account: Account, company: Company): Dto => ({
  Id: number(account.id),
  AccountNo: number(account.number),
  Name: account.name,
  IsActive: true,
  LastChangedDateTimeOffset: time(account.changedAt),
  GeneralLedgerAccountType: types[Number(account.number[0])] ?? 'Expense',
  AgricultureDepartment: 'None',
  CurrencyCode: 'NOK',
  DepartmentCode: null,
  DepartmentId: null,
  IsDepartmentRequired: false,
  IsProjectRequired: false,
  IsVatCodeLocked: false,
  Unit1: null,
  Unit2: null,
  VatReturnSpecification: 'None',
  VatCode: account.vatCode,
  VatCodeId: numberOrNull(company.vatCodes.get(account.vatCode ?? '')?.id ?? null),
});
