import { poweroffice } from '../../bridge-server/src/systems/poweroffice/system.ts';
import { amendmentSteps } from '../setup/amendment-steps.ts';
import { stepsUnderCustomers } from '../setup/company-order.ts';
import { failing, faults } from '../setup/faults.ts';
import { paymentCalls } from '../setup/payments.ts';
import { unstocked } from '../setup/unstocked.ts';
import { openWorld, type World, type WorldOptions } from '../setup/world.ts';
import { roundedOrder } from '../setup/woocommerce.ts';

/** Where each of the system's steps, and each of its reads, meets the sandbox. */
const steps: Readonly<Record<string, { method: string; path: string }>> = {
  'poweroffice.product.create': { method: 'POST', path: '^/v2/Products$' },
  'poweroffice.customer.create': { method: 'POST', path: '^/v2/Customers$' },
  'poweroffice.order.create': { method: 'POST', path: '^/v2/SalesOrders/Complete$' },
  'poweroffice.order.round': { method: 'POST', path: '^/v2/SalesOrders/[^/]+/Lines$' },
  'poweroffice.order.delete': { method: 'DELETE', path: '^/v2/SalesOrders/[^/]+$' },
  'poweroffice.order.read': { method: 'GET', path: '^/v2/SalesOrders/[^/]+/Complete$' },
  'facts: products': { method: 'GET', path: '^/v2/Products$' },
  'facts: accounts': { method: 'GET', path: '^/v2/GeneralLedgerAccounts$' },
  'facts: customers': { method: 'GET', path: '^/v2/Customers$' },
  token: { method: 'POST', path: '^/OAuth/Token$' },
};

/** Steps that are met in another world than the everyday one. */
const worlds: Readonly<Record<string, WorldOptions>> = { 'poweroffice.product.create': unstocked };

describe('every step meets every fault and ends in exactly one document', () => {
  it('knows where every declared step meets the sandbox', () => {
    expect(
      Object.keys(poweroffice.steps).filter(
        (kind) => ![steps, stepsUnderCustomers, paymentCalls, amendmentSteps].some((known) => kind in known),
      ),
    ).toEqual([]);
  });

  describe.each(Object.entries(steps))('%s', (step, on) => {
    let world: World;
    beforeEach(async () => {
      world = await openWorld(worlds[step]);
    });
    afterEach(() => world.close());

    it.each(faults.map((fault) => [fault.title, fault] as const))(
      '%s',
      async (_title, given) => {
        const fault = failing(given, on);
        const failed = () => world.sandbox.control.state().requests.filter((request) => request.failure !== null);
        if (step === 'poweroffice.order.delete') {
          await world.receive({ generation: 1, order: roundedOrder(77) });
          await world.settle();
          world.sandbox.control.fail(fault);
          await world.receive({ generation: 2, order: roundedOrder(77, { status: 'cancelled' }) });
          const [order, cancellation] = await world.settle();
          expect([order?.state, cancellation?.state, cancellation?.reason]).toEqual(['done', 'done', 'sent']);
          expect([failed().length, world.sandbox.control.state().orders]).toEqual([1, []]);
          return;
        }
        world.sandbox.control.fail(fault);
        await world.receive({ generation: 1, order: roundedOrder(77) });
        const [transfer, ...others] = await world.settle();

        expect(failed()).toHaveLength(1);
        expect(others).toEqual([]);
        expect(transfer).toMatchObject({ state: 'done', reason: 'sent', total: 1252, targetTotal: 1252 });
        const { orders, customers, products } = world.sandbox.control.state();
        expect(orders.map(({ id, total, lines }) => ({ id, total, lines: lines.length }))).toEqual([
          { id: transfer?.documentId, total: 1252, lines: 2 },
        ]);
        expect(customers).toHaveLength(1);
        expect(products.map(({ code }) => code)).toEqual(
          step in worlds ? ['A-1', 'A-99'] : ['A-1', 'A-2', 'A-3', 'A-99'],
        );
      },
      20_000,
    );
  });
});
