import { z } from 'zod';
import { integer, readNumber, readText } from './numbers.ts';

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

/** Read: `GeneralLedgerAccountDto`. */
export const ledgerAccount = z.looseObject({ Id: integer, AccountNo: integer, IsActive: z.boolean().nullish() });

/** Read: `VatCodeDto`. */
export const vatCode = z.looseObject({ Id: integer, Code: readText, IsActive: z.boolean().nullish() });

/** Read: `LockDateSettingsDto`. */
export const lockDateSettings = z.looseObject({ LockDate: z.string().nullish() });

/** Read: the part of `CustomerDto` that vouchers need. */
export const customerAccount = z.looseObject({ SubledgerAccountId: integer.nullish() });
