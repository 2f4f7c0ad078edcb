import { z } from 'zod';
import { day, dimensionIds, double, each, int32, int64, text, vatReturnSpecification } from './shapes.ts';

const currency = text.max(3);

/** BankVoucherLinePostDto. */
export const BankVoucherLinePost = z.strictObject({
  ...each([...dimensionIds, 'ProductId'], int64),
  ...each(['CustomMatchingReference', 'Description', 'ExternalLineReference', 'InvoiceNo'], text),
  ...each(['CurrencyExchangeRate', 'Quantity', 'Quantity2'], double),
  AccountId: int64,
  PostingDate: day,
  VatId: int32,
  CurrencyAmount: double,
  Cid: text.max(25).nullish(),
  CurrencyCode: currency.nullish(),
  VatReturnSpecification: vatReturnSpecification.nullish(),
});
export type BankVoucherLinePost = z.infer<typeof BankVoucherLinePost>;

/** BankVoucherPostDto. */
export const BankVoucherPost = z.strictObject({
  ...each(['Description', 'ExternalImportReference'], text),
  ...each(['SaftBatchId', 'SaftSourceId'], text.max(35)),
  CurrencyCode: currency,
  VoucherDate: day,
  ImportedVoucherNo: int64.nullish(),
  VoucherLines: z.array(BankVoucherLinePost).nullish(),
});
export type BankVoucherPost = z.infer<typeof BankVoucherPost>;

/** SendInvoiceRequestPostDto. */
export const SendInvoicePost = z.strictObject({
  DeliveryType: z.enum(['PdfByEmail', 'PdfPrintForDownload', 'Auto']).nullish(),
  EmailAddress: text.nullish(),
  ...each(['OverrideDueDate', 'VoucherDate'], day),
});
export type SendInvoicePost = z.infer<typeof SendInvoicePost>;
