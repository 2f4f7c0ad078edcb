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

/** The lines that the document may have at Go, whose products planning must know. */
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

/** What people read where the shop gave a line no name. */
const unnamed = { article: 'Vare', shipping: 'Frakt', fee: 'Gebyr' } as const;

/** Go's specification does not say how many decimals of a quantity it keeps; two are on any invoice. */
const numberStyle = { quantityDecimals: 2, language: 'nb' };

/** How an order line becomes Go's, priced as the settings say that Go reads prices. */
export function lineWriter({ order, settings }: Pick<UnreadRequest, 'order' | 'settings'>) {
  const textOf = lineTexts(order.lines, unnamed);
  return (line: OrderLine, product: ProductPointer, sortOrder: number): SalesOrderLinePost => {
    const amount = settings.unitPrices === 'net' ? line.net : line.net + line.tax;
    const priced = pricedLine(line, amount, textOf(line), decimalsOf(order.currency), numberStyle);
    return linePostOf(priced, product, sortOrder, `${ownPrefix}${line.id}`);
  };
}

const ownPrefix = 'item-';
/** Whether a line with this reference is one that we entered; whatever else a document has, the office did. */
export const isOwnLine = (reference: string): boolean => reference.startsWith(ownPrefix);

/** The reference of the one line that takes up a difference. */
export const roundingReference = 'rounding';

/** The line that adds what Go's total lacks. */
export const roundingLinePost = (
  difference: Minor,
  product: ProductPointer,
  sortOrder: number,
  currency: string,
): SalesOrderLinePost =>
  linePostOf(roundingLine(difference, 'Avrunding', decimalsOf(currency)), product, sortOrder, roundingReference);

/** The price is final (an empty allowance is inherited from the customer), and so is the sales account. */
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
