import { z } from 'zod';
import { integer, readNumber, readText } from './numbers.ts';
import { documentLine, salesOrder, salesOrderLinePost, salesOrderPost } from './sales-order.ts';

/** Sent: what of a draft's header is mended, as a part of `SalesOrderPatchDto`. */
export const headerPatch = salesOrderPost
  .pick({
    CustomerReference: true,
    PurchaseOrderReference: true,
    ImportedOrderNo: true,
    CurrencyCode: true,
    BrandingThemeId: true,
    PaymentTermId: true,
    DepartmentId: true,
    ProjectId: true,
  })
  .partial();
export type HeaderPatch = z.input<typeof headerPatch>;
export type HeaderField = keyof HeaderPatch;
export const headerFields = Object.keys(headerPatch.shape) as HeaderField[];

/** Sent: what of a draft's line is mended, as a part of `SalesOrderLinePatchDto`, which takes products by their id only. */
export const linePatch = salesOrderLinePost
  .pick({
    ProductId: true,
    Description: true,
    Quantity: true,
    ProductUnitPrice: true,
    SortOrder: true,
  })
  .partial();
export type LinePatch = z.input<typeof linePatch>;

/** Read: a line of `SalesOrderCompleteDto` or an `OutgoingInvoiceLineDto`. */
export const heldLine = documentLine.extend({
  ProductId: integer.nullish(),
  Description: readText,
  Quantity: readNumber.nullish(),
  ProductUnitPrice: readNumber.nullish(),
  SortOrder: integer.nullish(),
});

/** Read: a draft's status and what of its header may be mended. */
export const heldHeader = salesOrder.extend({
  SalesOrderStatus: readText,
  CustomerReferenceContactPersonId: integer.nullish(),
  CustomerReference: readText,
  PurchaseOrderReference: readText,
  ImportedOrderNo: integer.nullish(),
  CurrencyCode: readText,
  BrandingThemeId: integer.nullish(),
  PaymentTermId: integer.nullish(),
  DepartmentId: integer.nullish(),
  ProjectId: integer.nullish(),
});

/** Read: `SalesOrderCompleteDto`. */
export const heldOrder = heldHeader.extend({ SalesOrderLines: z.array(heldLine).nullish() });
export type HeldOrder = z.infer<typeof heldOrder>;

/** Whether two numbers are the same, however they are written: `279.20` and `279.2`. */
export const sameNumber = (one: string | null | undefined, other: string | null | undefined): boolean =>
  one != null && other != null && Number(one) === Number(other);
