import { LosslessNumber } from 'lossless-json';
import { z } from 'zod';

/**
 * PowerOffice Go v2's bodies, as far as they are sent and read here. Numbers are text on this side: ids exceed what a
 * JavaScript number holds, and prices are exact decimals. The schemas for sending turn that text into JSON numbers.
 */

/** An integer of the vendor's, such as an id. */
export const integer = z.string().regex(/^-?\d+$/);
const number = z.string().regex(/^-?\d+(\.\d+)?$/);
const sentInteger = integer.transform((digits) => new LosslessNumber(digits));
const sentNumber = number.transform((decimal) => new LosslessNumber(decimal));

/** Keeps a body that is not sent yet as it is, and checks that the schema would take it. */
export function unsent<Schema extends z.ZodType>(schema: Schema) {
  return z.custom<z.input<Schema>>((value) => schema.safeParse(value).success);
}

/** Sent: `SalesOrderLinePostDto`. */
export const salesOrderLinePost = z.strictObject({
  ProductId: sentInteger,
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
export const salesOrderPost = z.strictObject({
  CustomerId: sentInteger,
  ExternalImportReference: z.string().max(50),
  CustomMatchingReference: z.string(),
  ImportedOrderNo: sentInteger.optional(),
  CustomerReference: z.string().optional(),
  CurrencyCode: z.string().length(3),
  /** Without it Go takes the day on which the office sends it. */
  SalesOrderDate: z.iso.date().optional(),
  SalesOrderStatus: z.enum(['Draft', 'Confirmed']),
  /** Go takes it with a negative sum only. */
  RelatedInvoiceNo: sentInteger.optional(),
  SalesOrderLines: z.array(salesOrderLinePost),
});
/** The sales order before its customer is known. */
export const salesOrderDraft = salesOrderPost.omit({ CustomerId: true });
export type SalesOrderDraft = z.input<typeof salesOrderDraft>;

/** Sent: `CustomerPostDto` with `ContactAddressPostDto`. */
export const customerPost = z.strictObject({
  IsPerson: z.boolean(),
  Name: z.string().optional(),
  FirstName: z.string().optional(),
  LastName: z.string().optional(),
  EmailAddress: z.string().min(1),
  PhoneNumber: z.string().optional(),
  InvoiceDeliveryType: z.literal('PdfByEmail'),
  ExternalImportReference: z.string().max(50),
  MailAddress: z.strictObject({
    AddressLine1: z.string().max(200).optional(),
    AddressLine2: z.string().max(200).optional(),
    City: z.string().min(1).max(100),
    ZipCode: z.string().min(1).max(50),
    CountryCode: z.string().length(2).optional(),
  }).optional(),
});
export type CustomerPost = z.input<typeof customerPost>;

const readText = z.string().nullish();
/** Doubles may come in exponent form. */
const readNumber = z.string();

/** Read: `SalesOrderDto`, and the part of `SalesOrderCompleteDto` that it shares. */
export const salesOrder = z.looseObject({
  Id: z.string().min(1), SalesOrderNo: integer.nullish(), TotalAmount: readNumber, CustomerId: integer.nullish(), ExternalImportReference: readText, CustomMatchingReference: readText,
});
export type SalesOrder = z.infer<typeof salesOrder>;

/** Read: `SalesOrderLineDto` and `OutgoingInvoiceLineDto`. */
export const documentLine = z.looseObject({ Id: z.string().min(1), ExternalImportReference: readText });

/** Read: `OutgoingInvoiceDto`. */
export const outgoingInvoice = z.looseObject({
  Id: z.string().min(1), InvoiceNo: integer.nullish(), TotalAmount: readNumber, CustomerId: integer.nullish(), VoucherType: readText, CustomMatchingReference: readText, ExternalImportReference: readText,
});
export type OutgoingInvoice = z.infer<typeof outgoingInvoice>;

/** Read: `ProductDto`. */
export const product = z.looseObject({ Id: integer, Code: readText, IsArchived: z.boolean().nullish() });

/** Read: `CustomerDto`. */
export const customer = z.looseObject({ Id: integer, ExternalImportReference: readText });

/** Read: `ClientIntegrationInformationDto`. */
export const clientInformation = z.looseObject({
  ClientId: z.string().min(1), ClientName: readText,
  ValidPrivileges: z.array(z.string()).nullish(), InvalidPrivileges: z.array(z.string()).nullish(),
});

/** Read: the token endpoint's answer. */
export const tokenAnswer = z.looseObject({ access_token: z.string().min(1), expires_in: integer });
