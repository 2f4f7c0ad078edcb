import { randomUUID } from 'node:crypto';
import { connect } from '../../bridge-server/src/mirror/mirror.ts';
import { unstocked } from '../setup/unstocked.ts';
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

  it('holds for products that are created, for the check and for the lists of the form', async () => {
    if (!specification) return;
    const world = await openWorld(unstocked);
    await world.receive({ generation: 1, order: roundedOrder(500) });
    await world.settle();
    const connected = await connect(world.mirror(), world.shop, world.connection.id);
    await connected?.system.options(connected.context({ correlationId: randomUUID() }));
    const exchanges = world.sandbox.control.exchanges().filter((exchange) => exchange.path.startsWith('/v2/'));
    const seen = new Set(exchanges.map(({ method, path, status }) => `${method} ${path} ${status}`));
    for (const expected of ['POST /v2/Products 200', 'GET /v2/GeneralLedgerAccounts 200', 'GET /v2/SubLedgerNumberSeries 200', 'GET /v2/VatSettings 200', 'GET /v2/Projects 200']) expect([...seen]).toContain(expected);
    expect(exchanges.flatMap((exchange) => checkExchange(specification, exchange).map((fault) => ({ at: `${exchange.method} ${exchange.path}`, fault })))).toEqual([]);
    await world.close();
  }, 30_000);
});
