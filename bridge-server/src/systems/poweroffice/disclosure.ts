import type { Disclosure } from '../contract-report.ts';

/**
 * Fields whose values name nobody. Names, also a product's `Name`, addresses and what a buyer gave as reference are not among them, nor
 * what is written on a line of an order: a shop lets people write there whose name is to be embroidered. A voucher's text is Kontor's own.
 */
const harmless = `
  Id SalesOrderId CustomerId ContactId ContactDeliveryAddressId CustomerReferenceContactPersonId ProductId AccountId
  SubledgerAccountId VatId BrandingThemeId PaymentTermId DepartmentId ProjectId SubLedgerNumberSeriesId VoucherId
  MatchId ExternalImportReference ExternalCode CustomMatchingReference SalesOrderNo ImportedOrderNo InvoiceNo
  RelatedInvoiceNo VoucherNo Number SalesOrderStatus SalesOrderDate CurrencyCode CurrencyExchangeRate NetAmount
  TotalAmount LineCount BrandingThemeCode PaymentTerm DepartmentCode ProjectCode ProductCode Quantity
  ProductUnitPrice ProductUnitCost Allowance UseStandardSalesAccount SortOrder LineType UnitOfMeasureCode VatCode
  VatRate VatAmount VoucherDate PostingDate CurrencyAmount IsReversed Balance DueDate OrderNo VoucherType Code
  StandardSalesAccount ProductType ProductGroupId ProductGroupCode UnitPrice CountryCode InvoiceDeliveryType IsPerson
  IsArchived IsActive IsVatFree CreatedDateTimeOffset LastChangedDateTimeOffset IsCreatedByCurrentIntegration status
  Status statusCode type Type traceId error kind total amount matching id number currency expected state code archived
  account rate vatCode date isVatRegistered closedCurrency invoiceNo customerId locked delivery customerAccountId
  accountId vatCodeId lockDate reference
  voucher.Description VoucherLines.Description
`;

export const disclosure: Disclosure = {
  harmless: harmless.trim().split(/\s+/),
  words: ['title', 'detail', 'message', 'errors', 'error_description'],
};
