import { openWorld, type World } from '../setup/world.ts';
import { simpleOrder } from '../setup/woocommerce.ts';

describe('the vendor\'s limit of ten requests a second', () => {
  let world: World;
  // Calls wait for their place, so that the times of a test leave too little room for them.
  beforeEach(async () => { world = await openWorld({ sandbox: { requestsPerSecond: 10 }, requestsPerSecond: 10, timing: { callTimeoutSeconds: 5, leaseSeconds: 15 } }); });
  afterEach(() => world.close());

  it('is kept by several workers together: the sandbox refuses nothing, and every order arrives', async () => {
    await world.receive(...Array.from({ length: 12 }, (_, index) => ({ generation: 1, order: simpleOrder(index + 1) })));
    const others = [world.worker(), world.worker()];
    for (const worker of others) worker.start();
    const settled = await world.settle();
    for (const worker of others) await worker.stop();
    expect(settled.map(({ state, attempts }) => `${state} ${attempts}`)).toEqual(Array.from({ length: 12 }, () => 'done 0'));
    expect(world.sandbox.control.state().refusals).toBe(0);
  }, 30_000);
});
