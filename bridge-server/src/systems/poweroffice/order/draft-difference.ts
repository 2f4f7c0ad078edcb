import { lineDifference } from '../../../documents/line-differences.ts';
import { sameNumber } from '../../../vendor/fields.ts';
import {
  headerFields,
  type HeaderPatch,
  type LinePatch,
  type SalesOrderDraft,
  type SalesOrderLinePost,
} from './shapes.ts';
import type { HeldDocument, HeldLine } from '../../../documents/document-fact.ts';
import { isOwnLine, roundingReference } from './lines.ts';

/** A line of the draft by Go's id, and our reference for it. */
interface NamedLine {
  lineId: string;
  reference: string;
}

type OwnLine = HeldLine & { reference: string };

const ownLines = ({ lines }: HeldDocument): OwnLine[] =>
  lines.flatMap((line) =>
    line.reference !== null && isOwnLine(line.reference) ? [{ ...line, reference: line.reference }] : [],
  );

/**
 * What makes the draft say what the order says. The office's own lines are left alone, and so is a header field that the order
 * does not name. The line for rounding goes whenever the sum may be another: what it takes up is told afterwards.
 */
export function differenceOf(held: HeldDocument, order: SalesOrderDraft) {
  const { removed, changed, added } = compared(held, order);
  const header = headerChanges(held, order);
  const moves =
    removed.length > 0 ||
    added.length > 0 ||
    changed.some(({ fields }) => movesSum(fields)) ||
    header.CurrencyCode !== undefined;
  const rounding = moves ? held.lines.filter((line) => line.reference === roundingReference) : [];
  return {
    header,
    removed: [...rounding.map(({ id }) => ({ lineId: id, reference: roundingReference })), ...removed.map(named)],
    changed: changed.map(({ line, fields }) => ({ ...named(line), fields })),
    added,
  };
}

/** Whether our lines say the same: product, quantity and unit price. What they are called is no matter. */
export function saysTheSame(held: HeldDocument, order: SalesOrderDraft): boolean {
  const { removed, changed, added } = compared(held, order);
  return removed.length === 0 && added.length === 0 && !changed.some(({ fields }) => movesSum(fields));
}

const compared = (held: HeldDocument, { SalesOrderLines }: SalesOrderDraft) =>
  lineDifference(ownLines(held), SalesOrderLines, (line) => line.ExternalImportReference, changesOf);

const named = ({ id, reference }: OwnLine): NamedLine => ({ lineId: id, reference });

/** A product that is made on the way has no id yet, and Go takes a product's code for a new line only. */
function changesOf(line: OwnLine, target: SalesOrderLinePost): LinePatch | null {
  if (target.ProductId === undefined) return null;
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

function headerChanges({ header }: HeldDocument, order: SalesOrderDraft): HeaderPatch {
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
