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

const amounts = ({ json }: { json: Record<string, unknown> }) => ({
  net: json['NetAmount'],
  total: json['TotalAmount'],
});

it.each([
  ['0', 0n],
  ['1.005', 101n],
  ['-1.005', -101n],
  ['1.00499999999999999999', 100n],
  ['12e-1', 120n],
  ['1E+2', 10000n],
])('rounds %s to %s hundredths, halves away from zero', (text, expected) => {
  expect(toMinor(fraction(text), 2)).toBe(expected);
});

it.each([
  [5n, 2, '0.05'],
  [-1250n, 2, '-12.50'],
  [7n, 0, '7'],
  [1234n, 3, '1.234'],
])('writes %s minor units with %s decimals as %s', (minor, decimals, text) => {
  expect(minorText(minor, decimals)).toBe(text);
});

describe('an order in each of the six ways to read prices and to round VAT', () => {
  // 25 % of 10.02 and of 10.0203 (shown as 10.02), 15 % of 10.034 (10.03), 12 % of 2 × 5.017 (10.03).
  const SalesOrderLines = [
    { ProductCode: 'A-1', Quantity: 3, ProductUnitPrice: 3.34 },
    { ProductCode: 'A-1', Quantity: 1, ProductUnitPrice: 10.0203 },
    { ProductCode: 'A-2', Quantity: 1, ProductUnitPrice: 10.034 },
    { ProductCode: 'A-3', Quantity: 2, ProductUnitPrice: 5.017 },
  ];
  /** The lines of the answer, with the VAT code and rate of each line's product. */
  const linesWith = (amountsOfLines: readonly { NetAmount: number; VatAmount: number; TotalAmount: number }[]) => {
    const vat = [
      { VatCode: '3', VatRate: 0.25 },
      { VatCode: '3', VatRate: 0.25 },
      { VatCode: '31', VatRate: 0.15 },
      { VatCode: '33', VatRate: 0.12 },
    ];
    return amountsOfLines.map((line, index) => ({ ...line, ...vat[index] }));
  };
  const netLines = linesWith([
    { NetAmount: 10.02, VatAmount: 2.51, TotalAmount: 12.53 },
    { NetAmount: 10.02, VatAmount: 2.51, TotalAmount: 12.53 },
    { NetAmount: 10.03, VatAmount: 1.5, TotalAmount: 11.53 },
    { NetAmount: 10.03, VatAmount: 1.2, TotalAmount: 11.23 },
  ]);
  const grossLines = linesWith([
    { NetAmount: 8.02, VatAmount: 2, TotalAmount: 10.02 },
    { NetAmount: 8.02, VatAmount: 2, TotalAmount: 10.02 },
    { NetAmount: 8.72, VatAmount: 1.31, TotalAmount: 10.03 },
    { NetAmount: 8.96, VatAmount: 1.07, TotalAmount: 10.03 },
  ]);
  type Case = Pick<Switches, 'prices' | 'rounding'> & { net: number; total: number; lines: typeof netLines };
  const cases: readonly Case[] = [
    // 2.505 → 2.51 twice, 1.5045 → 1.50, 1.2036 → 1.20
    { prices: 'net', rounding: 'line', net: 40.1, total: 47.82, lines: netLines },
    // 25 % of 20.04 is 5.01
    { prices: 'net', rounding: 'rate', net: 40.1, total: 47.81, lines: netLines },
    // 40.1083; with 5.010075 + 1.5051 + 1.20408 it is 47.827555
    { prices: 'net', rounding: 'order', net: 40.11, total: 47.83, lines: netLines },
    // 10.02 / 5 = 2.004 → 2.00 twice, 10.03 × 15/115 = 1.308 → 1.31, 10.03 × 12/112 = 1.075 → 1.07
    { prices: 'gross', rounding: 'line', net: 33.72, total: 40.1, lines: grossLines },
    // 20.04 / 5 = 4.008 → 4.01
    { prices: 'gross', rounding: 'rate', net: 33.71, total: 40.1, lines: grossLines },
    // 40.1083; 20.0403/1.25 + 10.034/1.15 + 10.034/1.12 = 16.03224 + 8.72522 + 8.95893 = 33.71639
    { prices: 'gross', rounding: 'order', net: 33.72, total: 40.11, lines: grossLines },
  ];

  it.each(cases)(
    'has $net net and $total in total with $prices prices and VAT rounded by $rounding',
    async ({ prices, rounding, net, total, lines }) => {
      sandbox.control.switches({ prices, rounding });
      const { json } = await addOrder(call, { SalesOrderLines });
      expect(json).toMatchObject({ NetAmount: net, TotalAmount: total, LineCount: 4, SalesOrderLines: lines });
    },
  );
});

it('writes exact amounts, and returns numbers as they were sent', async () => {
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

it('rounds amounts to the decimals of the currency', async () => {
  const line = (ProductUnitPrice: number) => ({
    SalesOrderLines: [{ ProductCode: 'A-1', Quantity: 1, ProductUnitPrice }],
  });
  expect(amounts(await addOrder(call, { CurrencyCode: 'JPY', ...line(100.5) }))).toEqual({ net: 101, total: 126 });
  expect(amounts(await addOrder(call, { CurrencyCode: 'KWD', ...line(1.2345) }))).toEqual({ net: 1.235, total: 1.544 });
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
  const overridingLines = [{ ProductCode: 'A-1', Quantity: 1, Allowance: 0, UseStandardSalesAccount: true }];
  expect(amounts(await addOrder(call, { CustomerId, SalesOrderLines: overridingLines }))).toEqual({
    net: 200,
    total: 250,
  });
});

it('counts a negative quantity as a credit, and ignores lines of text', async () => {
  const CustomerId = await addCustomer(call);
  const SalesOrderLines = [
    { ProductCode: 'A-1', Quantity: -1, ProductUnitPrice: 10.02 },
    { LineType: 'Text', Description: 'Takk for handelen' },
  ];
  const { json } = await addOrder(call, { CustomerId, SalesOrderLines });
  expect(amounts({ json })).toEqual({ net: -10.02, total: -12.53 });
  sandbox.control.office.invoice(String(json['Id']));
  expect((await call('GET', `/v2/OutgoingInvoices/${String(json['Id'])}`)).json).toMatchObject({
    VoucherType: 'OutgoingCreditNote',
    TotalAmount: -12.53,
  });
});
