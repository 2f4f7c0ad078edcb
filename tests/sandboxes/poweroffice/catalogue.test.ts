import { addCustomer, addOrder, callerOf, patch, type Call } from './caller.ts';
import { demoCompany, startPowerOfficeSandbox, type CompanyOptions, type PowerOfficeSandbox } from './sandbox.ts';

let sandbox: PowerOfficeSandbox;
let call: Call;

async function start(...clients: Partial<CompanyOptions>[]): Promise<void> {
  sandbox = await startPowerOfficeSandbox({ requestsPerSecond: null, clients: clients.length > 0 ? clients : [{}] });
  call = await callerOf(sandbox);
}
afterEach(() => sandbox.close());

/** The values of one field in all rows of a list. */
const valuesOf = async (path: string, field = 'Code') =>
  (await call('GET', `/v2/${path}`)).json?.map((row) => row[field]) ?? [];

describe('products', () => {
  beforeEach(() => start());

  it('creates products whose VAT follows their own sales account, their group’s, or the company’s', async () => {
    await call('POST', '/v2/ProductGroups', { Code: 'mat', Name: 'Mat', StandardSalesAccount: 3030, UnitPrice: 40 });
    const products = [
      { Code: 'own', StandardSalesAccount: 3060, UnitPrice: 100, ProductGroupCode: 'mat' },
      { Code: 'group', ProductGroupCode: 'mat' },
      { Code: 'company', UnitPrice: 100 },
    ];
    const replies = await Promise.all(
      products.map((product) => call('POST', '/v2/Products', { Name: product.Code, ...product })),
    );
    expect(replies).toMatchObject([
      { status: 200, json: { ProductGroupCode: 'mat' } },
      { status: 200, json: { ProductGroupCode: 'mat' } },
      { status: 200, json: { ProductGroupCode: '1' } },
    ]);
    const { json } = await addOrder(call, {
      SalesOrderLines: products.map(({ Code }) => ({ ProductCode: Code, Quantity: 1 })),
    });
    expect(json['SalesOrderLines']).toMatchObject([
      { VatCode: '33', TotalAmount: 112 },
      { VatCode: '31', TotalAmount: 46 },
      { VatCode: '3', TotalAmount: 125 },
    ]);
    expect(sandbox.control.state().products.slice(-3)).toMatchObject([
      { code: 'own', salesAccount: '3060', vatCode: '33' },
      { code: 'group', salesAccount: '3030', vatCode: '31' },
      { code: 'company', salesAccount: '3000', vatCode: '3' },
    ]);
    expect(await valuesOf('Products?productGroupCodes=mat')).toEqual(['own', 'group']);
  });

  it.each([
    ['a code that is taken', { Name: 'x', Code: 'A-1' }, 400],
    ['no name', { Code: 'x' }, 400],
    ['an unknown account', { Name: 'x', StandardSalesAccountId: 1 }, 404],
    ['an unknown group', { Name: 'x', ProductGroupCode: 'none' }, 404],
    ['an unknown group id', { Name: 'x', ProductGroupId: 1 }, 404],
    ['a VAT code', { Name: 'x', VatCode: '3' }, 400],
  ])('refuses a product with %s', async (_fault, product, status) => {
    const refused = await call('POST', '/v2/Products', product);
    expect(refused.status).toBe(status);
    expect(sandbox.control.state().products).toHaveLength(demoCompany.products.length);
  });

  it('refuses a group whose code is taken, and lists groups and accounts', async () => {
    expect((await call('POST', '/v2/ProductGroups', { Code: '1', Name: 'x' })).status).toBe(400);
    expect(await valuesOf('ProductGroups?names=lav sats')).toEqual(['3']);
    expect(await valuesOf('GeneralLedgerAccounts?accountNos=3000-3099', 'VatCode')).toEqual(['3', '31', '33']);
    expect((await call('GET', '/v2/GeneralLedgerAccounts?accountNos=1500')).json).toMatchObject([
      { GeneralLedgerAccountType: 'Asset', VatCode: null, VatCodeId: null },
    ]);
  });
});

describe('settings', () => {
  it('lists the themes, terms, departments and projects that an order may name by id or code', async () => {
    await start();
    for (const path of ['BrandingThemes', 'PaymentTerms', 'DeliveryTerms', 'Departments', 'Projects'])
      expect(await valuesOf(path, 'Id')).not.toEqual([]);
    const order = { BrandingThemeId: 52, PaymentTermId: 63, DeliveryTermId: 71, DepartmentCode: '20', ProjectId: 91 };
    expect((await addOrder(call, order)).json).toMatchObject({
      BrandingThemeCode: 'NETT',
      PaymentTerm: 30,
      DeliveryTerm: 'DAP',
      DepartmentId: 82,
      ProjectCode: '100',
    });
    expect((await addOrder(call, { ProjectId: 1 })).status).toBe(404);
    expect(await valuesOf('Departments?codes=20&isActive=true', 'Name')).toEqual(['Nettbutikk']);
    expect(await valuesOf('Projects?name=SALG')).toEqual(['100']);
  });

  it('refuses orders in a currency that is closed', async () => {
    await start();
    expect(await valuesOf('Currencies?isActive=false')).toEqual(demoCompany.closedCurrencies);
    expect((await call('GET', '/v2/Currencies?currencyCode=EUR')).json).toEqual([
      { Code: 'EUR', IsActive: true, Notation: 'Euro' },
    ]);
    expect((await addOrder(call, { CurrencyCode: 'ISK' })).json).toMatchObject({
      status: 400,
      detail: 'The currency code ISK is not active on the client.',
    });
  });

  it('puts no VAT on the orders of a company that is not registered', async () => {
    await start({ isVatRegistered: false });
    expect((await call('GET', '/v2/VatSettings')).json).toMatchObject({
      IsVatRegistered: false,
      RoundingAccountNo: 8160,
    });
    expect((await addOrder(call)).json).toMatchObject({ NetAmount: 100, TotalAmount: 100 });
  });

  it('answers 403 to calls without the privilege they need, and lists the privileges of the integration', async () => {
    await start(
      { validPrivileges: ['Customer', 'SalesOrders_Full'], invalidPrivileges: ['OutgoingInvoice'] },
      { clientKey: 'second' },
    );
    expect((await call('GET', '/v2/ClientIntegrationInformation')).json).toMatchObject({
      ValidPrivileges: ['Customer', 'SalesOrders_Full'],
      InvalidPrivileges: ['OutgoingInvoice'],
    });
    const statuses = async (caller: Call) =>
      Promise.all(
        [
          ...[
            'Customers',
            'SalesOrders',
            'ContactPersons',
            'OutgoingInvoices',
            'Products',
            'VatCodes',
            'GeneralLedgerAccounts',
            'Customerledger/OpenItems?date=2026-01-01',
          ].map((path) => caller('GET', `/v2/${path}`)),
          caller('POST', '/v2/Customers', { Name: 'x' }),
          patch(caller, '/v2/Customers/1'),
        ].map(async (reply) => (await reply).status),
      );
    expect(await statuses(call)).toEqual([204, 204, 204, 403, 403, 403, 403, 403, 403, 403]);
    expect(await statuses(await callerOf(sandbox, 'second'))).not.toContain(403);
    expect(sandbox.control.state().customers).toEqual([]);
  });
});

describe('customers, their delivery addresses and their contact persons', () => {
  const series = [
    { name: 'Kunder', from: 10000n, to: 19999n, isDefault: true, type: 'Customer', ledgerAccount: '1500' },
    { name: 'Nettbutikk', from: 50000n, to: 50001n, isDefault: false, type: 'Customer', ledgerAccount: '1500' },
  ] as const;
  beforeEach(() => start({ series, elma: ['987654325'] }));

  it('numbers customers from the series that the request names until the series is full', async () => {
    const [, shopSeries] = await valuesOf('SubLedgerNumberSeries?subLedgerNumberSeriesType=Customer', 'Id');
    const add = (fields: object) => call('POST', '/v2/Customers', { Name: 'En AS', ...fields });
    expect((await add({})).json['Number']).toBe(10000);
    expect((await add({ Number: 50000 })).json['Number']).toBe(50000);
    expect((await add({ SubLedgerNumberSeriesId: shopSeries })).json['Number']).toBe(50001);
    expect((await add({ SubLedgerNumberSeriesId: shopSeries })).json).toMatchObject({
      status: 400,
      detail: expect.stringContaining('no available number'),
    });
    expect((await add({ Number: 30000 })).json).toMatchObject({
      status: 400,
      detail: expect.stringContaining('not within'),
    });
    expect((await add({ SubLedgerNumberSeriesId: '00000000-0000-0000-0000-000000000000' })).status).toBe(404);
  });

  it.each([
    [
      'EHF',
      { OrganizationNumber: '912345678' },
      'The organization number 912345678 is not registered in ELMA and cannot receive EHF.',
    ],
    ['PdfByEmail', {}, "InvoiceDeliveryType 'PdfByEmail' requires EmailAddress or InvoiceEmailAddress."],
    ['AvtaleGiro', {}, "InvoiceDeliveryType 'AvtaleGiro' cannot be set directly."],
    ['Efaktura', {}, "InvoiceDeliveryType 'Efaktura' cannot be set directly."],
  ])('refuses delivery by %s to a customer with %j', async (InvoiceDeliveryType, fields, detail) => {
    expect((await call('POST', '/v2/Customers', { Name: 'En AS', InvoiceDeliveryType, ...fields })).json).toMatchObject(
      { status: 400, detail },
    );
  });

  it('accepts delivery by EHF to a customer whose organization number is in ELMA', async () => {
    expect(
      (
        await call('POST', '/v2/Customers', {
          Name: 'En AS',
          InvoiceDeliveryType: 'EHF',
          OrganizationNumber: '987654325',
        })
      ).status,
    ).toBe(201);
  });

  it('delivers an order to the primary or named address of its customer, never to another customer’s', async () => {
    const [first, second] = [await addCustomer(call), await addCustomer(call)];
    const add = (customer: number, fields: object) =>
      call('POST', `/v2/ContactDeliveryAddresses/${customer}`, {
        AddressLine1: 'Storgata 1',
        City: 'Oslo',
        ZipCode: '0155',
        ...fields,
      });
    const home = (await add(first, { ExternalCode: 'a-1' })).json;
    const work = (await add(first, { ExternalCode: 'a-2', IsPrimary: true, City: 'Bergen' })).json;
    expect(home['IsPrimary']).toBe(true);
    expect(work['IsPrimary']).toBe(true);
    expect(await valuesOf(`ContactDeliveryAddresses?contactIds=${first}`, 'IsPrimary')).toEqual([false, true]);
    expect((await add(second, { ExternalCode: 'a-1' })).json).toMatchObject({
      status: 400,
      detail: expect.stringContaining(`Id = ${String(home['Id'])}`),
    });
    expect((await addOrder(call, { CustomerId: first })).json['ContactDeliveryAddressId']).toBe(work['Id']);
    const { json } = await addOrder(call, { CustomerId: first, ContactDeliveryAddressId: home['Id'] });
    sandbox.control.office.invoice(String(json['Id']));
    expect((await call('GET', '/v2/OutgoingInvoices')).json).toMatchObject([
      { DeliveryAddress1: 'Storgata 1', DeliveryAddressCity: 'Oslo', DeliveryAddressZipCode: '0155' },
    ]);
    expect((await addOrder(call, { CustomerId: second, ContactDeliveryAddressId: home['Id'] })).status).toBe(404);
  });

  it('keeps contact persons under their customer', async () => {
    const customer = await addCustomer(call);
    const path = `/v2/ContactPersons/${customer}`;
    const { json } = await call('POST', path, { FirstName: 'Kari', LastName: 'Nordmann', ExternalCode: 'p-1' });
    expect((await call('GET', `/v2/ContactPersons?externalCodes=p-1&contactIds=${customer}`)).json).toEqual([json]);
    for (const invalidPerson of [
      { FirstName: 'Kari' },
      { FirstName: 'K', LastName: 'N', EmailAddress: 'kari' },
      { FirstName: 'K', LastName: 'N', ExternalCode: 'p-1' },
    ]) {
      expect((await call('POST', path, invalidPerson)).status).toBe(400);
    }
    expect((await addOrder(call, { CustomerId: customer, CustomerReferenceContactPersonId: json['Id'] })).status).toBe(
      201,
    );
    expect((await addOrder(call, { CustomerReferenceContactPersonId: json['Id'] })).status).toBe(404);
    const page = await (await fetch(`${sandbox.url}/`)).text();
    expect(page).toContain('Kari Nordmann');
  });
});
