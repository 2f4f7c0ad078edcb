import { randomUUID } from 'node:crypto';
import { followNext } from '../../bridge-server/src/mirror/office/follow.ts';
import { connect } from '../../bridge-server/src/mirror/mirror.ts';
import { editedOrder } from '../setup/edited-order.ts';
import { bookingPayments } from '../setup/payments.ts';
import { unstocked } from '../setup/unstocked.ts';
import { doubtTiming, openWorld, type World } from '../setup/world.ts';
import { fixture, roundedOrder, simpleOrder } from '../setup/woocommerce.ts';
import { checkExchange, loadPowerOfficeSpecification, type Specification } from './poweroffice-specification.ts';

const specification = loadPowerOfficeSpecification();

/** The requests that the sandbox was sent at its API, with their answers. */
const apiExchanges = ({ sandbox }: World) => sandbox.control.exchanges().filter(({ path }) => path.startsWith('/v2/'));

/** The exchanges as `METHOD path status`; ids in the path are replaced by `{id}`, other numbers by `{no}`. */
const callsOf = (world: World): string[] =>
  apiExchanges(world).map(({ method, path, status }) => {
    const generic = path.replaceAll(/[0-9a-f]{8}-[0-9a-f-]+/g, '{id}').replaceAll(/\d{4,}/g, '{no}');
    return `${method} ${generic} ${status}`;
  });

/** Every departure of the exchanges from the specification. */
const faultsOf = (world: World, described: Specification) =>
  apiExchanges(world).flatMap((exchange) =>
    checkExchange(described, exchange).map((fault) => ({ at: `${exchange.method} ${exchange.path}`, fault })),
  );

(specification ? describe : describe.skip)('what the bridge sends to PowerOffice Go', () => {
  let world: World;
  afterEach(() => world.close());

  it('keeps to the specification for orders, edits, cancellations and invoices, also when calls fail', async () => {
    if (!specification) return;
    world = await openWorld({
      timing: doubtTiming,
      settings: {
        confirm: true,
        orderFields: [
          { paymentMethod: 'cod', brandingTheme: '52', paymentTerm: '62', department: '81', project: '91' },
        ],
      },
    });
    const { control } = world.sandbox;
    const create = { method: 'POST', path: 'SalesOrders/Complete$' };
    control.fail({ mode: '500_after', on: create });
    control.fail({ mode: '429', on: { method: 'GET', path: 'Products$' } });
    control.fail({ mode: '403', on: { method: 'POST', path: 'Lines$' } });
    const names = [
      'simple-25-vipps-paid',
      'four-rates-shipping',
      'coupon-percent-rounding',
      'cod-fee',
      'guest-no-phone',
      'company-orgnr-invoice',
      'gift-card-no-tax',
    ];
    await world.receive(...names.map((name) => ({ generation: 1, order: fixture(`woocommerce-no/orders/${name}`) })), {
      generation: 1,
      order: roundedOrder(500),
    });
    // Sent again, the order is refused because its reference is used, and the bridge finds it by the reference.
    await world.settle();
    await world.database.knex('transfers').where({ subject_id: '500' }).update({
      state: 'waiting',
      reason: 'wanted.status',
      frozen: null,
      results: '{}',
      intent: null,
      document_id: null,
    });
    await world.receive({ generation: 1, order: simpleOrder(501) });
    // A draft in a foreign currency is changed in every way; then its invoice is compared with the order, and a
    // confirmed draft deleted.
    const lines = [
      { id: 1, quantity: 1, net: 1002, tax: 250 },
      { id: 2, quantity: 2, net: 6000 },
    ];
    await world.receive({ generation: 1, order: editedOrder(502, { lines }, { currency: 'EUR' }) });
    await world.settle();
    const edited = {
      lines: [
        { id: 1, quantity: 1, net: 9000 },
        { id: 3, quantity: 1, net: 400 },
      ],
    };
    await world.receive({
      generation: 2,
      order: editedOrder(502, edited, { currency: 'EUR', payment_method: 'cod' }),
      refunds: [],
    });
    await world.receive({ generation: 2, order: simpleOrder(501, { status: 'cancelled' }), refunds: [] });
    await world.settle();
    control.office.invoice(control.state().orders.find(({ importedOrderNo }) => importedOrderNo === '502')?.id ?? '');
    await world.receive({ generation: 3, order: editedOrder(502, { lines }, { currency: 'EUR' }), refunds: [] });
    await world.settle();
    control.office.invoice(control.state().orders[0]?.id ?? '');
    await world.database.knex('connections').update({ follow_at: world.database.knex.fn.now() });
    await followNext(world.mirror());

    expect(callsOf(world)).toEqual(
      expect.arrayContaining([
        'POST /v2/SalesOrders/Complete 201',
        'POST /v2/SalesOrders/Complete 400',
        'POST /v2/SalesOrders/{id}/Lines 201',
        'GET /v2/SalesOrders/{id}/Complete 200',
        'POST /v2/Customers 201',
        'GET /v2/OutgoingInvoices 204',
        'PATCH /v2/SalesOrders/{id} 200',
        'PATCH /v2/SalesOrders/{id}/Lines/{id} 200',
        'DELETE /v2/SalesOrders/{id}/Lines/{id} 200',
        'DELETE /v2/SalesOrders/{id} 200',
        'GET /v2/OutgoingInvoices/{id}/Lines 200',
        'GET /v2/Currencies 200',
      ]),
    );
    expect(faultsOf(world, specification)).toEqual([]);
  });

  it('keeps to the specification for payments', async () => {
    if (!specification) return;
    let ahead = 0;
    world = await openWorld({
      ...bookingPayments,
      timing: doubtTiming,
      sandbox: { clock: () => Date.now() + ahead },
    });
    const { control } = world.sandbox;
    const lagMs = 600_000;
    let posted = 0;
    control.onRequest(({ method, path }) => {
      if (method !== 'POST' || !path.endsWith('/BankJournals')) return;
      posted += 1;
      // The list lags until the voucher is sent for the second time.
      if (posted === 2) ahead = lagMs;
    });
    const refund = fixture('woocommerce-no/refunds/full-amount-of-simple', { amount: '100.00' });
    // The answer is lost, the list lags past the look-ups, and the second voucher is refused for its reference.
    control.fail({ mode: 'cut_after', lagMs, on: { method: 'POST', path: 'BankJournals$' } });
    await world.receive(
      { generation: 1, order: simpleOrder(22), refunds: [refund] },
      { generation: 1, order: simpleOrder(23, { date_paid_gmt: null }), refunds: [] },
    );
    await world.settle();
    // A second payment is booked for an order that is an invoice by then.
    control.fail({ mode: 'cut_after', on: { method: 'POST', path: 'BankJournals$' } });
    for (const { id } of control.state().orders) control.office.invoice(id);
    await world.receive({ generation: 2, order: simpleOrder(23), refunds: [] });
    await world.settle();

    expect(callsOf(world)).toEqual(
      expect.arrayContaining([
        'POST /v2/Vouchers/BankJournals 201',
        'POST /v2/Vouchers/BankJournals 400',
        'GET /v2/Vouchers/BankJournals/{id} 200',
        'GET /v2/Customerledger/Statement 200',
        'GET /v2/Customerledger/Statement 204',
        'GET /v2/GeneralLedgerAccounts 200',
        'GET /v2/VatCodes 200',
        'GET /v2/LockDateSettings 200',
      ]),
    );
    expect(faultsOf(world, specification)).toEqual([]);
  });

  it('keeps to the specification when it creates products, checks and fills the settings form', async () => {
    if (!specification) return;
    world = await openWorld({ rules: unstocked.rules, sandbox: { clients: [unstocked.company] } });
    await world.receive({ generation: 1, order: roundedOrder(500) });
    await world.settle();
    const connected = await connect(world.mirror(), world.shop, world.connection.id);
    await connected?.system.options(connected.context({ correlationId: randomUUID() }));
    expect(callsOf(world)).toEqual(
      expect.arrayContaining([
        'POST /v2/Products 200',
        'GET /v2/GeneralLedgerAccounts 200',
        'GET /v2/SubLedgerNumberSeries 200',
        'GET /v2/VatSettings 200',
        'GET /v2/Projects 200',
      ]),
    );
    expect(faultsOf(world, specification)).toEqual([]);
  });
});
