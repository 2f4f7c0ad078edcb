import { z } from 'zod';
import { integer, readNumber, readText } from '../../../vendor/fields.ts';

/** Read: `GeneralLedgerAccountDto`. */
export const ledgerAccount = z.looseObject({
  Id: integer.nullish(),
  AccountNo: integer,
  Name: readText,
  VatCode: readText,
  IsActive: z.boolean().nullish(),
  GeneralLedgerAccountType: readText,
});

/** Read: `VatCodeDto`. `Rate` is between 0 and 1. With a basis ratio, the VAT is on only a part of the net amount. */
export const vatCode = z.looseObject({
  Id: integer.nullish(),
  Code: readText,
  Name: readText,
  Rate: readNumber.nullish(),
  VatBasisRatio: readNumber.nullish(),
  IsActive: z.boolean().nullish(),
});

/** Read: `VatSettingsDto`. */
export const vatSettings = z.looseObject({ IsVatRegistered: z.boolean().nullish() });

/** Read: `LockDateSettingsDto`. The date is left out where the company has none. */
export const lockDateSettings = z.looseObject({ LockDate: readText });

/** Read: `SubLedgerNumberSeriesDto`. */
export const numberSeries = z.looseObject({
  Id: z.string().min(1),
  Name: readText,
  FromInclusive: integer,
  ToInclusive: integer,
  SubLedgerNumberSeriesType: readText,
  IsDefault: z.boolean().nullish(),
});

/** The filter for number series of customers; its value is case-sensitive. */
export const customerSeries = { subLedgerNumberSeriesType: 'Customer' };
export const seriesLabel = ({ Name, FromInclusive, ToInclusive }: z.infer<typeof numberSeries>): string =>
  `${Name ?? ''} (${FromInclusive}–${ToInclusive})`.trim();

/** Read: `CurrencyDto`. */
export const ledgerCurrency = z.looseObject({ Code: readText, IsActive: z.boolean().nullish() });

/**
 * Read: the fields that `BrandingThemeDto`, `PaymentTermDto`, `DepartmentDto` and `ProjectDto` share. Some have no
 * code, and some are never inactive.
 */
export const named = z.looseObject({ Id: integer, Code: readText, Name: readText, IsActive: z.boolean().nullish() });
