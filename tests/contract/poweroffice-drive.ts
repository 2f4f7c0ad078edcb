import { addCustomer, addOrder, patch, payment, paymentIds, type Call } from '../sandboxes/poweroffice/caller.ts';
import type { PowerOfficeSandbox } from '../sandboxes/poweroffice/sandbox.ts';

/** Calls that together use every operation of a sandbox, refusals included. */

/** An order's header with every field. */
const everyHeader = {
  ImportedOrderNo: 4711,
  CustomMatchingReference: 'm-1',
  CustomerReference: 'Kari',
  PurchaseOrderReference: 'po',
  ContractNo: 'c',
  DeliveryTerm: 'DAP',
  DeliveryDate: '2026-02-02',
  SalesOrderDate: '2026-02-01',
  PaymentTerm: 20,
  CurrencyCode: 'EUR',
  CurrencyExchangeRate: 11.5,
  SalesOrderStatus: 'Draft',
  DepartmentCode: '1',
  ProjectCode: '100',
  SalesPersonEmployeeNumber: 3,
};
/** An order's line with every field. */
const everyLine = {
  ProductCode: 'A-1',
  Quantity: 1.5,
  ProductUnitPrice: 10.125,
  ProductUnitCost: 5,
  Allowance: 2.5,
  Description: 'Sko',
  ExternalImportReference: 'l-1',
  LineType: 'Normal',
  SortOrder: 0,
  UnitOfMeasureCode: 'PR',
  UseStandardSalesAccount: true,
  VatReturnSpecification: 'None',
  DepartmentId: 1,
  Accrual: { FromDate: '2026-01-01', ToDate: '2026-12-31', IsActive: true, BalanceAccountNo: 2970 },
};
/** A customer with every field. */
const everyCustomer = {
  IsPerson: true,
  FirstName: 'Kari',
  LastName: 'Nordmann',
  EmailAddress: 'kari@example.no',
  InvoiceEmailAddress: 'kari@example.no',
  PhoneNumber: '22225555',
  Number: 10500,
  ExternalNumber: 77,
  ExternalImportReference: 'shop:9',
  InvoiceDeliveryType: 'PdfByEmail',
  CurrencyCode: 'NOK',
  PaymentTerm: 14,
  Allowance: 5,
  ContactGroupIds: [41345],
  MailAddress: { AddressLine1: 'Storgata 1', City: 'Oslo', ZipCode: '0155', CountryCode: 'NO' },
  DateOfBirth: '1990-01-01',
  NationalIdNumber: '01019000083',
};

/** A filter's time before everything that the sandbox holds. */
const since = encodeURIComponent('2021-09-25T08:03:00.123456+00:00');

/** Calls customers, orders and outgoing invoices, and meets the failures of the gateway. */
export async function driveOrders(sandbox: PowerOfficeSandbox, call: Call): Promise<void> {
  for (const path of [
    '/ClientIntegrationInformation',
    '/LockDateSettings',
    '/SubLedgerNumberSeries?subLedgerNumberSeriesType=Customer&isDefault=true',
    '/VatCodes?includeExpired=true&isActive=true',
    '/Products?codes=A-1,A-2&isArchived=false&type=Product&PageSize=10&PageNumber=1&OrderBy=Code',
    '/SalesOrders',
    '/Customers/1',
  ])
    await call('GET', `/v2${path}`);
  sandbox.control.office.setLockDate('2026-01-31');
  await call('GET', '/v2/LockDateSettings');
  await call('POST', '/v2/Customers', everyCustomer);
  await call('POST', '/v2/Customers', everyCustomer);
  const CustomerId = await addCustomer(call);
  const changedSince = `lastChangedDateTimeOffsetGreaterThan=${since}`;
  await call('GET', `/v2/Customers?externalImportReference=shop:9&customerNos=10000-&${changedSince}`);
  await call('GET', '/v2/Customers?externalNos=77&contactGroupIds=41345');
  await call('GET', `/v2/Customers/${CustomerId}`);
  const { json: plain } = await addOrder(call, { CustomerId });
  const { json: full } = await addOrder(call, {
    ...everyHeader,
    CustomerNo: 10500,
    ExternalImportReference: 'o-1',
    SalesOrderLines: [everyLine, { LineType: 'Text' }],
  });
  await addOrder(call, { ExternalImportReference: 'o-1' });
  await addOrder(call, { CustomerId: 1 });
  const order = `/v2/SalesOrders/${String(full['Id'])}`;
  for (const path of [
    order,
    `${order}?showInherited=true`,
    `${order}/Complete`,
    `${order}/Lines`,
    `/v2/SalesOrders/${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}/Complete`,
    `/v2/SalesOrders?orderStatus=Draft&onlyCreatedByCurrentIntegration=true&departmentCodes=1`,
    `/v2/SalesOrders?customerNos=10000-10999&lastChangedDateTimeOffsetGreaterThan=${since}`,
  ])
    await call('GET', path);
  await call('POST', `${order}/Lines`, { ...everyLine, ExternalImportReference: 'l-2' });
  sandbox.control.office.invoice(String(full['Id']));
  for (const query of [
    'customMatchingReferences=m-1&onlyUnpaidInvoices=true',
    'onlyCreatedByCurrentIntegration=true',
    `invoiceNos=10001&sentDateTimeOffsetGreaterThan=${since}`,
  ]) {
    await call('GET', `/v2/OutgoingInvoices?${query}`);
  }
  await call('GET', `/v2/OutgoingInvoices/${String(full['Id'])}`);
  await call('DELETE', `/v2/SalesOrders/${String(plain['Id'])}`);
  for (const mode of ['429', '401', '403', '500_before'] as const) {
    sandbox.control.fail({ mode });
    await call('GET', '/v2/Products');
  }
}

/** A product with every field. */
const everyProduct = {
  Name: 'Gavekort',
  Code: 'GK',
  Description: 'Digitalt',
  Gtin: '7038010000000',
  ProductType: 'Service',
  ProductGroupCode: '99',
  UnitPrice: 500,
  UnitCost: 1,
  UnitOfMeasureCode: 'EA',
  StandardSalesAccount: 3100,
  OptionalSalesAccount: 3100,
  StandardSalesAccountAgricultureDepartment: 'None',
  IsStockItem: true,
  StockOnHand: 3,
  IsArchived: false,
};

/** Calls the lists of settings, and products. */
export async function driveSettings(call: Call): Promise<void> {
  for (const path of [
    '/VatSettings',
    '/Currencies?isActive=false',
    '/Currencies?currencyCode=EUR',
    '/BrandingThemes',
    '/PaymentTerms?OrderBy=CreditDays',
    '/DeliveryTerms',
    `/Departments?codes=1&isActive=true&createdDateTimeOffsetGreaterThan=${since}`,
    '/Departments',
    '/Projects',
    '/Projects?projectCodes=100&status=Active&excludeArchivedProject=true',
    '/GeneralLedgerAccounts?accountNos=1500-1599,3000&agricultureDepartments=None',
    `/ProductGroups?codes=1&type=Product&isArchived=false&createdDateTimeOffsetGreaterThan=${since}`,
  ])
    await call('GET', `/v2${path}`);
  await call('POST', '/v2/ProductGroups', { Code: '7', Name: 'Gruppe', StandardSalesAccount: 3030, UnitPrice: 5 });
  const { json } = await call('POST', '/v2/Products', everyProduct);
  await call('POST', '/v2/Products', everyProduct);
  const product = `/v2/Products/${String(json['Id'])}`;
  await call('GET', product);
  await patch(
    call,
    product,
    { op: 'replace', path: '/unitprice', value: 400 },
    { op: 'test', path: '/Code', value: 'GK' },
    { op: 'copy', from: '/name', path: '/description' },
  );
  await patch(call, product, { op: 'remove', path: '/colour' });
}

/** Calls what a customer has: its own fields, delivery addresses and persons. */
export async function driveContacts(call: Call, id: number): Promise<void> {
  await patch(
    call,
    `/v2/Customers/${id}`,
    { op: 'add', path: '/phoneNumber', value: '22225555' },
    { op: 'add', path: '/ContactGroupIds/-', value: 41345 },
  );
  const address = {
    AddressLine1: 'Storgata 1',
    AddressLine2: 'Oppgang B',
    City: 'Oslo',
    ZipCode: '0155',
    CountryCode: 'NO',
    ExternalCode: 'a-1',
    IsPrimary: true,
  };
  const person = {
    FirstName: 'Kari',
    LastName: 'Nordmann',
    EmailAddress: 'kari@example.no',
    PhoneNumber: '1',
    Title: 'Sjef',
    ExternalCode: 'p-1',
    IsActive: true,
    IsDefault: true,
  };
  await call('POST', `/v2/ContactDeliveryAddresses/${id}`, address);
  await call('POST', `/v2/ContactDeliveryAddresses/${id}`, address);
  await call('POST', '/v2/ContactDeliveryAddresses/1', address);
  await call('POST', `/v2/ContactPersons/${id}`, { ...person, MailAddress: { City: 'Oslo', ZipCode: '0155' } });
  for (const path of ['ContactDeliveryAddresses', 'ContactPersons']) {
    await call(
      'GET',
      `/v2/${path}?contactIds=${id}&externalCodes=a-1,p-1&lastChangedDateTimeOffsetGreaterThan=${since}`,
    );
  }
}

/** Takes an order through invoice, credit note and payment, and calls the customer's ledger. */
export async function driveBooks(sandbox: PowerOfficeSandbox, call: Call, CustomerId: number): Promise<void> {
  const { json } = await addOrder(call, {
    CustomerId,
    CustomMatchingReference: 'pay-1',
    ExternalImportReference: 'o-2',
  });
  const order = `/v2/SalesOrders/${String(json['Id'])}`;
  const [line] = json['SalesOrderLines'] as Record<string, unknown>[];
  await call('GET', `${order}/Lines/${String(line?.['Id'])}`);
  await patch(call, `${order}/Lines/${String(line?.['Id'])}`, { op: 'replace', path: '/quantity', value: 2 });
  const { json: second } = await call('POST', `${order}/Lines`, everyLine);
  await call('DELETE', `${order}/Lines/${String(second['Id'])}`);
  await patch(call, order, { op: 'replace', path: '/salesorderstatus', value: 'Confirmed' });
  await call('DELETE', `${order}/Lines/${String(line?.['Id'])}`);
  await patch(call, order, { op: 'replace', path: '/salesorderstatus', value: 'Draft' });
  await call('GET', `/v2/SalesOrders/sentState?id=${String(json['Id'])}`);
  await call('POST', `${order}/createAndSendInvoice`, {
    DeliveryType: 'Auto',
    EmailAddress: 'kari@example.no',
    VoucherDate: '2026-02-10',
    OverrideDueDate: '2026-03-10',
  });
  await call('GET', `/v2/SalesOrders/sentState?id=${String(json['Id'])}`);
  const { json: sent } = await call('GET', `/v2/OutgoingInvoices/${String(json['Id'])}`);
  await call('GET', `/v2/OutgoingInvoices/${String(json['Id'])}/Lines`);
  const credit = await addOrder(call, {
    CustomerId,
    RelatedInvoiceNo: sent['InvoiceNo'],
    SalesOrderLines: [{ ProductCode: 'A-1', Quantity: -1, ProductUnitPrice: 10 }],
  });
  sandbox.control.office.invoice(String(credit.json['Id']), '2026-02-11');
  const ids = await paymentIds(call, CustomerId);
  const { json: voucher } = await call(
    'POST',
    '/v2/Vouchers/BankJournals',
    payment(
      ids,
      250,
      { CustomMatchingReference: 'pay-1' },
      { ExternalImportReference: 'b-1', Description: 'Vipps', ImportedVoucherNo: 7, SaftSourceId: 'kontor' },
    ),
  );
  await call('POST', '/v2/Vouchers/BankJournals', payment(ids, 250, {}, { ExternalImportReference: 'b-1' }));
  await call('GET', `/v2/Vouchers/BankJournals/${String(voucher['Id'])}`);
  const openItems = 'date=2026-04-01&customerNos=10000-&onlyBalancesLessThanAmount=false';
  await call('GET', `/v2/Customerledger/OpenItems?${openItems}&voucherTypes=OutgoingInvoice,BankJournal`);
  const year = 'fromDate=2026-01-01&toDate=2026-12-31';
  const matching = `customMatchingReferences=pay-1&lastChangedDateTimeOffsetGreaterThan=${since}`;
  await call('GET', `/v2/Customerledger/Statement?${year}&${matching}`);
  await call('GET', `/v2/Customerledger/Statement?${year}&onlyCreatedByCurrentIntegration=true`);
  const unpaid = `onlyUnpaidInvoices=false&balanceLastChangedDateTimeOffsetGreaterThan=${since}`;
  await call('GET', `/v2/OutgoingInvoices?${unpaid}&invoiceIds=${String(json['Id'])}`);
  await call('POST', `/v2/Vouchers/Reverse/${String(voucher['Id'])}`);
  await call('POST', `/v2/Vouchers/Reverse/${String(voucher['Id'])}`);
}
