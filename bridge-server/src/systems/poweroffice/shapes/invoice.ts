import { z } from 'zod';
import { integer, readNumber, readText } from './numbers.ts';

/** Read: `OutgoingInvoiceDto`. */
export const outgoingInvoice = z.looseObject({
  Id: z.string().min(1),
  InvoiceNo: integer.nullish(),
  TotalAmount: readNumber,
  CustomerId: integer.nullish(),
  VoucherType: readText,
  CustomMatchingReference: readText,
  ExternalImportReference: readText,
});
export type OutgoingInvoice = z.infer<typeof outgoingInvoice>;
