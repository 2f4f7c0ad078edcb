import { addCustomer, addOrder, callerOf, requestToken, type Call } from './caller.ts';
import { startPowerOfficeSandbox, type PowerOfficeSandbox, type SandboxOptions } from './sandbox.ts';

let sandbox: PowerOfficeSandbox;
let call: Call;

async function start(options: SandboxOptions = {}): Promise<void> {
  sandbox = await startPowerOfficeSandbox({ requestsPerSecond: null, ...options });
  call = await callerOf(sandbox);
}

afterEach(() => sandbox.close());

describe('keys and tokens', () => {
  let now = Date.parse('2026-03-02T08:00:00Z');
  beforeEach(() => start({ clock: () => now }));

  it('get a token with the right keys, and none with a wrong application or client key', async () => {
    const { status, json } = await requestToken(sandbox);
    expect(status).toBe(200);
    expect(json).toEqual({ access_token: expect.any(String), token_type: 'bearer', expires_in: 1200 });
    for (const wrongKey of [{ applicationKey: 'other' }, { clientKey: 'other' }]) {
      const refused = await requestToken(sandbox, wrongKey);
      expect(refused.status).toBe(400);
      expect(refused.json).toEqual({
        error: 'invalid_client',
        error_description:
          'Client integration not found. Please ensure the provided keys are matching the desired environment.',
      });
    }
  });

  it('get the gateway’s refusal when the subscription key is missing or wrong', async () => {
    const wrongForToken = await requestToken(sandbox, { subscriptionKey: 'other' });
    const wrongForCall = await call('GET', '/v2/Products', undefined, { 'Ocp-Apim-Subscription-Key': '' });
    for (const { status, json } of [wrongForToken, wrongForCall]) {
      expect(status).toBe(401);
      expect(json).toEqual({ statusCode: 401, message: expect.stringContaining('subscription key') });
    }
  });

  it('open the API until the token expires, and not afterwards', async () => {
    now += 1_199_999;
    expect((await call('GET', '/v2/Products')).status).toBe(200);
    now += 1;
    expect((await call('GET', '/v2/Products')).status).toBe(401);
    expect((await call('GET', '/v2/Products', undefined, { Authorization: 'Bearer unknown' })).status).toBe(401);
  });
});

describe('customers', () => {
  beforeEach(() =>
    start({
      clients: [
        {
          series: [
            { name: 'Kunder', from: 10000n, to: 10001n, isDefault: true, type: 'Customer', ledgerAccount: '1500' },
          ],
        },
      ],
    }),
  );

  it('numbers customers from their series until it is full', async () => {
    const first = await call('POST', '/v2/Customers', { IsPerson: true, FirstName: 'Ola', LastName: 'Nordmann' });
    expect(first).toMatchObject({ status: 201, json: { Number: 10000, IsActive: true } });
    expect((await call('POST', '/v2/Customers', { Name: 'To AS' })).json['Number']).toBe(10001);
    const full = await call('POST', '/v2/Customers', { Name: 'Tre AS' });
    expect(full).toMatchObject({ status: 400, json: { title: 'Customer validation error(s)' } });
    expect(sandbox.control.state().customers).toHaveLength(2);
  });

  it.each([
    ['a first name but no last name, as a person', { IsPerson: true, FirstName: 'Ola' }],
    ['no name, as a company', { FirstName: 'Ola', LastName: 'Nordmann' }],
    ['an address without a zip code', { Name: 'En AS', MailAddress: { City: 'Oslo' } }],
    ['an undocumented field', { Name: 'En AS', Nickname: 'En' }],
    ['a reference of 51 characters', { Name: 'En AS', ExternalImportReference: 'x'.repeat(51) }],
    ['a number outside the series', { Name: 'En AS', Number: 20000 }],
    ['EHF without an organisation number', { Name: 'En AS', InvoiceDeliveryType: 'EHF' }],
    ['an enumeration as a number', { Name: 'En AS', InvoiceDeliveryType: 1 }],
  ])('refuses a customer with %s', async (_fault, body) => {
    expect((await call('POST', '/v2/Customers', body)).status).toBe(400);
    expect(sandbox.control.state().customers).toEqual([]);
  });

  it('refuses a second customer with the same reference and names the contact that has it', async () => {
    const id = await addCustomer(call, { ExternalImportReference: 'shop:1' });
    const { status, json } = await call('POST', '/v2/Customers', { Name: 'En AS', ExternalImportReference: 'shop:1' });
    expect(status).toBe(400);
    expect(json).toMatchObject({
      title: 'Customer validation error(s)',
      detail: `ExternalImportReference is already in use. 'shop:1' is used on (contact) Id = ${id}.`,
    });
  });
});

describe('lists', () => {
  beforeEach(() => start());

  it('answers 204 without a body when the list is empty', async () => {
    expect(await call('GET', '/v2/SalesOrders')).toMatchObject({ status: 204, text: '' });
  });

  it.each([
    '/v2/Products?$top=1',
    '/v2/Customers?emailAddresses=a@b.no',
    '/v2/SalesOrders?externalImportReference=1',
    '/v2/Products?isArchived=1',
    '/v2/Products?PageSize=20001',
    '/v2/SalesOrders?orderStatus=Sent',
    '/v2/SalesOrders?lastChangedDateTimeOffsetGreaterThan=2026-01-01T00:00:00+00:00',
  ])('refuses %s', async (path) => {
    expect((await call('GET', path)).status).toBe(400);
  });

  it('pages and sorts the rows and selects their fields', async () => {
    const codes = async (query: string) =>
      (await call('GET', `/v2/Products?${query}`)).json.map((product) => product['Code']);
    expect(await codes('PageSize=3')).toEqual(['A-1', 'A-2', 'A-3']);
    expect(await codes('PageSize=3&PageNumber=2')).toEqual(['A-99']);
    expect((await call('GET', '/v2/Products?PageSize=3&PageNumber=3')).status).toBe(204);
    expect(await codes('OrderBy=Code%20desc&PageSize=2')).toEqual(['A-99', 'A-3']);
    expect((await call('GET', '/v2/Products?Fields=Code,Name&codes=A-2')).json).toEqual([
      { Code: 'A-2', Name: 'Varer, middels sats' },
    ]);
    expect((await call('GET', '/v2/Products?Fields=Colour')).status).toBe(400);
  });

  it('filters the rows by number ranges, references and times', async () => {
    for (const reference of ['a', 'b', 'c']) await addCustomer(call, { ExternalImportReference: reference });
    const references = async (query: string) =>
      (await call('GET', `/v2/Customers?${query}`)).json?.map((customer) => customer['ExternalImportReference']);
    expect(await references('customerNos=10000,10002-')).toEqual(['a', 'c']);
    expect(await references('externalImportReference=b')).toEqual(['b']);
    expect(
      (
        await call(
          'GET',
          `/v2/Customers?lastChangedDateTimeOffsetGreaterThan=${encodeURIComponent('2999-01-01T00:00:00+00:00')}`,
        )
      ).status,
    ).toBe(204);
    expect(
      await references(
        `lastChangedDateTimeOffsetGreaterThan=${encodeURIComponent('2021-09-25 08:03:00.123456+00:00')}`,
      ),
    ).toEqual(['a', 'b', 'c']);
  });

  it('can list only the integration’s own drafts, and only the archived products', async () => {
    await addOrder(call, { ExternalImportReference: 'ours' });
    sandbox.control.office.draft({ ExternalImportReference: 'theirs' });
    const ours = await call('GET', '/v2/SalesOrders?onlyCreatedByCurrentIntegration=true');
    expect(ours.json.map((order) => order['ExternalImportReference'])).toEqual(['ours']);
    expect((await call('GET', '/v2/SalesOrders')).json).toHaveLength(2);
    sandbox.control.office.archiveProduct('A-2');
    expect((await call('GET', '/v2/Products?isArchived=true')).json.map((product) => product['Code'])).toEqual(['A-2']);
  });
});

describe('sales orders', () => {
  beforeEach(() => start({ clients: [{}, { clientKey: 'second', name: 'Andre AS' }] }));

  it('refuses the reference of an existing draft or sent invoice, and frees that of a deleted draft', async () => {
    const customer = await addCustomer(call);
    const { json: first } = await addOrder(call, { ExternalImportReference: 'shop:7', CustomerId: customer });
    const orderId = String(first['Id']);
    const detail = `ExternalImportReference is already in use. 'shop:7' is used on sales order with Id = ${orderId}.`;
    const again = () => addOrder(call, { ExternalImportReference: 'shop:7' });
    expect(await again()).toMatchObject({ status: 400, json: { title: 'Sales order validation error(s)', detail } });
    sandbox.control.office.invoice(orderId);
    expect(await again()).toMatchObject({ status: 400, json: { detail } });
    const deleted = await addOrder(call, { ExternalImportReference: 'shop:8' });
    expect((await call('DELETE', `/v2/SalesOrders/${String(deleted.json['Id'])}`)).status).toBe(200);
    expect((await addOrder(call, { ExternalImportReference: 'shop:8' })).status).toBe(201);
  });

  it.each([
    ['customer', { CustomerId: 1 }, 'Customer with id = 1 not found.'],
    ['customer number', { CustomerNo: 19000 }, 'Customer with no = 19000 not found.'],
    ['product', { SalesOrderLines: [{ ProductCode: 'B-1', Quantity: 1 }] }, "Product with code = 'B-1' not found."],
    ['department', { DepartmentCode: 'Avdeling10' }, "Department with code = 'Avdeling10' not found."],
    [
      'related invoice',
      { RelatedInvoiceNo: 5, SalesOrderLines: [{ ProductCode: 'A-1', Quantity: -1, ProductUnitPrice: 1 }] },
      'Outgoing invoice with no = 5 not found.',
    ],
  ])('answers 404 to an order with an unknown %s and creates nothing', async (_resource, fields, detail) => {
    expect(await addOrder(call, { ExternalImportReference: 'shop:1', ...fields })).toMatchObject({
      status: 404,
      json: { detail },
    });
    expect(sandbox.control.state().orders).toEqual([]);
    expect((await addOrder(call, { ExternalImportReference: 'shop:1' })).status).toBe(201);
  });

  it.each([
    ['a line with an undocumented field', [{ ProductCode: 'A-1', Quantity: 1, VatCode: '3' }]],
    ['a product without a quantity', [{ ProductCode: 'A-1' }]],
    [
      'the same reference on two lines',
      [
        { Description: 'a', ExternalImportReference: '1' },
        { Description: 'b', ExternalImportReference: '1' },
      ],
    ],
    ['an allowance above 100 %', [{ ProductCode: 'A-1', Quantity: 1, Allowance: 100.5 }]],
  ])('refuses an order with %s', async (_fault, SalesOrderLines) => {
    expect((await addOrder(call, { SalesOrderLines })).status).toBe(400);
  });

  it('refuses archived products, invalid JSON, other media types, and RelatedInvoiceNo on an order', async () => {
    sandbox.control.office.archiveProduct('A-1');
    expect((await addOrder(call)).status).toBe(400);
    expect((await call('POST', '/v2/SalesOrders/Complete', '{"a":')).status).toBe(400);
    expect((await call('POST', '/v2/SalesOrders/Complete', '{}', { 'Content-Type': 'text/plain' })).status).toBe(415);
    expect((await addOrder(call, { RelatedInvoiceNo: 1, SalesOrderLines: [] })).status).toBe(400);
  });

  it('lists and adds the lines of an order, and refuses a new line of a confirmed order', async () => {
    const { json } = await addOrder(call);
    const path = `/v2/SalesOrders/${String(json['Id'])}`;
    expect(
      (await call('POST', `${path}/Lines`, { ProductCode: 'A-2', Quantity: 1, ProductUnitPrice: 10 })).status,
    ).toBe(201);
    expect((await call('GET', `${path}/Lines`)).json.map((line) => line['ProductCode'])).toEqual(['A-1', 'A-2']);
    expect((await call('GET', `${path}/Complete`)).json).toMatchObject({
      LineCount: 2,
      NetAmount: 110,
      TotalAmount: 136.5,
    });
    const confirmed = await addOrder(call, { SalesOrderStatus: 'Confirmed' });
    expect(
      (await call('POST', `/v2/SalesOrders/${String(confirmed.json['Id'])}/Lines`, { Description: 'x' })).status,
    ).toBe(409);
  });

  it('keeps the orders and references of two companies apart', async () => {
    const secondCompany = await callerOf(sandbox, 'second');
    const { json } = await addOrder(call, { ExternalImportReference: 'shop:1' });
    expect((await secondCompany('GET', `/v2/SalesOrders/${String(json['Id'])}/Complete`)).status).toBe(404);
    expect((await addOrder(secondCompany, { ExternalImportReference: 'shop:1' })).status).toBe(201);
    expect(sandbox.control.state().orders).toHaveLength(1);
    expect(sandbox.control.state('second').orders).toHaveLength(1);
  });
});

describe('sending, locking and editing in the office', () => {
  beforeEach(() => start());

  it('moves an order to the invoices under the same id, and does not count it as the integration’s', async () => {
    const CustomerId = await addCustomer(call, { PaymentTerm: 10 });
    const { json: order } = await addOrder(call, {
      CustomerId,
      ExternalImportReference: 'shop:1',
      CustomMatchingReference: 'pay-1',
      CurrencyCode: 'EUR',
    });
    const id = String(order['Id']);
    sandbox.control.office.invoice(id, '2026-02-25');
    for (const path of [`/v2/SalesOrders/${id}`, `/v2/SalesOrders/${id}/Complete`, `/v2/SalesOrders/${id}/Lines`])
      expect((await call('GET', path)).status).toBe(404);
    expect((await call('GET', '/v2/SalesOrders')).status).toBe(204);
    const { json: invoice } = await call('GET', `/v2/OutgoingInvoices/${id}`);
    expect(invoice).toMatchObject({
      Id: id,
      InvoiceNo: 10001,
      OrderNo: order['SalesOrderNo'],
      ExternalImportReference: 'shop:1',
      CustomMatchingReference: 'pay-1',
      CustomerId,
      NetAmount: 100,
      TotalAmount: 125,
      NetPostedAmount: 1175,
      TotalPostedAmount: 1468.75,
      Balance: 1468.75,
      CurrencyExchangeRate: 11.75,
      VoucherType: 'OutgoingInvoice',
      VoucherDate: '2026-02-25',
      DueDate: '2026-03-07',
      IsCreatedByCurrentIntegration: false,
    });
    const listed = async (query: string) => (await call('GET', `/v2/OutgoingInvoices?${query}`)).status;
    expect(await listed('customMatchingReferences=other,%20pay-1')).toBe(200);
    expect(await listed('customMatchingReferences=other')).toBe(204);
    expect(await listed('onlyCreatedByCurrentIntegration=true')).toBe(204);
    expect(await listed('fromDate=2026-02-25&toDate=2026-02-25')).toBe(200);
    expect(await listed('toDate=2026-02-24')).toBe(204);
  });

  it('sends no order with a date in a locked period and no order without a customer', async () => {
    const CustomerId = await addCustomer(call);
    const { json } = await addOrder(call, { CustomerId });
    sandbox.control.office.setLockDate('2026-01-31');
    expect((await call('GET', '/v2/LockDateSettings')).json).toEqual({ LockDate: '2026-01-31' });
    expect(() => sandbox.control.office.invoice(String(json['Id']), '2026-01-31')).toThrow('locked');
    const withoutCustomer = await addOrder(call);
    expect(() => sandbox.control.office.invoice(String(withoutCustomer.json['Id']))).toThrow('no customer');
    expect(sandbox.control.state()).toMatchObject({ orders: [{}, {}], invoices: [] });
  });

  it('edits the price of a draft and deletes the draft', async () => {
    const { json } = await addOrder(call);
    const orderId = String(json['Id']);
    sandbox.control.office.editLine({ orderId, line: 0, unitPrice: '99.50' });
    expect(sandbox.control.state().orders).toMatchObject([
      { net: 9950, vat: 2488, total: 12438, lines: [{ productCode: 'A-1', quantity: '1', unitPrice: '99.50' }] },
    ]);
    sandbox.control.office.deleteDraft(orderId);
    expect((await call('GET', `/v2/SalesOrders/${orderId}`)).status).toBe(404);
  });
});
