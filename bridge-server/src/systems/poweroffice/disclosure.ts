import type { Disclosure } from '../contract.ts';

/**
 * What of our requests and Go's answers names nobody. A field that is not listed is taken for people's data: names (also those of
 * products, whose field is called like a customer's), addresses, numbers of organisations, what a buyer gave as reference.
 */
export const disclosure: Disclosure = {
  harmless: [
    // Ids and what tells documents apart.
    'Id', 'SalesOrderId', 'CustomerId', 'ContactId', 'ContactDeliveryAddressId', 'CustomerReferenceContactPersonId', 'ProductId', 'AccountId', 'SubledgerAccountId',
    'VatId', 'BrandingThemeId', 'PaymentTermId', 'DepartmentId', 'ProjectId', 'SubLedgerNumberSeriesId', 'VoucherId', 'MatchId',
    'ExternalImportReference', 'ExternalCode', 'CustomMatchingReference', 'SalesOrderNo', 'ImportedOrderNo', 'InvoiceNo', 'RelatedInvoiceNo', 'VoucherNo', 'Number',
    // Documents and their lines.
    'SalesOrderStatus', 'SalesOrderDate', 'CurrencyCode', 'CurrencyExchangeRate', 'NetAmount', 'TotalAmount', 'LineCount', 'BrandingThemeCode', 'PaymentTerm', 'DepartmentCode', 'ProjectCode',
    'ProductCode', 'Description', 'Quantity', 'ProductUnitPrice', 'ProductUnitCost', 'Allowance', 'UseStandardSalesAccount', 'SortOrder', 'LineType', 'UnitOfMeasureCode',
    'VatCode', 'VatRate', 'VatAmount', 'VoucherDate', 'PostingDate', 'CurrencyAmount', 'IsReversed', 'Balance', 'DueDate', 'OrderNo', 'VoucherType',
    // Products and customers.
    'Code', 'StandardSalesAccount', 'ProductType', 'ProductGroupId', 'ProductGroupCode', 'UnitPrice', 'CountryCode', 'InvoiceDeliveryType', 'IsPerson', 'IsArchived', 'IsActive', 'IsVatFree',
    // What Go stamps on everything.
    'CreatedDateTimeOffset', 'LastChangedDateTimeOffset', 'IsCreatedByCurrentIntegration',
    // Of an error.
    'status', 'Status', 'statusCode', 'type', 'Type', 'traceId', 'error',
    // Of a plan and of facts, in our own words.
    'kind', 'total', 'amount', 'matching', 'id', 'number', 'currency', 'expected', 'state', 'code', 'archived', 'account', 'rate', 'vatCode', 'date', 'isVatRegistered', 'closedCurrency', 'invoiceNo', 'customerId',
    'locked', 'delivery', 'customerAccountId', 'accountId', 'vatCodeId', 'lockDate', 'reference',
  ],
  words: ['title', 'detail', 'message', 'errors', 'error_description'],
};
