import { randomUUID } from 'node:crypto';
import { number } from '../kit/json.ts';
import { priceOf, productByCode, salesAccountOf, vatCodeOf } from './products.ts';
import { refusal } from './refusal.ts';
import { linePointers, resolvePointers } from './references.ts';
import type { SalesOrderLinePost } from './shapes.ts';
import type { Company, Customer, OrderLine, Product, VatCode } from './store.ts';
import { lineAmounts, nothing, type Arithmetic } from './totals.ts';

/** The title of every refusal of an order or its lines. */
export const orderTitle = 'Sales order validation error(s)';

function productOf(
  company: Company,
  { ProductId, ProductCode }: SalesOrderLinePost,
  before: OrderLine | null,
): Product | null {
  if (!ProductId && !ProductCode) return null;
  const product = ProductId ? company.products.get(ProductId.value) : productByCode(company, ProductCode ?? '');
  if (!product) {
    throw refusal(
      404,
      orderTitle,
      ProductId ? `Product with id = ${ProductId.value} not found.` : `Product with code = '${ProductCode}' not found.`,
    );
  }
  // A line keeps its product even after the product was archived.
  if (product.fields.IsArchived && product !== before?.product)
    throw refusal(400, orderTitle, `Product with code = '${product.fields.Code}' is archived.`);
  return product;
}

function lineVatCode(company: Company, product: Product, useStandard: boolean): VatCode {
  const vatCode = vatCodeOf(company, product, useStandard);
  if (vatCode) return vatCode;
  const account = salesAccountOf(company, product, useStandard);
  throw refusal(
    400,
    orderTitle,
    `Sales account ${account?.number ?? '(none)'} of product '${product.fields.Code}' has no VAT code.`,
  );
}

/** Whether the line's product is booked on its standard sales account; by default unless the customer is VAT-free. */
export const usesStandardAccount = (fields: SalesOrderLinePost, customer: Customer | null): boolean =>
  fields.UseStandardSalesAccount ?? !(customer?.fields.IsVatFree ?? false);

/** The discount of a line in percent; by default the customer's. */
export const effectiveAllowance = (fields: SalesOrderLinePost, customer: Customer | null): string =>
  (fields.Allowance ?? customer?.fields.Allowance)?.value ?? '0';

/** The order around a line: its customer and currency, and the line's place in it. */
export interface LineContext {
  readonly customer: Customer | null;
  readonly decimals: number;
  readonly index: number;
  readonly arithmetic: Arithmetic;
  /** The line before the change; null for a new line. */
  readonly before: OrderLine | null;
}

/** A line as PowerOffice stores it: with the product's description and price where it has none, and with amounts. */
export function orderLine(
  company: Company,
  request: SalesOrderLinePost,
  { customer, decimals, index, arithmetic, before }: LineContext,
): OrderLine {
  const product = productOf(company, request, before);
  if (product && !request.Quantity)
    throw refusal(400, orderTitle, `Quantity is required on a line with product '${product.fields.Code}'.`);
  const inheritedPrice = product && priceOf(product);
  const fields: SalesOrderLinePost = {
    ...resolvePointers(request, linePointers, company.options.references, orderTitle),
    LineType: request.LineType ?? 'Normal',
    SortOrder: request.SortOrder ?? number(index),
    Description: request.Description ?? product?.fields.Name ?? null,
    ProductUnitPrice: request.ProductUnitPrice ?? (inheritedPrice === null ? null : number(inheritedPrice)),
  };
  const vatCode = product ? lineVatCode(company, product, usesStandardAccount(request, customer)) : null;
  const booked = fields.LineType === 'Normal' || fields.LineType === 'InvoiceFee';
  const line: OrderLine = { id: before?.id ?? randomUUID(), fields, product, vatCode, priced: null, amounts: nothing };
  if (!booked || !vatCode || !fields.Quantity || !fields.ProductUnitPrice) return line;
  return withPrice(
    line,
    vatCode,
    fields.Quantity.value,
    fields.ProductUnitPrice.value,
    effectiveAllowance(fields, customer),
    decimals,
    arithmetic,
  );
}

function withPrice(
  line: OrderLine,
  vatCode: VatCode,
  quantity: string,
  unitPrice: string,
  allowance: string,
  decimals: number,
  arithmetic: Arithmetic,
): OrderLine {
  const priced = { quantity, unitPrice, allowance, vatCode: vatCode.code, rate: vatCode.rate };
  return { ...line, priced, amounts: lineAmounts(priced, arithmetic.prices, decimals) };
}

/** The same line at another unit price (decimal text). Throws for a line that has no amounts. */
export function repriced(line: OrderLine, unitPrice: string, decimals: number, arithmetic: Arithmetic): OrderLine {
  if (!line.priced || !line.vatCode) throw new Error(`Line ${line.id} has no product, quantity or price.`);
  const { quantity, allowance } = line.priced;
  const fields = { ...line.fields, ProductUnitPrice: number(unitPrice) };
  return withPrice({ ...line, fields }, line.vatCode, quantity, unitPrice, allowance, decimals, arithmetic);
}
