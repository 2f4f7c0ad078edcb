import { addCustomer, addOrder, callerOf, payment, paymentIds, type Call } from './caller.ts';
import { startPowerOfficeSandbox, type PowerOfficeSandbox } from './sandbox.ts';

let now: number;
let sandbox: PowerOfficeSandbox;
let call: Call;
let CustomerId: number;

beforeEach(async () => {
  now = Date.parse('2026-03-02T08:00:00Z');
  sandbox = await startPowerOfficeSandbox({ requestsPerSecond: null, clock: () => now });
  call = await callerOf(sandbox);
  CustomerId = await addCustomer(call, { EmailAddress: 'kari@example.no' });
});
afterEach(() => sandbox.close());

const lineOf = (quantity: number): object[] => [{ ProductCode: 'A-1', Quantity: quantity, ProductUnitPrice: 100 }];

async function invoiced(fields: object = {}, date = '2026-02-20'): Promise<{ id: string; number: number }> {
  const { json } = await addOrder(call, { CustomerId, ...fields });
  const { id, invoiceNumber } = sandbox.control.office.invoice(String(json['Id']), date);
  return { id, number: Number(invoiceNumber) };
}
const balance = async (id: string) => (await call('GET', `/v2/OutgoingInvoices/${id}`)).json['Balance'];
const post = async (...voucher: [amount: number, line?: object, head?: object]) =>
  call('POST', '/v2/Vouchers/BankJournals', payment(await paymentIds(call, CustomerId), ...voucher));
const listed = async (query: string) =>
  (await call('GET', `/v2/OutgoingInvoices?${query}`)).json?.map((invoice) => invoice['InvoiceNo']) ?? [];

describe('credit notes', () => {
  it('has its own number, names its invoice, and settles its own amount of that invoice', async () => {
    const invoice = await invoiced({ SalesOrderLines: lineOf(2) });
    const credit = await invoiced({
      RelatedInvoiceNo: invoice.number,
      SalesOrderLines: lineOf(-1),
      ExternalImportReference: 'refund:1',
    });
    expect((await call('GET', `/v2/OutgoingInvoices/${credit.id}`)).json).toMatchObject({
      VoucherType: 'OutgoingCreditNote',
      RelatedInvoiceNo: invoice.number,
      InvoiceNo: invoice.number + 1,
      TotalAmount: -125,
      Balance: 0,
      ExternalImportReference: 'refund:1',
    });
    expect(await balance(invoice.id)).toBe(125);
    expect(sandbox.control.state().invoices).toMatchObject([
      { type: 'OutgoingInvoice', balance: 12500 },
      { type: 'OutgoingCreditNote', relatedInvoiceNo: String(invoice.number), balance: 0 },
    ]);
    expect(await listed('onlyUnpaidInvoices=true')).toEqual([invoice.number]);
    expect(await listed(`invoiceIds=${credit.id}`)).toEqual([credit.number]);
    expect(await listed(`invoiceNos=${invoice.number}-`)).toEqual([invoice.number, credit.number]);
  });

  it('answers 404 to an order whose related number belongs to no invoice, or to a credit note', async () => {
    const credit = await invoiced({ SalesOrderLines: lineOf(-1) });
    for (const RelatedInvoiceNo of [99, credit.number])
      expect((await addOrder(call, { CustomerId, RelatedInvoiceNo, SalesOrderLines: lineOf(-1) })).status).toBe(404);
    expect(await balance(credit.id)).toBe(-125);
  });

  it('refuses a line that would turn a draft credit note into an invoice', async () => {
    const invoice = await invoiced();
    const { json } = await addOrder(call, {
      CustomerId,
      RelatedInvoiceNo: invoice.number,
      SalesOrderLines: lineOf(-1),
    });
    expect((await call('POST', `/v2/SalesOrders/${String(json['Id'])}/Lines`, lineOf(2)[0])).status).toBe(400);
    expect((await call('GET', `/v2/SalesOrders/${String(json['Id'])}`)).json['TotalAmount']).toBe(-125);
  });
});

describe('payments', () => {
  it('pays the invoice with the same matching reference and the opposite amount, and notes the time', async () => {
    const invoice = await invoiced({ CustomMatchingReference: 'pay-1' });
    const invoicedAt = new Date(now).toISOString();
    now += 60_000;
    expect((await post(100, { CustomMatchingReference: 'pay-1' })).status).toBe(201);
    expect(await balance(invoice.id)).toBe(125);
    const { json: voucher } = await post(125, { CustomMatchingReference: 'pay-1' });
    const { json } = await call('GET', `/v2/OutgoingInvoices/${invoice.id}`);
    expect(json).toMatchObject({ Balance: 0, BalanceLastChangedDateTimeOffset: new Date(now).toISOString() });
    expect(await listed(`balanceLastChangedDateTimeOffsetGreaterThan=${invoicedAt}`)).toEqual([invoice.number]);
    expect(await listed(`balanceLastChangedDateTimeOffsetGreaterThan=${new Date(now).toISOString()}`)).toEqual([]);
    const statement = await call(
      'GET',
      '/v2/Customerledger/Statement?fromDate=2026-02-01&toDate=2026-03-31&customMatchingReferences=pay-1',
    );
    expect(statement.json).toMatchObject([
      { VoucherType: 'OutgoingInvoice', Amount: 125, Balance: 0, MatchId: json['MatchId'] },
      { VoucherType: 'BankJournal', Amount: -100, Balance: -100, MatchId: null },
      { VoucherType: 'BankJournal', Amount: -125, Balance: 0, MatchId: json['MatchId'] },
    ]);
    expect((await call('GET', `/v2/Vouchers/BankJournals/${String(voucher['Id'])}`)).json).toEqual(voucher);
  });

  it('matches an invoice that is sent after it was paid', async () => {
    await post(125, { CustomMatchingReference: 'pay-2' });
    expect(await balance((await invoiced({ CustomMatchingReference: 'pay-2' })).id)).toBe(0);
  });

  it('pays part of the invoice it names by number', async () => {
    const invoice = await invoiced();
    await post(25, { InvoiceNo: String(invoice.number) });
    expect(await balance(invoice.id)).toBe(100);
  });

  it('shows open items as they were on the day', async () => {
    await invoiced({ CustomMatchingReference: 'pay-3' });
    await post(125, { CustomMatchingReference: 'pay-3' });
    const openBalances = async (date: string) =>
      (await call('GET', `/v2/Customerledger/OpenItems?date=${date}`)).json?.map((entry) => entry['Balance']) ?? [];
    expect(await openBalances('2026-02-19')).toEqual([]);
    expect(await openBalances('2026-02-28')).toEqual([125]);
    expect(await openBalances('2026-03-01')).toEqual([]);
    expect((await call('GET', '/v2/Customerledger/OpenItems')).status).toBe(400);
  });

  it('leaves the invoice of another customer with the same matching reference open', async () => {
    const invoice = await invoiced({ CustomMatchingReference: 'pay-1' });
    CustomerId = await addCustomer(call);
    await post(125, { CustomMatchingReference: 'pay-1' });
    expect(await balance(invoice.id)).toBe(125);
  });

  it('reverses a voucher: the invoice is open again and the reference is free', async () => {
    const invoice = await invoiced({ CustomMatchingReference: 'pay-1' });
    const head = { ExternalImportReference: 'vipps:1' };
    const { json: voucher } = await post(125, { CustomMatchingReference: 'pay-1' }, head);
    const id = String(voucher['Id']);
    expect((await post(125, {}, head)).json).toMatchObject({
      status: 400,
      detail: `ExternalImportReference is already in use. 'vipps:1' is used on voucher with Id = ${id}.`,
    });
    expect((await call('POST', `/v2/Vouchers/Reverse/${id}`)).status).toBe(202);
    expect(await balance(invoice.id)).toBe(125);
    expect((await call('GET', `/v2/Vouchers/BankJournals/${id}`)).json['IsReversed']).toBe(true);
    expect((await call('POST', `/v2/Vouchers/Reverse/${id}`)).status).toBe(400);
    expect((await call('POST', `/v2/Vouchers/Reverse/${invoice.id}`)).status).toBe(404);
    const ledger = sandbox.control.state().ledger.map((entry) => ({ type: entry.type, balance: entry.balance }));
    expect(ledger).toEqual([
      { type: 'OutgoingInvoice', balance: 12500 },
      { type: 'BankJournal', balance: 0 },
      { type: 'ReversalVoucher', balance: 0 },
    ]);
    expect((await post(125, { CustomMatchingReference: 'pay-1' }, head)).status).toBe(201);
    expect(await balance(invoice.id)).toBe(0);
  });

  it('shows credit notes, vouchers and the ledger on the page for people', async () => {
    const invoice = await invoiced({ CustomMatchingReference: 'pay-<1>' });
    await invoiced({
      RelatedInvoiceNo: invoice.number,
      SalesOrderLines: [{ ProductCode: 'A-1', Quantity: -1, ProductUnitPrice: 20 }],
    });
    await post(
      30,
      { InvoiceNo: String(invoice.number), CustomMatchingReference: 'pay-2' },
      { ExternalImportReference: 'vipps:2' },
    );
    const page = await (await fetch(`${sandbox.url}/`)).text();
    for (const text of [
      `Credit note ${invoice.number + 1}`,
      `credits invoice ${invoice.number}`,
      'open 70.00 NOK',
      'vipps:2',
      'pay-&lt;1&gt;',
      'Bank vouchers (1)',
      'Customer ledger (3)',
    ]) {
      expect(page).toContain(text);
    }
  });

  it.each([
    ['lines that do not balance', { CurrencyAmount: -1 }, 400, 'not in balance'],
    ['an amount of 0', { CurrencyAmount: 0 }, 400, 'not 0'],
    ['an unknown account', { AccountId: 1 }, 404, 'Account with id = 1 not found.'],
    ['an unknown VAT code', { VatId: 1 }, 404, 'VAT code with id = 1 not found.'],
    ['a locked posting date', { PostingDate: '2026-01-31' }, 400, 'lock date'],
    ['a closed currency', { CurrencyCode: 'ISK' }, 400, 'ISK'],
    ['an unknown department', { DepartmentId: 1 }, 404, 'Department'],
    ['an undocumented field', { Kid: '1' }, 400, 'Kid'],
  ])('refuses a voucher with %s', async (_fault, line, status, detail) => {
    sandbox.control.office.setLockDate('2026-01-31');
    const refused = await post(10, line);
    expect(refused.status).toBe(status);
    expect(refused.json['detail']).toContain(detail);
    expect(sandbox.control.state()).toMatchObject({ vouchers: [], ledger: [] });
  });

  it('refuses a voucher line that names the customer instead of the customer’s ledger account', async () => {
    expect((await post(10, { AccountId: CustomerId })).status).toBe(404);
  });
});

describe('sending from outside the office', () => {
  it('is refused to an integration without the privilege to send invoices', async () => {
    const { json } = await addOrder(call, { CustomerId });
    expect((await call('POST', `/v2/SalesOrders/${String(json['Id'])}/createAndSendInvoice`, {})).status).toBe(403);
    expect(sandbox.control.state().orders).toHaveLength(1);
  });

  it('sends the invoice, shows the state of the sending, and counts the invoice as the integration’s own', async () => {
    await sandbox.close();
    sandbox = await startPowerOfficeSandbox({
      requestsPerSecond: null,
      clock: () => now,
      clients: [{ maySendInvoices: true, elma: ['987654325'] }],
    });
    call = await callerOf(sandbox);
    const company = await addCustomer(call, { OrganizationNumber: '987654325', InvoiceDeliveryType: 'EHF' });
    const send = async (fields: object, request: object) => {
      const { json } = await addOrder(call, fields);
      const path = `/v2/SalesOrders/${String(json['Id'])}/createAndSendInvoice`;
      return { id: String(json['Id']), path, reply: await call('POST', path, request) };
    };
    const state = async (location: string | null) => (await call('GET', location ?? '')).json[0];
    sandbox.control.fail({ mode: 'lag', on: { path: 'createAndSendInvoice$' }, delayMs: 5000 });
    const sent = await send({ CustomerId: company }, { VoucherDate: '2026-02-01', OverrideDueDate: '2026-02-05' });
    const location = sent.reply.headers.get('Location');
    expect(sent.reply.status).toBe(202);
    expect(location).toBe(`/v2/SalesOrders/sentState?id=${sent.id}`);
    expect(await state(location)).toMatchObject({
      IsInvoiceBeingProcessed: true,
      InvoiceNo: null,
      SentDateTimeOffset: null,
    });
    now += 5000;
    expect(await state(location)).toMatchObject({
      IsInvoiceBeingProcessed: false,
      InvoiceNo: 10001,
      DueDate: '2026-02-05',
      InvoiceDeliveryType: 'EHF',
      LastErrorMessage: null,
    });
    expect(await listed('onlyCreatedByCurrentIntegration=true')).toEqual([10001]);
    sandbox.control.office.setElma([]);
    const failed = await send({ CustomerId: company }, {});
    expect(await state(failed.reply.headers.get('Location'))).toMatchObject({
      InvoiceNo: null,
      LastErrorMessage: 'Kari Kunde AS no longer support the receival of EHF invoice',
    });
    expect((await call('POST', failed.path, { DeliveryType: 'PdfByEmail' })).status).toBe(400);
    expect(
      (await call('POST', failed.path, { DeliveryType: 'PdfByEmail', EmailAddress: 'kari@example.no' })).status,
    ).toBe(202);
    expect((await call('GET', '/v2/SalesOrders/sentState?id=00000000-0000-0000-0000-000000000000')).status).toBe(404);
  });
});
