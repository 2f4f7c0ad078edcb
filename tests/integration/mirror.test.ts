import { openWorld, type World } from '../setup/world.ts';
import { fixture, simpleOrder } from '../setup/woocommerce.ts';

describe('the mirror', () => {
  let world: World;
  beforeEach(async () => { world = await openWorld(); });
  afterEach(() => world.close());
  const order = (body: Record<string, unknown>, generation = 1) => ({ generation, order: body, refunds: [] });

  it('makes one draft sales order of one order, with its reference and its total to the cent', async () => {
    await world.receive(order(fixture('woocommerce-no/orders/four-rates-shipping')));
    const [transfer] = await world.settle();
    expect(transfer).toMatchObject({ state: 'done', reason: 'sent', total: 211_300, targetTotal: 211_300 });
    const { orders } = world.sandbox.control.state();
    expect(orders).toHaveLength(1);
    expect(orders[0]).toMatchObject({ externalImportReference: `${world.shop}-23`, customMatchingReference: `${world.shop}-23`, total: 211_300 });
  });
});
