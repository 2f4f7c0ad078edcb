import { z } from 'zod';
import { integer, readNumber, readText, sentInteger, sentNumber } from '../../../vendor/fields.ts';

/** A product by its id or, for a product that is created before the line is sent, by its code. */
export const productPointer = z.union([z.object({ ProductId: integer }), z.object({ ProductCode: z.string() })]);
export type ProductPointer = z.infer<typeof productPointer>;

/** Sent: `SalesOrderLinePostDto`. */
export const salesOrderLinePost = z.strictObject({
  ProductId: sentInteger.optional(),
  /** For a product that is created before the line is sent, which has no id yet. */
  ProductCode: z.string().optional(),
  Description: z.string(),
  Quantity: sentNumber,
  ProductUnitPrice: sentNumber,
  Allowance: sentNumber,
  UseStandardSalesAccount: z.boolean(),
  SortOrder: sentInteger,
  ExternalImportReference: z.string(),
});
export type SalesOrderLinePost = z.input<typeof salesOrderLinePost>;

/** Sent: `SalesOrderCompletePostDto`. */
export const salesOrderPost = z.compile(
  z.strictObject({
    CustomerId: sentInteger,
    ExternalImportReference: z.string().max(50),
    CustomMatchingReference: z.string(),
    ImportedOrderNo: sentInteger.optional(),
    CustomerReference: z.string().optional(),
    CustomerReferenceContactPersonId: sentInteger.optional(),
    ContactDeliveryAddressId: sentInteger.optional(),
    PurchaseOrderReference: z.string().optional(),
    CurrencyCode: z.string().length(3),
    /** Where left out, Go takes the day on which the office sends the document. */
    SalesOrderDate: z.iso.date().optional(),
    SalesOrderStatus: z.enum(['Draft', 'Confirmed']),
    /** Go accepts it only with a negative sum. */
    RelatedInvoiceNo: sentInteger.optional(),
    BrandingThemeId: sentInteger.optional(),
    PaymentTermId: sentInteger.optional(),
    DepartmentId: sentInteger.optional(),
    ProjectId: sentInteger.optional(),
    SalesOrderLines: z.array(salesOrderLinePost),
  }),
);
export type SalesOrderPost = z.input<typeof salesOrderPost>;
/** A sales order before the ids of its customer, address and contact person are known. */
export const salesOrderDraft = z.compile(
  salesOrderPost.omit({ CustomerId: true, ContactDeliveryAddressId: true, CustomerReferenceContactPersonId: true }),
);
export type SalesOrderDraft = z.input<typeof salesOrderDraft>;

/** Read: `SalesOrderDto`, and the part of `SalesOrderCompleteDto` that it shares. */
export const salesOrder = z.compile(
  z.looseObject({
    Id: z.string().min(1),
    SalesOrderNo: integer.nullish(),
    TotalAmount: readNumber,
    CustomerId: integer.nullish(),
    CurrencyCode: readText,
    SalesOrderDate: readText,
    ExternalImportReference: readText,
    CustomMatchingReference: readText,
  }),
);
/**
 * The fields that a list of sales orders is asked for. A whole order is ten times as long, and a look-up may read
 * thousands.
 */
export const salesOrderFields = Object.keys(salesOrder.shape).join(',');
export type SalesOrder = z.infer<typeof salesOrder>;

/** Read: `SalesOrderLineDto` and `OutgoingInvoiceLineDto`. */
export const documentLine = z.looseObject({ Id: z.string().min(1), ExternalImportReference: readText });

/** Read: the product and the amounts in `SalesOrderLineDto` and `OutgoingInvoiceLineDto`. */
export const bookedLine = z.looseObject({
  ProductCode: readText,
  NetAmount: readNumber,
  VatAmount: readNumber,
  ExternalImportReference: readText,
});
export type BookedLine = z.infer<typeof bookedLine>;
/** Read: the lines of `SalesOrderCompleteDto` with their amounts. */
export const bookedLines = z.looseObject({ SalesOrderLines: z.array(bookedLine) });

/** Read: `OutgoingInvoiceDto`. */
export const outgoingInvoice = z.looseObject({
  Id: z.string().min(1),
  InvoiceNo: integer.nullish(),
  TotalAmount: readNumber,
  CustomerId: integer.nullish(),
  CurrencyCode: readText,
  VoucherType: readText,
  CustomMatchingReference: readText,
  ExternalImportReference: readText,
});
export type OutgoingInvoice = z.infer<typeof outgoingInvoice>;

/** Sent: the fields of a draft's header that may be changed, a part of `SalesOrderPatchDto`. */
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
type HeaderField = keyof HeaderPatch;
export const headerFields = Object.keys(headerPatch.shape) as HeaderField[];

/**
 * Sent: the fields of a draft's line that may be changed, a part of `SalesOrderLinePatchDto`; it takes a product only
 * by id.
 */
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

/** Read: a draft's status and the fields of its header that may be changed. */
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
