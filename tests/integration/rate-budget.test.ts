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

describe('two shops on one subscription key', () => {
  const other = 'client-key-of-the-other';
  let world: World;
  beforeEach(async () => {
    world = await openWorld({
      sandbox: { requestsPerSecond: 10, clients: [{}, { clientKey: other, name: 'Fjord AS' }] }, requestsPerSecond: 10, timing: { callTimeoutSeconds: 5, leaseSeconds: 15 },
    });
  });
  afterEach(() => world.close());

  it('keep its limit together, and the one with much to send does not hold up the other', async () => {
    const [many, few] = [40, 2];
    const fjord = await world.addShop(other);
    const workers = [world.worker(), world.worker()];
    await world.receive(...Array.from({ length: many }, (_, index) => ({ generation: 1, order: simpleOrder(index + 1) })));
    for (const worker of workers) worker.start();
    const done = async (shop: typeof fjord) => (await shop.transfers()).filter(({ state }) => state === 'done').length;
    while ((await done(world)) === 0) await new Promise((tick) => setTimeout(tick, 50));

    await fjord.receive(...Array.from({ length: few }, (_, index) => ({ generation: 1, order: simpleOrder(index + 1) })));
    while ((await done(fjord)) < few) await new Promise((tick) => setTimeout(tick, 50));
    const meanwhile = await done(world);
    for (const worker of workers) await worker.stop();

    expect(meanwhile).toBeGreaterThan(1);
    expect(meanwhile).toBeLessThan(many);
    expect(world.sandbox.control.state(other).orders).toHaveLength(few);
    const { requests, refusals } = world.sandbox.control.state();
    const times = requests.filter(({ path }) => path.startsWith('/v2')).map(({ at }) => Date.parse(at));
    const most = Math.max(...times.map((from) => times.filter((at) => at >= from && at - from < 1000).length));
    expect([refusals, most]).toEqual([0, expect.any(Number)]);
    expect(most).toBeLessThanOrEqual(10);
  }, 60_000);
});
