import { anotherArticle, restRefunded } from '../faults/changes.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import { openWorld, type World } from '../setup/world.ts';

describe('an order that was edited and then refunded in full after its document was made', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());

  it.each(['refunded', 'processing'])(
    'has its document amended, so that the credit note has the same total (status %s)',
    async (status) => {
      const order = simpleOrder(5);
      await world.sendOrder(1, order);
      await world.settle();
      const edited = restRefunded(
        anotherArticle({ order, refunds: [], gone: false }, () => 0),
        () => 0,
      );
      await world.sendOrder(3, { ...edited.order, status }, ...edited.refunds);
      const settled = await world.settled();
      expect(settled).toEqual(['order done changed.after_sending', 'refund done sent', 'amendment done sent']);
      expect(world.held().orders.map(({ total }) => total)).toEqual([69_800, -69_800]);
    },
  );

  it('has no amendment when only its status changed', async () => {
    const order = simpleOrder(5);
    await world.sendOrder(1, order);
    await world.settle();
    const back = restRefunded({ order, refunds: [], gone: false }, () => 0);
    await world.sendOrder(2, back.order, ...back.refunds);
    expect(await world.settled()).toEqual(['order done sent', 'refund done sent']);
  });
});
