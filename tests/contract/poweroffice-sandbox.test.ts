import { addCustomer, callerOf, requestToken } from '../sandboxes/poweroffice/caller.ts';
import { patchable } from '../sandboxes/poweroffice/patchable.ts';
import { routes } from '../sandboxes/poweroffice/routes.ts';
import { demoCompany, startPowerOfficeSandbox, type PowerOfficeSandbox } from '../sandboxes/poweroffice/sandbox.ts';
import { driveOrders, driveBooks, driveContacts, driveSettings } from './poweroffice-drive.ts';
import {
  checkExchange,
  loadPowerOfficeAuthSpecification,
  loadPowerOfficeSpecification,
  type SpokenExchange,
} from './poweroffice-specification.ts';

const specification = loadPowerOfficeSpecification();
const tokens = loadPowerOfficeAuthSpecification();

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
    await driveOrders(sandbox, call);
    await driveSettings(call);
    const customerId = await addCustomer(call, { EmailAddress: 'kari@example.no' });
    await driveContacts(call, customerId);
    await driveBooks(sandbox, call, customerId);
    exchanges = sandbox.control.exchanges().filter(({ path }) => path.startsWith('/v2/'));
  });
  afterAll(() => sandbox.close());

  it('receives and answers nothing that the file does not document', () => {
    const faults = exchanges.flatMap((exchange) =>
      checkExchange(specification, exchange).map((fault) => ({
        ...fault,
        of: `${exchange.method} ${exchange.path} ${exchange.status}`,
      })),
    );
    expect(faults).toEqual([]);
    expect(exchanges.length).toBeGreaterThan(routes.length);
  });

  it('has carried out each of its operations at least once', () => {
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
  ])('answers with every field of %s', (schema, method, path, notNullable) => {
    const rows = exchanges
      .filter((exchange) => exchange.method === method && path.test(exchange.path) && exchange.status < 300)
      .filter(({ responseBody }) => responseBody !== '')
      .flatMap(({ responseBody }) => JSON.parse(String(responseBody)) as object | object[]);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows)
      expect([...new Set([...Object.keys(row), ...notNullable])].toSorted()).toEqual(
        specification.propertiesOf(schema).toSorted(),
      );
  });

  it.each(Object.entries(patchable))(
    'allows a patch of exactly the fields of %s that are not read-only',
    (schema, { names }) => {
      expect([...names].toSorted()).toEqual(specification.writablePropertiesOf(schema).toSorted());
    },
  );

  it('asks for the privileges that the file names', () => {
    const privileges = routes.map(({ method, path, roles }) => ({
      method: method.toUpperCase(),
      path: `/v2${path.replaceAll(/:\w+/g, 'x')}`,
      roles: [...roles].toSorted(),
    }));
    expect(privileges).toEqual(
      privileges.map(({ method, path }) => ({ method, path, roles: specification.rolesOf(method, path).toSorted() })),
    );
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
