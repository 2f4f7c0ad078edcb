import { anotherArticle, restRefunded } from '../faults/changes.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import { openWorld, type World } from '../setup/world.ts';

describe('an order that was edited, and then given back in full, after its document was made', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());

  it.each(['refunded', 'processing'])(
    'is mended, so that the credit note takes back what the document says (%s)',
    async (status) => {
      const order = simpleOrder(5);
      await world.sendOrder(1, order);
      await world.settle();
      const edited = restRefunded(
        anotherArticle({ order, refunds: [], gone: false }, () => 0),
        () => 0,
      );
      await world.sendOrder(3, { ...edited.order, status }, ...edited.refunds);
      const settled = await world.settle();
      expect(settled.map(({ kind, state, reason }) => `${kind} ${state} (${reason})`)).toEqual([
        'order done (changed.after_sending)',
        'refund done (sent)',
        'amendment done (sent)',
      ]);
      expect(world.sandbox.control.state().orders.map(({ total }) => total)).toEqual([69_800, -69_800]);
    },
  );

  it('is left alone where only its status says so', async () => {
    const order = simpleOrder(5);
    await world.sendOrder(1, order);
    await world.settle();
    const back = restRefunded({ order, refunds: [], gone: false }, () => 0);
    await world.sendOrder(2, back.order, ...back.refunds);
    expect((await world.settle()).map(({ kind, state, reason }) => `${kind} ${state} (${reason})`)).toEqual([
      'order done (sent)',
      'refund done (sent)',
    ]);
  });
});
