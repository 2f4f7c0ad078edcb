import { faultsAt, openFaultyWorld, type Place } from '../setup/faults.ts';
import type { World } from '../setup/world.ts';
import { roundedOrder } from '../setup/woocommerce.ts';

/**
 * The contract kit takes every step through every fault with the store in memory. Here the calls that every order needs
 * meet the faults of the sandbox, with lists that lag, on PostgreSQL and in real time.
 */
const calls: Readonly<Record<string, Place>> = {
  'poweroffice.order.create': { method: 'POST', path: '^/v2/SalesOrders/Complete$' },
  'facts: products': { method: 'GET', path: '^/v2/Products$' },
  token: { method: 'POST', path: '^/OAuth/Token$' },
};

describe('an order comes to exactly one document whatever fault a call meets', () => {
  let world: World;
  beforeAll(async () => {
    world = await openFaultyWorld();
  });
  afterAll(() => world.close());

  it.concurrent.each(faultsAt(calls))('$title', async ({ rule }) => {
    const company = await world.addCompany();
    company.fail(rule);
    await company.sendOrder(1, roundedOrder(77));
    const [transfer, ...others] = await company.settle();

    expect(company.failed()).toHaveLength(1);
    expect(others).toEqual([]);
    expect(transfer).toMatchObject({ state: 'done', reason: 'sent', total: 1252, targetTotal: 1252 });
    const { orders, customers } = company.held();
    expect(orders.map(({ id, total, lines }) => ({ id, total, lines: lines.length }))).toEqual([
      { id: transfer?.documentId, total: 1252, lines: 2 },
    ]);
    expect(customers).toHaveLength(1);
  });
});
