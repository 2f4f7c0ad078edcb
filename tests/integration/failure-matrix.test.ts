import { failing, faults } from '../setup/faults.ts';
import { openWorld, type World } from '../setup/world.ts';
import { roundedOrder } from '../setup/woocommerce.ts';

/**
 * The contract kit takes every step through every fault with the store in memory. Here the calls that everything stands on meet
 * what the sandbox itself does wrong, lists that lag included, on PostgreSQL and in real time.
 */
const calls: Readonly<Record<string, { method: string; path: string }>> = {
  'poweroffice.order.create': { method: 'POST', path: '^/v2/SalesOrders/Complete$' },
  token: { method: 'POST', path: '^/OAuth/Token$' },
};

describe.each(Object.entries(calls))('%s meets every fault and ends in exactly one document', (_call, on) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());

  it.each(faults.map((fault) => [fault.title, fault] as const))('%s', async (_title, fault) => {
    world.sandbox.control.fail(failing(fault, on));
    await world.receive({ generation: 1, order: roundedOrder(77) });
    const [transfer, ...others] = await world.settle();

    expect(world.sandbox.control.state().requests.filter(({ failure }) => failure !== null)).toHaveLength(1);
    expect(others).toEqual([]);
    expect(transfer).toMatchObject({ state: 'done', reason: 'sent', total: 1252, targetTotal: 1252 });
    const { orders, customers } = world.sandbox.control.state();
    expect(orders.map(({ id, total, lines }) => ({ id, total, lines: lines.length }))).toEqual([
      { id: transfer?.documentId, total: 1252, lines: 2 },
    ]);
    expect(customers).toHaveLength(1);
  });
});
