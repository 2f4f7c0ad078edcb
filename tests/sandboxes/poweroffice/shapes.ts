import { isLosslessNumber, type LosslessNumber } from 'lossless-json';
import { z } from 'zod';

// Without these bounds, a hostile exponent would make a number of a billion digits.
const bounded = (text: string): boolean =>
  text.length <= 40 && Math.abs(Number(/[eE]([+-]?\d+)$/.exec(text)?.[1] ?? 0)) <= 30;
export const double = z.custom<LosslessNumber>((v) => isLosslessNumber(v) && bounded(v.value), 'must be a number');
const integer = (bits: 32 | 64) => {
  const limit = 2n ** BigInt(bits - 1);
  const fits = (text: string): boolean => /^-?\d{1,19}$/.test(text) && BigInt(text) >= -limit && BigInt(text) < limit;
  return z.custom<LosslessNumber>((v) => isLosslessNumber(v) && fits(v.value), `must be an integer of ${bits} bits`);
};
export const int64 = integer(64);
export const int32 = integer(32);
export const text = z.string();
export const day = z.iso.date('must be a date (yyyy-mm-dd)');

/** An object shape in which all named fields have the same nullable type. */
export const each = <const N extends readonly string[], T extends z.ZodType>(names: N, type: T) =>
  Object.fromEntries(names.map((name) => [name, type.nullish()])) as {
    [P in N[number]]: z.ZodOptional<z.ZodNullable<T>>;
  };

export const dimensionIds = ['DepartmentId', 'Dim1Id', 'Dim2Id', 'Dim3Id', 'LocationId', 'ProjectId'] as const;
const dimensionCodes = ['DepartmentCode', 'Dim1Code', 'Dim2Code', 'Dim3Code', 'LocationCode', 'ProjectCode'] as const;

export const lineTypes = ['Normal', 'Text', 'Summary', 'InvoiceFee', 'TotalHours'] as const;
export const agriculture = z.enum([
  'None',
  'Finance',
  'Farming',
  'Forestry',
  'FurAnimals',
  'OtherIndustries',
  'Private',
]);
export const unitsOfMeasure = [
  'BX',
  'MTR',
  'KMT',
  'KGM',
  'EA',
  'LTR',
  'HUR',
  'DAY',
  'MTK',
  'MTQ',
  'TNE',
  'MON',
  'ANN',
  'QAN',
  'NL',
  'XRO',
  'XBA',
  'XPL',
  'XPC',
  'PR',
  'XCI',
  'XBG',
  'SET',
  'XTY',
  'XOF',
  'FTK',
  'KWH',
  'MWH',
  'LBR',
  'CMT',
  'DMT',
  'LM',
  'XPK',
  'GRM',
  'HGM',
  'XFL',
  'XBE',
  'E54',
  'MMT',
  'DAA',
  'H18',
  'MLT',
  'HLT',
  'DLT',
  'AK',
  'XCR',
  'E14',
  'MJ',
  'J57',
  'XJG',
  'XCT',
  'XSA',
  'XTU',
  'WEE',
  'XCA',
  'XCN',
  'NAR',
  'M4',
  'XVQ',
  'P1',
  'MFU',
  'KMK',
  'LM3',
  'FOT',
  'FM3',
  'E34',
  'E35',
] as const;

export const vatReturnSpecification = z.enum([
  'None',
  'Adjustment',
  'LossesOnClaims',
  'ReversalOfInputValueAddedTax',
  'Withdrawals',
  'AdjustmentVatCompensationRealProperty',
  'PurchasesEligibleForCompensation',
]);

const Accrual = z.strictObject({
  ...each(['BalanceAccountId', 'BalanceAccountNo', 'ResultAccountId', 'ResultAccountNo'], int64),
  ...each(['BalanceAccountAgricultureDepartment', 'ResultAccountAgricultureDepartment'], agriculture),
  FromDate: day.optional(),
  ToDate: day.optional(),
  IsActive: z.boolean().optional(),
});

/** SalesOrderLinePostDto. */
export const SalesOrderLinePost = z.strictObject({
  ...each([...dimensionIds, 'ProductId', 'SellersReferenceEmployeeId', 'SellersReferenceEmployeeNo'], int64),
  ...each([...dimensionCodes, 'Description', 'ExternalImportReference', 'ProductCode'], text),
  ...each(['ProductUnitCost', 'ProductUnitPrice', 'Quantity'], double),
  Allowance: double
    .refine((v) => Number(v.value) >= -1000 && Number(v.value) <= 100, 'must lie between -1000 and 100')
    .nullish(),
  SortOrder: int32.nullish(),
  LineType: z.enum(lineTypes).nullish(),
  UnitOfMeasureCode: z.enum(unitsOfMeasure).nullish(),
  UseStandardSalesAccount: z.boolean().nullish(),
  VatReturnSpecification: vatReturnSpecification.nullish(),
  Accrual: Accrual.optional(),
});
export type SalesOrderLinePost = z.infer<typeof SalesOrderLinePost>;

/** SalesOrderCompletePostDto. */
export const SalesOrderCompletePost = z.strictObject({
  ...each(
    [
      ...dimensionIds,
      'BrandingThemeId',
      'ContactDeliveryAddressId',
      'CustomerId',
      'CustomerNo',
      'CustomerReferenceContactPersonId',
      'DeliveryTermId',
      'ImportedOrderNo',
      'PaymentTermId',
      'RelatedInvoiceNo',
      'SalesPersonEmployeeId',
      'SalesPersonEmployeeNumber',
    ],
    int64,
  ),
  ...each(
    [
      ...dimensionCodes,
      'BrandingThemeCode',
      'ContractNo',
      'CurrencyCode',
      'CustomMatchingReference',
      'CustomerReference',
      'DeliveryTerm',
      'ExternalImportReference',
      'PurchaseOrderReference',
    ],
    text,
  ),
  ...each(['DeliveryDate', 'SalesOrderDate'], day),
  PaymentTerm: int32.nullish(),
  CurrencyExchangeRate: double.nullish(),
  SalesOrderStatus: z.enum(['Draft', 'Confirmed']).nullish(),
  SalesOrderLines: z.array(SalesOrderLinePost).optional(),
});
export type SalesOrderCompletePost = z.infer<typeof SalesOrderCompletePost>;

export const countryCode = text.regex(/^[A-Z]{2}$/, 'must be a country code according to ISO 3166-1');

/** ContactAddressPostDto. */
export const ContactAddressPost = z.strictObject({
  ...each(['AddressLine1', 'AddressLine2'], text.max(200)),
  City: text.max(100),
  ZipCode: text.max(50),
  ExternalCode: text.max(50).nullish(),
  CountryCode: countryCode.nullish(),
});

/** CustomerPostDto. */
export const CustomerPost = z.strictObject({
  ...each(
    [
      'DeliveryTermId',
      'DepartmentId',
      'ExternalNumber',
      'InvoiceBrandingThemeId',
      'Number',
      'PaymentTermId',
      'SalesPersonEmployeeId',
      'SalesPersonEmployeeNumber',
    ],
    int64,
  ),
  ...each(
    [
      'CurrencyCode',
      'DeliveryTerm',
      'DepartmentCode',
      'EmailAddress',
      'FirstName',
      'InvoiceBrandingThemeCode',
      'InvoiceEmailAddress',
      'InvoiceEmailAddressCC',
      'LastName',
      'LegalName',
      'Name',
      'NationalIdNumber',
      'OrganizationNumber',
      'PaymentReminderEmailAddress',
      'PhoneNumber',
      'WebsiteUrl',
    ],
    text,
  ),
  ...each(
    [
      'DoNotAddLatePaymentFees',
      'DoNotAddLatePaymentInterest',
      'DoNotAutomatePaymentNotifications',
      'IsArchived',
      'IsPerson',
      'IsVatFree',
      'SendPaymentReminders',
      'TransferToDebtCollectionAgency',
      'UseInvoiceFee',
    ],
    z.boolean(),
  ),
  ...each(['CustomerSince', 'DateOfBirth'], day),
  ...each(['NoticeOfDebtCollectionDeliveryType', 'ReminderDeliveryType'], z.enum(['PdfByEmail', 'Print'])),
  Allowance: double
    .refine((v) => Number(v.value) >= -1000 && Number(v.value) <= 100, 'must lie between -1000 and 100')
    .nullish(),
  BillableRate: double.nullish(),
  ContactGroupIds: z.array(int64).nullish(),
  ExternalImportReference: text.max(50).nullish(),
  InvoiceDeliveryType: z
    .enum(['PdfByEmail', 'Print', 'EHF', 'AvtaleGiro', 'External', 'Efaktura', 'Factoring'])
    .nullish(),
  MailAddress: ContactAddressPost.optional(),
  PaymentTerm: int32.nullish(),
  SubLedgerNumberSeriesId: z.guid().nullish(),
});
export type CustomerPost = z.infer<typeof CustomerPost>;
