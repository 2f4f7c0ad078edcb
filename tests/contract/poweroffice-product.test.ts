import { paidWorld } from '../setup/payments.ts';
import { openWorld } from '../setup/world.ts';
import { fixture, roundedOrder, simpleOrder } from '../setup/woocommerce.ts';
import { checkExchange, loadPowerOfficeSpecification } from './poweroffice-specification.ts';

const specification = loadPowerOfficeSpecification();
(specification ? describe : describe.skip)('what the bridge sends to PowerOffice Go', () => {
  it('is what the vendor\'s specification describes, request by request, also when things go wrong', async () => {
    if (!specification) return;
    const world = await openWorld();
    const { control } = world.sandbox;
    const create = { method: 'POST', path: 'SalesOrders/Complete$' };
    control.fail({ mode: '500_after', on: create });
    control.fail({ mode: '429', on: { method: 'GET', path: 'Products$' } });
    control.fail({ mode: '403', on: { method: 'POST', path: 'Lines$' } });
    const names = ['simple-25-vipps-paid', 'four-rates-shipping', 'coupon-percent-rounding', 'cod-fee', 'guest-no-phone', 'company-orgnr-invoice', 'gift-card-no-tax'];
    await world.receive(...names.map((name) => ({ generation: 1, order: fixture(`woocommerce-no/orders/${name}`) })), { generation: 1, order: roundedOrder(500) });
    // A second order with a used reference is refused by name, and found again by it.
    await world.settle();
    await world.database.knex('transfers').where({ order_id: 500 }).update({ state: 'waiting', reason: 'wanted.status', frozen: null, results: '{}', intent: null, document_id: null });
    await world.receive({ generation: 1, order: simpleOrder(501) });
    await world.settle();

    const exchanges = control.exchanges().filter((exchange) => exchange.path.startsWith('/v2/'));
    const seen = new Set(exchanges.map(({ method, path, status }) => `${method} ${path.replace(/[0-9a-f]{8}-[0-9a-f-]+/, '{id}')} ${status}`));
    for (const expected of ['POST /v2/SalesOrders/Complete 201', 'POST /v2/SalesOrders/Complete 400', 'POST /v2/SalesOrders/{id}/Lines 201', 'GET /v2/SalesOrders/{id}/Complete 200', 'POST /v2/Customers 201', 'GET /v2/OutgoingInvoices 204']) {
      expect([...seen]).toContain(expected);
    }
    expect(exchanges.flatMap((exchange) => checkExchange(specification, exchange).map((fault) => ({ at: `${exchange.method} ${exchange.path}`, fault })))).toEqual([]);
    await world.close();
  }, 30_000);

  it('is that of payments too', async () => {
    if (!specification) return;
    const world = await openWorld(paidWorld);
    const { control } = world.sandbox;
    const refund = fixture('woocommerce-no/refunds/full-amount-of-simple', { amount: '100.00' });
    // A lost answer, a list that lags past the look-ups and a reference that is refused the second time; then a document that is an invoice.
    control.fail({ mode: 'cut_after', lagMs: 1500, on: { method: 'POST', path: 'BankJournals$' } });
    await world.receive({ generation: 1, order: simpleOrder(22), refunds: [refund] }, { generation: 1, order: simpleOrder(23, { date_paid_gmt: null }), refunds: [] });
    await world.settle();
    control.fail({ mode: 'cut_after', on: { method: 'POST', path: 'BankJournals$' } });
    for (const { id } of control.state().orders) control.office.invoice(id);
    await world.receive({ generation: 2, order: simpleOrder(23), refunds: [] });
    await world.settle();

    const exchanges = control.exchanges().filter((exchange) => exchange.path.startsWith('/v2/'));
    const seen = new Set(exchanges.map(({ method, path, status }) => `${method} ${path.replace(/[0-9a-f]{8}-[0-9a-f-]+/, '{id}').replace(/\d{4,}/, '{no}')} ${status}`));
    for (const expected of [
      'POST /v2/Vouchers/BankJournals 201', 'POST /v2/Vouchers/BankJournals 400', 'GET /v2/Vouchers/BankJournals/{id} 200', 'GET /v2/Customerledger/Statement 200',
      'GET /v2/Customerledger/Statement 204', 'GET /v2/GeneralLedgerAccounts 200', 'GET /v2/VatCodes 200', 'GET /v2/LockDateSettings 200',
    ]) expect([...seen]).toContain(expected);
    expect(exchanges.flatMap((exchange) => checkExchange(specification, exchange).map((fault) => ({ at: `${exchange.method} ${exchange.path}`, fault })))).toEqual([]);
    await world.close();
  }, 30_000);
});
