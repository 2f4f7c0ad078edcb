import { randomUUID } from 'node:crypto';
import { number } from './json.ts';
import { refusal } from './refusal.ts';
import { linePointers, resolvePointers } from './references.ts';
import type { SalesOrderLinePost } from './shapes.ts';
import type { Company, Customer, OrderLine, Product, VatCode } from './store.ts';
import { lineAmounts, nothing, type Arithmetic } from './totals.ts';

/** The title of every refusal of an order or its lines. */
export const orderTitle = 'Sales order validation error(s)';

function productOf(company: Company, { ProductId, ProductCode }: SalesOrderLinePost): Product | null {
  if (!ProductId && !ProductCode) return null;
  const product = ProductId
    ? [...company.products.values()].find((one) => one.id === ProductId.value)
    : company.products.get(ProductCode ?? '');
  if (!product) {
    throw refusal(404, orderTitle, ProductId ? `Product with id = ${ProductId.value} not found.` : `Product with code = '${ProductCode}' not found.`);
  }
  if (product.isArchived) throw refusal(400, orderTitle, `Product with code = '${product.options.code}' is archived.`);
  return product;
}

/** VAT is never set on a line: it follows product → sales account → VAT code. */
function vatCodeOf(company: Company, product: Product, useStandard: boolean): VatCode {
  const { options } = company;
  const account = useStandard
    ? product.options.standardSalesAccount ?? options.standardSalesAccount
    : product.options.optionalSalesAccount ?? options.optionalSalesAccount;
  const vatCode = company.vatCodes.get(options.accounts[account] ?? '');
  if (!vatCode) throw refusal(400, orderTitle, `Sales account ${account} of product '${product.options.code}' has no VAT code.`);
  return vatCode;
}

/** Whether the line's product is booked on its standard sales account; unset, the customer's VAT freedom decides. */
export const usesStandardAccount = (fields: SalesOrderLinePost, customer: Customer | null): boolean =>
  fields.UseStandardSalesAccount ?? !(customer?.fields.IsVatFree ?? false);

/** The discount of a line in percent; unset, the customer's is used. */
export const effectiveAllowance = (fields: SalesOrderLinePost, customer: Customer | null): string =>
  (fields.Allowance ?? customer?.fields.Allowance)?.value ?? '0';

/** A line as the vendor would store it: inherited description and price filled in, amounts computed. */
export function orderLine(
  company: Company, customer: Customer | null, request: SalesOrderLinePost, index: number, decimals: number, arithmetic: Arithmetic,
): OrderLine {
  const product = productOf(company, request);
  if (product && !request.Quantity) throw refusal(400, orderTitle, `Quantity is required on a line with product '${product.options.code}'.`);
  const inheritedPrice = product?.options.unitPrice ?? null;
  const fields: SalesOrderLinePost = {
    ...resolvePointers(request, linePointers, company.options.references, orderTitle),
    LineType: request.LineType ?? 'Normal',
    SortOrder: request.SortOrder ?? number(index),
    Description: request.Description ?? product?.options.name ?? null,
    ProductUnitPrice: request.ProductUnitPrice ?? (inheritedPrice === null ? null : number(inheritedPrice)),
  };
  const vatCode = product ? vatCodeOf(company, product, usesStandardAccount(request, customer)) : null;
  const booked = fields.LineType === 'Normal' || fields.LineType === 'InvoiceFee';
  const line: OrderLine = { id: randomUUID(), fields, product, vatCode, priced: null, amounts: nothing };
  if (!booked || !vatCode || !fields.Quantity || !fields.ProductUnitPrice) return line;
  return withPrice(line, vatCode, fields.Quantity.value, fields.ProductUnitPrice.value, effectiveAllowance(fields, customer), decimals, arithmetic);
}

function withPrice(
  line: OrderLine, vatCode: VatCode, quantity: string, unitPrice: string, allowance: string, decimals: number, arithmetic: Arithmetic,
): OrderLine {
  const priced = { quantity, unitPrice, allowance, vatCode: vatCode.code, rate: vatCode.rate };
  return { ...line, priced, amounts: lineAmounts(priced, arithmetic.prices, decimals) };
}

/** The same line at another unit price (decimal text). Throws on a line that has no amounts. */
export function repriced(line: OrderLine, unitPrice: string, decimals: number, arithmetic: Arithmetic): OrderLine {
  if (!line.priced || !line.vatCode) throw new Error(`Line ${line.id} has no product, quantity or price.`);
  const { quantity, allowance } = line.priced;
  const fields = { ...line.fields, ProductUnitPrice: number(unitPrice) };
  return withPrice({ ...line, fields }, line.vatCode, quantity, unitPrice, allowance, decimals, arithmetic);
}
