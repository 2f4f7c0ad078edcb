import { z } from 'zod';
import { integer, readNumber, readText, sentInteger, sentNumber } from '../../../vendor/fields.ts';

/**
 * Sent: `BankVoucherLinePostDto`. A positive amount is a debit, a negative one a credit. A customer's account is its
 * `SubledgerAccountId`.
 */
const bankVoucherLinePost = z.strictObject({
  AccountId: sentInteger,
  VatId: sentInteger,
  PostingDate: z.iso.date(),
  CurrencyAmount: sentNumber,
  Description: z.string(),
  /** Go matches the line with the customer's entry that has the same reference and the opposite amount. */
  CustomMatchingReference: z.string().optional(),
});

export type BankVoucherLinePost = z.input<typeof bankVoucherLinePost>;

/** Sent: `BankVoucherPostDto`. */
export const bankVoucherPost = z.strictObject({
  VoucherDate: z.iso.date(),
  CurrencyCode: z.string().length(3),
  Description: z.string(),
  ExternalImportReference: z.string().max(50),
  VoucherLines: z.array(bankVoucherLinePost),
});
export type BankVoucherPost = z.input<typeof bankVoucherPost>;

/** Read: `BankVoucherDto`. */
export const bankVoucher = z.looseObject({
  Id: z.string().min(1),
  VoucherNo: integer.nullish(),
  ExternalImportReference: readText,
  IsReversed: z.boolean().nullish(),
});
export type BankVoucher = z.infer<typeof bankVoucher>;

/** Read: `CustomerLedgerEntryDto`. Amounts are positive where the customer owes. */
export const ledgerEntry = z.looseObject({
  VoucherId: z.string().min(1),
  VoucherNo: integer.nullish(),
  VoucherType: readText,
  PostingDate: readText,
  CurrencyAmount: readNumber,
  CurrencyCode: readText,
  CustomerAccountNo: integer.nullish(),
  MatchId: integer.nullish(),
  CustomMatchingReference: readText,
  ExternalImportReference: readText,
});
export type LedgerEntry = z.infer<typeof ledgerEntry>;
