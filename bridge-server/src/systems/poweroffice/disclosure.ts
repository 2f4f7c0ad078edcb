import type { Disclosure } from '../contract-report.ts';

/**
 * Fields whose values name nobody. Names are left out (also the `Name` of a product), and so are addresses and the
 * buyer's references. The text of an order's line is left out too, since a customer may write a name there, such as one
 * to embroider. The text of a voucher is Kontor's own.
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
