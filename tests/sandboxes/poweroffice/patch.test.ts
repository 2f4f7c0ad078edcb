import { addCustomer, addOrder, callerOf, patch, type Call } from './caller.ts';
import { until } from '../../setup/until.ts';
import { startPowerOfficeSandbox, type PowerOfficeSandbox } from './sandbox.ts';

let sandbox: PowerOfficeSandbox;
let call: Call;
let order: string;
let line: string;

beforeEach(async () => {
  sandbox = await startPowerOfficeSandbox({ requestsPerSecond: null });
  call = await callerOf(sandbox);
  const { json } = await addOrder(call, { ExternalImportReference: 'shop:1' });
  order = `/v2/SalesOrders/${String(json['Id'])}`;
  line = `${order}/Lines/${String((json['SalesOrderLines'] as Record<string, unknown>[])[0]?.['Id'])}`;
});
afterEach(() => sandbox.close());

const replace = (path: string, value: unknown): object => ({ op: 'replace', path, value });

it('changes a line and its order’s totals, and keeps the line’s id', async () => {
  const { status, json } = await patch(call, line, replace('/QUANTITY', 3), replace('/productUnitPrice', 20));
  expect(status).toBe(200);
  expect(json).toMatchObject({ NetAmount: 60, VatAmount: 15, TotalAmount: 75 });
  expect((await call('GET', line)).json).toEqual(json);
  expect((await call('GET', order)).json).toMatchObject({ NetAmount: 60, TotalAmount: 75 });
});

it('gives a line the VAT code of its new product', async () => {
  const products = await call('GET', '/v2/Products?codes=A-2');
  const { json } = await patch(call, line, replace('/ProductId', products.json[0]?.['Id']));
  expect(json).toMatchObject({ ProductCode: 'A-2', VatCode: '31', TotalAmount: 115 });
});

it('computes the order again for another customer and another currency', async () => {
  const id = await addCustomer(call, { IsVatFree: true, Allowance: 10 });
  expect((await patch(call, order, replace('/customerId', id))).json).toMatchObject({
    CustomerId: id,
    NetAmount: 90,
    TotalAmount: 90,
  });
  expect((await patch(call, order, replace('/currencyCode', 'EUR'))).json).toMatchObject({
    CurrencyCode: 'EUR',
    CurrencyExchangeRate: 11.75,
  });
});

it.each([
  ['order', () => order, 'SalesOrderPatchDto'],
  ['line', () => line, 'SalesOrderLinePatchDto'],
])('refuses an unknown or read-only path of an %s and names the path', async (_resource, pathOf, dto) => {
  for (const name of ['x', 'totalAmount', 'departmentCode', 'id']) {
    const { status, json } = await patch(call, pathOf(), replace(`/${name}`, 'y'));
    expect(status).toBe(400);
    expect(json).toMatchObject({
      title: 'Sales order validation error(s)',
      detail: `${dto}: The target location specified by path segment '${name}' was not found.`,
    });
  }
});

it.each<[string, object[] | string, string]>([
  [
    'a value of another type',
    [replace('/deliveryDate', 'soon')],
    "SalesOrderPatchDto: The value 'soon' is invalid for target location.",
  ],
  ['a failed test', [{ op: 'test', path: '/contractNo', value: '1' }], 'not equal to the test value'],
  ['an operation without a value', [{ op: 'replace', path: '/contractNo' }], '1.value'],
  ['an unknown operation', [{ op: 'set', path: '/contractNo', value: '1' }], '1.op'],
  ['plain JSON instead of a patch', '{"ContractNo":"1"}', 'body'],
  [
    'a currency that is closed',
    [replace('/currencyCode', 'ISK')],
    'The currency code ISK is not active on the client.',
  ],
  ['RelatedInvoiceNo on an order that is no credit note', [replace('/relatedInvoiceNo', 1)], 'credit note drafts'],
])('refuses %s and changes nothing', async (_fault, body, detail) => {
  const orderBefore = await call('GET', order);
  const operations = typeof body === 'string' ? body : [replace('/customerReference', 'Kari'), ...body];
  const { status, json } = await call('PATCH', order, operations, { 'Content-Type': 'application/json-patch+json' });
  expect(status).toBe(400);
  expect(json['detail']).toContain(detail);
  expect((await call('GET', order)).json).toEqual(orderBefore.json);
});

it('refuses a patch whose content type is plain JSON', async () => {
  expect((await call('PATCH', order, [replace('/contractNo', '1')])).status).toBe(415);
});

it('applies a patch that adds, copies, tests, moves, replaces and removes fields', async () => {
  const { json } = await patch(
    call,
    order,
    { op: 'add', path: '/contractNo', value: 'c-1' },
    { op: 'copy', from: '/contractNo', path: '/customerReference' },
    { op: 'test', path: '/customerReference', value: 'c-1' },
    { op: 'move', from: '/contractNo', path: '/purchaseOrderReference' },
    replace('/importedOrderNo', 7),
    { op: 'remove', path: '/importedOrderNo' },
  );
  expect(json).toMatchObject({
    ContractNo: null,
    CustomerReference: 'c-1',
    PurchaseOrderReference: 'c-1',
    ImportedOrderNo: null,
  });
});

it('locks a confirmed order and its lines until it is a draft again', async () => {
  for (let time = 0; time < 2; time += 1) {
    expect((await patch(call, order, replace('/salesOrderStatus', 'Confirmed'))).json['SalesOrderStatus']).toBe(
      'Confirmed',
    );
  }
  const locked = [
    await patch(call, line, replace('/quantity', 2)),
    await call('DELETE', line),
    await call('POST', `${order}/Lines`, { Description: 'x' }),
    await patch(call, order, replace('/contractNo', '1')),
  ];
  for (const reply of locked) expect(reply).toMatchObject({ status: 409, json: { title: 'Object conflict' } });
  expect((await patch(call, order, replace('/salesOrderStatus', 'Draft'))).status).toBe(200);
  expect((await call('DELETE', line)).status).toBe(200);
  expect((await call('GET', order)).json).toMatchObject({ LineCount: 0, TotalAmount: 0 });
  expect((await call('GET', line)).status).toBe(404);
});

it('answers 404 to a patch of a deleted or an invoiced order', async () => {
  const id = await addCustomer(call);
  await patch(call, order, replace('/customerId', id));
  sandbox.control.office.invoice(order.split('/').at(-1) ?? '');
  for (const path of [order, line]) expect((await patch(call, path, replace('/description', 'x'))).status).toBe(404);
  const { json } = await addOrder(call);
  const deletedOrder = `/v2/SalesOrders/${String(json['Id'])}`;
  await call('DELETE', deletedOrder);
  expect((await patch(call, deletedOrder, replace('/contractNo', 'x'))).status).toBe(404);
});

it('keeps the references of orders unique, and frees the reference that an order gives up', async () => {
  expect((await addOrder(call, { ExternalImportReference: 'shop:1' })).status).toBe(400);
  await patch(call, order, replace('/externalImportReference', 'shop:2'));
  expect((await addOrder(call, { ExternalImportReference: 'shop:1' })).status).toBe(201);
  expect((await patch(call, order, replace('/externalImportReference', 'shop:1'))).status).toBe(400);
  expect((await addOrder(call, { ExternalImportReference: 'shop:2' })).status).toBe(400);
});

describe('customers', () => {
  it('change their fields and address, and the list shows them as changed', async () => {
    const id = await addCustomer(call, { MailAddress: { City: 'Oslo', ZipCode: '0155' }, PhoneNumber: '1' });
    const createdBy = new Date().toISOString();
    await until(() => new Date().toISOString() > createdBy);
    const { json } = await patch(
      call,
      `/v2/Customers/${id}`,
      replace('/mailaddress/city', 'Bergen'),
      { op: 'remove', path: '/phonenumber' },
      replace('/Number', 10500),
    );
    expect(json).toMatchObject({
      MailAddress: { City: 'Bergen', ZipCode: '0155' },
      PhoneNumber: null,
      Number: 10500,
      Name: 'Kari Kunde AS',
    });
    const changed = await call(
      'GET',
      `/v2/Customers?lastChangedDateTimeOffsetGreaterThan=${encodeURIComponent(createdBy)}&customerNos=10500`,
    );
    expect(changed.json.map((customer) => customer['Id'])).toEqual([id]);
  });

  it.each([
    ['a number outside every series', replace('/number', 20001)],
    ['no name', replace('/name', '')],
    ['a delivery type that cannot be set', replace('/invoiceDeliveryType', 'Efaktura')],
    [
      'a country code of three letters',
      { op: 'add', path: '/mailAddress', value: { City: 'Oslo', ZipCode: '0155', CountryCode: 'NOR' } },
    ],
    ['a code that follows its id', replace('/paymentTerm', 3)],
  ])('are not changed by a patch with %s', async (_fault, operation) => {
    const id = await addCustomer(call);
    expect((await patch(call, `/v2/Customers/${id}`, operation)).status).toBe(400);
    expect(sandbox.control.state().customers).toMatchObject([{ name: 'Kari Kunde AS', number: '10000' }]);
  });

  it('are archived only when nothing in their ledger is open', async () => {
    const id = await addCustomer(call);
    const { json } = await addOrder(call, { CustomerId: id });
    sandbox.control.office.invoice(String(json['Id']));
    expect((await patch(call, `/v2/Customers/${id}`, replace('/isArchived', true))).status).toBe(400);
    const settled = await addCustomer(call);
    expect((await patch(call, `/v2/Customers/${settled}`, replace('/isArchived', true))).json).toMatchObject({
      IsArchived: true,
      IsActive: false,
    });
  });
});

it('changes a product but keeps its code unique and the lines that exist as they were', async () => {
  const product = sandbox.control.state().products[0];
  const path = `/v2/Products/${product?.id}`;
  const accounts = await call('GET', '/v2/GeneralLedgerAccounts?accountNos=3030');
  expect(
    (await patch(call, path, replace('/standardSalesAccountId', accounts.json[0]?.['Id']), replace('/unitPrice', 5)))
      .json,
  ).toMatchObject({ Code: 'A-1', StandardSalesAccount: 3030, UnitPrice: 5 });
  expect((await call('GET', line)).json).toMatchObject({ VatCode: '3', ProductUnitPrice: 100 });
  expect((await addOrder(call, { SalesOrderLines: [{ ProductCode: 'A-1', Quantity: 1 }] })).json).toMatchObject({
    NetAmount: 5,
    TotalAmount: 5.75,
  });
  const secondProduct = sandbox.control.state().products[1];
  expect((await patch(call, `/v2/Products/${secondProduct?.id}`, replace('/name', 'Mat'))).json).toMatchObject({
    Name: 'Mat',
    ProductGroupCode: '2',
    StandardSalesAccount: 3030,
  });
  expect((await patch(call, path, replace('/code', 'A-2'))).json['detail']).toContain('Code is already in use');
  expect((await patch(call, path, replace('/productGroupId', 1))).status).toBe(404);
  expect((await patch(call, '/v2/Products/1', replace('/name', 'x'))).status).toBe(404);
});
