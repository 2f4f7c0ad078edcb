import { poweroffice } from '../../bridge-server/src/systems/poweroffice/system.ts';
import { amendmentSteps } from '../setup/amendment-steps.ts';
import { stepsUnderCustomers } from '../setup/company-order.ts';
import { faultsAt, openFaultyWorld, type Place } from '../setup/faults.ts';
import { paymentCalls } from '../setup/payments.ts';
import { unstocked } from '../setup/unstocked.ts';
import type { CompanySetup, World } from '../setup/world.ts';
import { roundedOrder } from '../setup/woocommerce.ts';

/** Where each step that an order or a cancellation takes, and each of their reads, meets the sandbox. */
const steps: Readonly<Record<string, Place>> = {
  'poweroffice.product.create': { method: 'POST', path: '^/v2/Products$' },
  'poweroffice.customer.create': { method: 'POST', path: '^/v2/Customers$' },
  'poweroffice.order.create': { method: 'POST', path: '^/v2/SalesOrders/Complete$' },
  'poweroffice.order.round': { method: 'POST', path: '^/v2/SalesOrders/[^/]+/Lines$' },
  'poweroffice.order.read': { method: 'GET', path: '^/v2/SalesOrders/[^/]+/Complete$' },
  'facts: products': { method: 'GET', path: '^/v2/Products$' },
  'facts: accounts': { method: 'GET', path: '^/v2/GeneralLedgerAccounts$' },
  'facts: customers': { method: 'GET', path: '^/v2/Customers$' },
  token: { method: 'POST', path: '^/OAuth/Token$' },
};
const deletion: Readonly<Record<string, Place>> = {
  'poweroffice.order.delete': { method: 'DELETE', path: '^/v2/SalesOrders/[^/]+$' },
};

/** Companies of another kind than the everyday one, in which a step is met. */
const companies: Readonly<Record<string, CompanySetup>> = { 'poweroffice.product.create': unstocked };

describe('every step meets every fault and ends in exactly one document', () => {
  let world: World;
  beforeAll(async () => {
    world = await openFaultyWorld();
  });
  afterAll(() => world.close());

  it('knows where every declared step meets the sandbox', () => {
    expect(
      Object.keys(poweroffice.steps).filter(
        (kind) => ![steps, deletion, stepsUnderCustomers, paymentCalls, amendmentSteps].some((known) => kind in known),
      ),
    ).toEqual([]);
  });

  it.concurrent.each(faultsAt(steps))('$title', async ({ at, rule }) => {
    const company = await world.addCompany(companies[at]);
    company.fail(rule);
    await company.receive({ generation: 1, order: roundedOrder(77) });
    const [transfer, ...others] = await company.settle();

    expect(company.failed()).toHaveLength(1);
    expect(others).toEqual([]);
    expect(transfer).toMatchObject({ state: 'done', reason: 'sent', total: 1252, targetTotal: 1252 });
    const { orders, customers, products } = company.held();
    expect(orders.map(({ id, total, lines }) => ({ id, total, lines: lines.length }))).toEqual([
      { id: transfer?.documentId, total: 1252, lines: 2 },
    ]);
    expect(customers).toHaveLength(1);
    expect(products.map(({ code }) => code)).toEqual(at in companies ? ['A-1', 'A-99'] : ['A-1', 'A-2', 'A-3', 'A-99']);
  });

  it.concurrent.each(faultsAt(deletion))('$title', async ({ rule }) => {
    const company = await world.addCompany();
    await company.receive({ generation: 1, order: roundedOrder(77) });
    await company.settle();
    company.fail(rule);
    await company.receive({ generation: 2, order: roundedOrder(77, { status: 'cancelled' }) });
    const [order, cancellation] = await company.settle();

    expect([order?.state, cancellation?.state, cancellation?.reason]).toEqual(['done', 'done', 'sent']);
    expect(company.failed()).toHaveLength(1);
    expect(company.held().orders).toEqual([]);
  });
});
