import { decimalsOf, type Minor } from '@kontor/shared/money';
import type { OrderLine } from '@kontor/shared/order';
import { refundOf } from '../../../documents/related-documents.ts';
import { lineTexts, negated, soldLines, type DocumentLines } from '../../../documents/lines.ts';
import { linePartsOf } from '../../../documents/line-parts.ts';
import { refundLines } from '../../../documents/refund.ts';
import { pricedLine, roundingLine, type PricedLine } from '../../../documents/totals.ts';
import { treatmentOf } from '../product/plan.ts';
import { target, type UnreadRequest } from '../request.ts';
import type { ProductPointer, SalesOrderLinePost } from './shapes.ts';

/** The lines of the document, in the shop's terms; planning must know their products. */
export function salesOrderLinesOf(request: UnreadRequest): DocumentLines {
  const { kind, order } = request;
  switch (kind) {
    case 'refund':
      return refundLines(order, refundOf(request), (line) => treatmentOf(line, request), {
        target,
        unnamed: 'Refusjon',
      });
    case 'cancellation':
      return { lines: order.lines.flatMap((line) => linePartsOf(line, order.lines)).map(negated) };
    case 'payment':
      return { lines: [] };
    default:
      return soldLines(order);
  }
}

/** The text of a line without a name. */
const unnamed = { article: 'Vare', shipping: 'Frakt', fee: 'Gebyr' } as const;

/** Go's specification does not say how many decimals of a quantity it keeps, so a quantity has at most two. */
const numberStyle = { quantityDecimals: 2, language: 'nb' };

/** Makes the function that turns an order's line into Go's. The settings say whether Go's prices are with VAT. */
export function lineWriter({ order, settings }: Pick<UnreadRequest, 'order' | 'settings'>) {
  const textOf = lineTexts(order.lines, unnamed);
  return (line: OrderLine, product: ProductPointer, sortOrder: number): SalesOrderLinePost => {
    const amount = settings.unitPrices === 'net' ? line.net : line.net + line.tax;
    const priced = pricedLine(line, amount, textOf(line), decimalsOf(order.currency), numberStyle);
    return linePostOf(priced, product, sortOrder, `${ownPrefix}${line.id}`);
  };
}

const ownPrefix = 'item-';
/** Whether the reference is one of our lines of the order. */
export const isOwnLine = (reference: string): boolean => reference.startsWith(ownPrefix);

/** The reference of the rounding line. */
export const roundingReference = 'rounding';

/** The rounding line, which adds what Go's total lacks. */
export const roundingLinePost = (
  difference: Minor,
  product: ProductPointer,
  sortOrder: number,
  currency: string,
): SalesOrderLinePost =>
  linePostOf(roundingLine(difference, 'Avrunding', decimalsOf(currency)), product, sortOrder, roundingReference);

/**
 * A line as Go takes it. The allowance is set to 0, since Go would take an empty one from the customer. The sales
 * account is the product's.
 */
const linePostOf = (
  { quantity, unitPrice, name }: PricedLine,
  product: ProductPointer,
  sortOrder: number,
  reference: string,
): SalesOrderLinePost => ({
  ...product,
  Description: name,
  Quantity: quantity,
  ProductUnitPrice: unitPrice,
  Allowance: '0',
  UseStandardSalesAccount: true,
  SortOrder: String(sortOrder),
  ExternalImportReference: reference,
});
