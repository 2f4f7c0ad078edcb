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

/** A line of the draft by Go's id, with our reference. */
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
 * The changes that give the draft the content of the order. The office's own lines stay, and so does a header field
 * that the order does not name. The rounding line is removed whenever the sum may change; a new one is made afterwards
 * if needed.
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

/** Whether our lines have the same products, quantities and unit prices. Their texts may differ. */
export function saysTheSame(held: HeldDocument, order: SalesOrderDraft): boolean {
  const { removed, changed, added } = compared(held, order);
  return removed.length === 0 && added.length === 0 && !changed.some(({ fields }) => movesSum(fields));
}

const compared = (held: HeldDocument, { SalesOrderLines }: SalesOrderDraft) =>
  lineDifference(ownLines(held), SalesOrderLines, (line) => line.ExternalImportReference, changesOf);

const named = ({ id, reference }: OwnLine): NamedLine => ({ lineId: id, reference });

/**
 * The fields to change in a line. `null` for a product that is still to be created: it has no id yet, and Go takes a
 * product's code only for a new line, so the line is replaced.
 */
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
      // With a contact person, Go shows the person's name and not the reference that was set.
      return field === 'CustomerReference' && header['CustomerReferenceContactPersonId'] !== undefined
        ? []
        : [[field, wanted]];
    }),
  );
}
