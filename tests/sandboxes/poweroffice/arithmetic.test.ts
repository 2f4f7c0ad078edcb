import { fraction, minorText, toMinor } from './arithmetic.ts';
import { addCustomer, addOrder, callerOf, type Call } from './caller.ts';
import { startPowerOfficeSandbox, type PowerOfficeSandbox, type Switches } from './sandbox.ts';

let sandbox: PowerOfficeSandbox;
let call: Call;

beforeEach(async () => {
  sandbox = await startPowerOfficeSandbox({ requestsPerSecond: null });
  call = await callerOf(sandbox);
});
afterEach(() => sandbox.close());

const amounts = ({ json }: { json: Record<string, unknown> }) => [json['NetAmount'], json['TotalAmount']];

it.each([
  ['0', 0n],
  ['1.005', 101n],
  ['-1.005', -101n],
  ['1.00499999999999999999', 100n],
  ['12e-1', 120n],
  ['1E+2', 10000n],
])('%s is %s in hundredths, halves away from zero', (text, expected) => {
  expect(toMinor(fraction(text), 2)).toBe(expected);
});

it.each([
  [5n, 2, '0.05'],
  [-1250n, 2, '-12.50'],
  [7n, 0, '7'],
  [1234n, 3, '1.234'],
])('%s minor units with %s decimals are written %s', (minor, decimals, text) => {
  expect(minorText(minor, decimals)).toBe(text);
});

describe('the six ways to read a price and to round VAT', () => {
  // 25 % of 10.02 and of 10.0203 (shown as 10.02), 15 % of 10.034 (10.03), 12 % of 2 × 5.017 (10.03).
  const SalesOrderLines = [
    { ProductCode: 'A-1', Quantity: 3, ProductUnitPrice: 3.34 },
    { ProductCode: 'A-1', Quantity: 1, ProductUnitPrice: 10.0203 },
    { ProductCode: 'A-2', Quantity: 1, ProductUnitPrice: 10.034 },
    { ProductCode: 'A-3', Quantity: 2, ProductUnitPrice: 5.017 },
  ];
  const netLines = [
    [10.02, 2.51, 12.53],
    [10.02, 2.51, 12.53],
    [10.03, 1.5, 11.53],
    [10.03, 1.2, 11.23],
  ];
  const grossLines = [
    [8.02, 2, 10.02],
    [8.02, 2, 10.02],
    [8.72, 1.31, 10.03],
    [8.96, 1.07, 10.03],
  ];
  const cases: readonly [Switches['prices'], Switches['rounding'], net: number, total: number, lines: number[][]][] = [
    // 2.505 → 2.51 twice, 1.5045 → 1.50, 1.2036 → 1.20
    ['net', 'line', 40.1, 47.82, netLines],
    // 25 % of 20.04 is 5.01
    ['net', 'rate', 40.1, 47.81, netLines],
    // 40.1083; with 5.010075 + 1.5051 + 1.20408 it is 47.827555
    ['net', 'order', 40.11, 47.83, netLines],
    // 10.02 / 5 = 2.004 → 2.00 twice, 10.03 × 15/115 = 1.308 → 1.31, 10.03 × 12/112 = 1.075 → 1.07
    ['gross', 'line', 33.72, 40.1, grossLines],
    // 20.04 / 5 = 4.008 → 4.01
    ['gross', 'rate', 33.71, 40.1, grossLines],
    // 40.1083; 20.0403/1.25 + 10.034/1.15 + 10.034/1.12 = 16.03224 + 8.72522 + 8.95893 = 33.71639
    ['gross', 'order', 33.72, 40.11, grossLines],
  ];

  it.each(cases)('%s prices, VAT rounded per %s: %s net, %s in total', async (prices, rounding, net, total, lines) => {
    sandbox.control.switches({ prices, rounding });
    const { json } = await addOrder(call, { SalesOrderLines });
    expect([json['NetAmount'], json['TotalAmount'], json['LineCount']]).toEqual([net, total, 4]);
    const shown = json['SalesOrderLines'] as Record<string, unknown>[];
    expect(shown.map((line) => [line['NetAmount'], line['VatAmount'], line['TotalAmount']])).toEqual(lines);
    expect(shown.map((line) => [line['VatCode'], line['VatRate']])).toEqual([
      ['3', 0.25],
      ['3', 0.25],
      ['31', 0.15],
      ['33', 0.12],
    ]);
  });
});

it('writes amounts as exact decimal text and echoes numbers as they came', async () => {
  const { text } = await call(
    'POST',
    '/v2/SalesOrders/Complete',
    '{"ImportedOrderNo":9007199254740993,"SalesOrderLines":[{"ProductCode":"A-1","Quantity":1.50,"ProductUnitPrice":0.10}]}',
  );
  expect(text).toContain('"ImportedOrderNo":9007199254740993');
  expect(text).toContain('"Quantity":1.50');
  expect(text).toContain('"TotalAmount":0.19');
  expect(text).toContain('"NetAmount":0.15');
});

it('rounds to the decimals of the currency', async () => {
  const line = (ProductUnitPrice: number) => ({
    SalesOrderLines: [{ ProductCode: 'A-1', Quantity: 1, ProductUnitPrice }],
  });
  expect(amounts(await addOrder(call, { CurrencyCode: 'JPY', ...line(100.5) }))).toEqual([101, 126]);
  expect(amounts(await addOrder(call, { CurrencyCode: 'KWD', ...line(1.2345) }))).toEqual([1.235, 1.544]);
  expect(sandbox.control.state().orders).toMatchObject([
    { currency: 'JPY', net: 101, total: 126 },
    { currency: 'KWD', net: 1235, vat: 309, total: 1544 },
  ]);
  expect((await addOrder(call, { CurrencyCode: 'XXX' })).status).toBe(400);
});

it('inherits currency, discount and VAT freedom from the customer, price and text from the product', async () => {
  sandbox.control.reset();
  await sandbox.close();
  sandbox = await startPowerOfficeSandbox({
    requestsPerSecond: null,
    clients: [{ products: [{ code: 'A-1', name: 'Sko', unitPrice: '200', standardSalesAccount: '3000' }] }],
  });
  call = await callerOf(sandbox);
  const plain = { SalesOrderLines: [{ ProductCode: 'A-1', Quantity: 1 }] };
  const CustomerId = await addCustomer(call, { Allowance: 12.5, CurrencyCode: 'EUR', IsVatFree: true });
  const { json } = await addOrder(call, { CustomerId, ...plain });
  expect(json).toMatchObject({ CurrencyCode: 'EUR', CurrencyExchangeRate: 11.75, NetAmount: 175, TotalAmount: 175 });
  expect(json['SalesOrderLines']).toMatchObject([
    { Description: 'Sko', ProductUnitPrice: 200, Allowance: null, UseStandardSalesAccount: null, VatCode: '5' },
  ]);
  const { json: inherited } = await call('GET', `/v2/SalesOrders/${String(json['Id'])}/Complete?showInherited=true`);
  expect(inherited['SalesOrderLines']).toMatchObject([{ Allowance: 12.5, UseStandardSalesAccount: false }]);
  const insisting = [{ ProductCode: 'A-1', Quantity: 1, Allowance: 0, UseStandardSalesAccount: true }];
  expect(amounts(await addOrder(call, { CustomerId, SalesOrderLines: insisting }))).toEqual([200, 250]);
});

it('reads a negative quantity as a credit, and lines of text as nothing', async () => {
  const CustomerId = await addCustomer(call);
  const SalesOrderLines = [
    { ProductCode: 'A-1', Quantity: -1, ProductUnitPrice: 10.02 },
    { LineType: 'Text', Description: 'Takk for handelen' },
  ];
  const { json } = await addOrder(call, { CustomerId, SalesOrderLines });
  expect(amounts({ json })).toEqual([-10.02, -12.53]);
  sandbox.control.office.invoice(String(json['Id']));
  expect((await call('GET', `/v2/OutgoingInvoices/${String(json['Id'])}`)).json).toMatchObject({
    VoucherType: 'OutgoingCreditNote',
    TotalAmount: -12.53,
  });
});
