import { roundingReference } from '../map/line.ts';
import { headerFields, sameNumber, type HeaderPatch, type LinePatch } from '../shapes/held.ts';
import type { SalesOrderLinePost } from '../shapes/sales-order.ts';
import type { HeldDocument, HeldLine } from './held.ts';
import type { AmendmentPlan, SalesOrderPlan } from './schema.ts';

export type Difference = Pick<AmendmentPlan, 'header' | 'removed' | 'changed' | 'added'>;

/** A line that we entered; whatever else the document has, the office did. */
type OwnLine = HeldLine & { reference: string };
const ownLine = /^item-\d+$/;

const ownLines = ({ lines }: HeldDocument): OwnLine[] =>
  lines.flatMap((line) =>
    line.reference !== null && ownLine.test(line.reference) ? [{ ...line, reference: line.reference }] : [],
  );

/**
 * What makes the draft say what the target says. The office's own lines are left alone, and so is a header field that the
 * target does not name. The line for rounding goes whenever the sum may be another: what it takes up is told afterwards.
 */
export function differenceOf(held: HeldDocument, { order }: SalesOrderPlan): Difference {
  const wanted = new Map(order.SalesOrderLines.map((line) => [line.ExternalImportReference, line]));
  const removed: AmendmentPlan['removed'] = [];
  const changed: AmendmentPlan['changed'] = [];
  for (const line of ownLines(held)) {
    const target = wanted.get(line.reference);
    // A product that is made on the way has no id yet, and Go takes a product's code for a new line only.
    const stays = target !== undefined && target.ProductId !== undefined;
    if (!stays) removed.push({ lineId: line.id, reference: line.reference });
    if (!stays) continue;
    wanted.delete(line.reference);
    const fields = changesOf(line, target);
    if (Object.keys(fields).length > 0) changed.push({ lineId: line.id, reference: line.reference, fields });
  }
  const added = [...wanted.values()];
  const header = headerChanges(held, order);
  const moves =
    removed.length > 0 ||
    added.length > 0 ||
    changed.some(({ fields }) => movesSum(fields)) ||
    header.CurrencyCode !== undefined;
  const rounding = moves ? held.lines.filter((line) => line.reference === roundingReference) : [];
  return {
    header,
    removed: [...rounding.map(({ id }) => ({ lineId: id, reference: roundingReference })), ...removed],
    changed,
    added,
  };
}

/** Whether our lines say the same: product, quantity and unit price. What they are called is no matter. */
export function saysTheSame(held: HeldDocument, { order }: SalesOrderPlan): boolean {
  const own = ownLines(held);
  return (
    own.length === order.SalesOrderLines.length &&
    order.SalesOrderLines.every((target) => {
      const line = own.find(({ reference }) => reference === target.ExternalImportReference);
      return line !== undefined && !movesSum(changesOf(line, target));
    })
  );
}

function changesOf(line: HeldLine, target: SalesOrderLinePost): LinePatch {
  return {
    ...(target.ProductId === line.productId ? {} : { ProductId: target.ProductId }),
    ...(target.Description === line.description ? {} : { Description: target.Description }),
    ...(sameNumber(target.Quantity, line.quantity) ? {} : { Quantity: target.Quantity }),
    ...(sameNumber(target.ProductUnitPrice, line.unitPrice) ? {} : { ProductUnitPrice: target.ProductUnitPrice }),
    ...(sameNumber(target.SortOrder, line.sortOrder) ? {} : { SortOrder: target.SortOrder }),
  };
}

const movesSum = (fields: LinePatch): boolean =>
  'ProductId' in fields || 'Quantity' in fields || 'ProductUnitPrice' in fields;

function headerChanges({ header }: HeldDocument, order: SalesOrderPlan['order']): HeaderPatch {
  return Object.fromEntries(
    headerFields.flatMap((field) => {
      const wanted = order[field];
      if (wanted === undefined || wanted === header[field]) return [];
      // With a contact person, Go shows that name in place of the reference that was set.
      return field === 'CustomerReference' && header['CustomerReferenceContactPersonId'] !== undefined
        ? []
        : [[field, wanted]];
    }),
  );
}
