import {
  addCustomer,
  addOrder,
  callerOf,
  patch,
  payment,
  paymentIds,
  requestToken,
  type Call,
} from '../sandboxes/poweroffice/caller.ts';
import { patchable } from '../sandboxes/poweroffice/patchable.ts';
import { routes } from '../sandboxes/poweroffice/routes.ts';
import { demoCompany, startPowerOfficeSandbox, type PowerOfficeSandbox } from '../sandboxes/poweroffice/sandbox.ts';
import {
  checkExchange,
  loadPowerOfficeAuthSpecification,
  loadPowerOfficeSpecification,
  specificationOf,
  type SpokenExchange,
} from './poweroffice-specification.ts';

const specification = loadPowerOfficeSpecification();
const tokens = loadPowerOfficeAuthSpecification();

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

async function drive(sandbox: PowerOfficeSandbox, call: Call): Promise<void> {
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
  await call(
    'GET',
    `/v2/Customers?externalImportReference=shop:9&customerNos=10000-&lastChangedDateTimeOffsetGreaterThan=${since}`,
  );
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
    `/v2/SalesOrders?orderStatus=Draft&onlyCreatedByCurrentIntegration=true&customerNos=10000-10999&lastChangedDateTimeOffsetGreaterThan=${since}&departmentCodes=1`,
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

const since = encodeURIComponent('2021-09-25T08:03:00.123456+00:00');
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

async function driveSettings(call: Call): Promise<void> {
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

async function driveContacts(call: Call, id: number): Promise<void> {
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

async function driveBooks(sandbox: PowerOfficeSandbox, call: Call, CustomerId: number): Promise<void> {
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
  await call(
    'GET',
    '/v2/Customerledger/OpenItems?date=2026-04-01&customerNos=10000-&onlyBalancesLessThanAmount=false&voucherTypes=OutgoingInvoice,BankJournal',
  );
  await call(
    'GET',
    `/v2/Customerledger/Statement?fromDate=2026-01-01&toDate=2026-12-31&customMatchingReferences=pay-1&lastChangedDateTimeOffsetGreaterThan=${since}`,
  );
  await call(
    'GET',
    '/v2/Customerledger/Statement?fromDate=2026-01-01&toDate=2026-12-31&onlyCreatedByCurrentIntegration=true',
  );
  await call(
    'GET',
    `/v2/OutgoingInvoices?onlyUnpaidInvoices=false&invoiceIds=${String(json['Id'])}&balanceLastChangedDateTimeOffsetGreaterThan=${since}`,
  );
  await call('POST', `/v2/Vouchers/Reverse/${String(voucher['Id'])}`);
  await call('POST', `/v2/Vouchers/Reverse/${String(voucher['Id'])}`);
}

(specification ? describe : describe.skip)('the sandbox against the vendor’s specification', () => {
  if (!specification) return;
  let sandbox: PowerOfficeSandbox;
  let exchanges: readonly SpokenExchange[];

  beforeAll(async () => {
    sandbox = await startPowerOfficeSandbox({
      requestsPerSecond: null,
      clients: [
        {
          maySendInvoices: true,
          references: {
            ...demoCompany.references,
            Department: [{ id: '1', code: '1' }],
            Project: [{ id: '2', code: '100' }],
            Employee: [{ id: '9', code: '3' }],
            'Contact group': [{ id: '41345', code: 'web' }],
          },
        },
      ],
    });
    const call = await callerOf(sandbox);
    await drive(sandbox, call);
    await driveSettings(call);
    const customerId = await addCustomer(call, { EmailAddress: 'kari@example.no' });
    await driveContacts(call, customerId);
    await driveBooks(sandbox, call, customerId);
    exchanges = sandbox.control.exchanges().filter(({ path }) => path.startsWith('/v2/'));
  });
  afterAll(() => sandbox.close());

  it('says nothing, and hears nothing, that the file does not document', () => {
    const faults = exchanges.flatMap((exchange) =>
      checkExchange(specification, exchange).map((fault) => ({
        ...fault,
        of: `${exchange.method} ${exchange.path} ${exchange.status}`,
      })),
    );
    expect(faults).toEqual([]);
    expect(exchanges.length).toBeGreaterThan(routes.length);
  });

  it('was asked everything it can do, and did it', () => {
    const succeeded = exchanges.filter(({ status }) => status < 300);
    const untouched = routes.filter(({ method, path }) => {
      const pattern = new RegExp(`^/v2${path.replaceAll(/:\w+/g, '[^/]+')}$`);
      return !succeeded.some((exchange) => exchange.method === method.toUpperCase() && pattern.test(exchange.path));
    });
    expect(untouched.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
    expect([...new Set(exchanges.map(({ status }) => status))].toSorted()).toEqual([
      200, 201, 202, 204, 400, 401, 403, 404, 409, 429, 500,
    ]);
  });

  it.each([
    ['CustomerDto', 'GET', /\/Customers$/, ['MailAddress']],
    ['ProductDto', 'GET', /\/Products$/, []],
    ['SalesOrderDto', 'GET', /\/SalesOrders$/, []],
    ['SalesOrderCompleteDto', 'POST', /\/Complete$/, []],
    ['SalesOrderLineDto', 'GET', /\/SalesOrders\/[^/]+\/Lines$/, ['Accrual']],
    ['OutgoingInvoiceLineDto', 'GET', /\/OutgoingInvoices\/[^/]+\/Lines$/, []],
    ['OutgoingInvoiceDto', 'GET', /\/OutgoingInvoices$/, []],
    ['VatCodeDto', 'GET', /\/VatCodes$/, []],
    ['SubLedgerNumberSeriesDto', 'GET', /\/SubLedgerNumberSeries$/, []],
    ['ProductDto', 'PATCH', /\/Products\/\d+$/, []],
    ['ProductGroupDto', 'GET', /\/ProductGroups$/, []],
    ['GeneralLedgerAccountDto', 'GET', /\/GeneralLedgerAccounts$/, []],
    ['VatSettingsDto', 'GET', /\/VatSettings$/, []],
    ['CurrencyDto', 'GET', /\/Currencies$/, []],
    ['BrandingThemeDto', 'GET', /\/BrandingThemes$/, []],
    ['PaymentTermDto', 'GET', /\/PaymentTerms$/, []],
    ['DeliveryTermDto', 'GET', /\/DeliveryTerms$/, []],
    ['DepartmentDto', 'GET', /\/Departments$/, []],
    ['ProjectDto', 'GET', /\/Projects$/, []],
    ['ContactDeliveryAddressDto', 'GET', /\/ContactDeliveryAddresses$/, []],
    ['ContactPersonDto', 'GET', /\/ContactPersons$/, ['MailAddress']],
    ['BankVoucherDto', 'GET', /\/BankJournals\/[^/]+$/, []],
    ['CustomerLedgerEntryDto', 'GET', /\/Statement$/, []],
    ['CustomerLedgerEntryDto', 'GET', /\/OpenItems$/, []],
    ['InvoiceSentStateDto', 'GET', /\/sentState$/, []],
    ['SendInvoiceRequestDto', 'POST', /\/createAndSendInvoice$/, []],
  ])('answers with the whole %s', (schema, method, path, notNullable) => {
    const rows = exchanges
      .filter((one) => one.method === method && path.test(one.path) && one.status < 300 && one.responseBody !== '')
      .flatMap(({ responseBody }) => JSON.parse(String(responseBody)) as object | object[]);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows)
      expect([...new Set([...Object.keys(row), ...notNullable])].toSorted()).toEqual(
        specification.propertiesOf(schema).toSorted(),
      );
  });

  it.each(Object.entries(patchable))('lets exactly what is not read-only of %s be patched', (schema, { names }) => {
    expect([...names].toSorted()).toEqual(specification.writablePropertiesOf(schema).toSorted());
  });

  it('asks for the privileges the file names', () => {
    const asked = routes.map(({ method, path, roles }) => ({
      method: method.toUpperCase(),
      path: `/v2${path.replaceAll(/:\w+/g, 'x')}`,
      roles: [...roles].toSorted(),
    }));
    expect(asked).toEqual(
      asked.map(({ method, path }) => ({ method, path, roles: specification.rolesOf(method, path).toSorted() })),
    );
  });

  it.each<[string, SpokenExchange, string]>([
    [
      'an invented operation',
      { method: 'POST', path: '/v2/OutgoingInvoices', requestBody: {}, status: 201, responseBody: {} },
      'request',
    ],
    [
      'an undocumented filter',
      { method: 'GET', path: '/v2/Customers', query: 'emailAddresses=a', status: 204 },
      'request',
    ],
    [
      'a filter of another type',
      { method: 'GET', path: '/v2/Products', query: { isArchived: 'maybe' }, status: 204 },
      'request',
    ],
    [
      'a read-only paging parameter',
      { method: 'GET', path: '/v2/Products', query: 'MaxPageSize=5', status: 204 },
      'request',
    ],
    [
      'an unknown field',
      {
        method: 'POST',
        path: '/v2/SalesOrders/Complete',
        requestBody: { VatCode: '3' },
        status: 400,
        responseBody: {},
      },
      'request',
    ],
    [
      'an amount as text',
      {
        method: 'POST',
        path: '/v2/salesorders/complete',
        requestBody: '{"SalesOrderLines":[{"Quantity":"1"}]}',
        status: 400,
        responseBody: {},
      },
      'request',
    ],
    ['a missing body', { method: 'POST', path: '/v2/Customers', status: 400, responseBody: {} }, 'request'],
    [
      'a value outside its enumeration',
      {
        method: 'POST',
        path: '/v2/Customers',
        requestBody: { InvoiceDeliveryType: 'Pigeon' },
        status: 400,
        responseBody: {},
      },
      'request',
    ],
    ['a body with 204', { method: 'GET', path: '/v2/Customers', status: 204, responseBody: '[]' }, 'answer'],
    [
      'an undocumented success',
      { method: 'POST', path: '/v2/Customers', requestBody: {}, status: 200, responseBody: {} },
      'answer',
    ],
    [
      'an answer of another shape',
      { method: 'GET', path: '/v2/Customers', status: 200, responseBody: [{ id: 1 }] },
      'answer',
    ],
    [
      'a page instead of JSON',
      { method: 'GET', path: '/v2/Customers', status: 200, responseBody: '<html></html>' },
      'answer',
    ],
  ])('finds fault with %s', (_what, exchange, where) => {
    expect(checkExchange(specification, exchange).map((fault) => fault.in)).toContain(where);
  });

  it('lets null stand where the file says nullable, and any value in a JSON Patch operation', () => {
    const patch = [{ op: 'replace', path: '/phoneNumber', value: '22226666' }];
    expect(
      checkExchange(specification, {
        method: 'PATCH',
        path: '/v2/Customers/12345',
        requestBody: patch,
        status: 404,
        responseBody: { title: 'Object(s) not found' },
      }),
    ).toEqual([]);
    expect(
      checkExchange(specification, {
        method: 'POST',
        path: '/v2/Customers',
        requestBody: { InvoiceDeliveryType: null, Name: null },
        status: 400,
        responseBody: {},
      }),
    ).toEqual([]);
  });
});

(tokens ? it : it.skip)('answers token requests as the vendor’s specification says', async () => {
  if (!tokens) return;
  const sandbox = await startPowerOfficeSandbox();
  await requestToken(sandbox);
  await requestToken(sandbox, { clientKey: 'other' });
  sandbox.control.fail({ mode: '429', on: { path: '/OAuth/' } });
  await requestToken(sandbox);
  const exchanges = sandbox.control.exchanges();
  await sandbox.close();
  expect(exchanges.map(({ status }) => status)).toEqual([200, 400, 429]);
  expect(exchanges.flatMap((exchange) => checkExchange(tokens, exchange))).toEqual([]);
});

it('checks without any file of the vendor that the checker itself can tell right from wrong', () => {
  const small = specificationOf(
    {
      paths: {
        '/Things/{id}': {
          get: { responses: { 200: { content: { 'application/json': { schema: { type: 'integer' } } } } } },
        },
      },
    },
    '/v2',
  );
  const get = (responseBody: unknown) =>
    checkExchange(small, { method: 'GET', path: '/v2/things/7', status: 200, responseBody });
  expect(get(5)).toEqual([]);
  expect(get('"5"')).toMatchObject([{ in: 'answer' }]);
});
