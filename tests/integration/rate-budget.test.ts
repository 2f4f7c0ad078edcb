import { monitorEventLoopDelay } from 'node:perf_hooks';
import { simpleOrders } from '../setup/woocommerce.ts';
import { withWorkers } from '../setup/workers.ts';
import { openWorld, type World } from '../setup/world.ts';
import { until } from '../setup/until.ts';

/** A request that is this late still uses its place. */
const lateMs = 60;

/**
 * * Watches the requests below a path; the returned function then checks that no second had more than the limit. If this process,
 * which sends and answers, stood still, then those requests may come together whose places lay within that time, and no others.
 */
function watchLimit({ sandbox }: World, limit = 10, below = '/v2'): () => void {
  // Places lie a fifth further apart than the limit says.
  const placeMs = (1000 / limit) * 1.2;
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  return () => {
    delay.disable();
    const { requests, refusals } = sandbox.control.state();
    const times = requests.filter(({ path }) => path.startsWith(below)).map(({ at }) => Date.parse(at));
    const most = Math.max(...times.map((from) => times.filter((at) => at >= from && at - from < 1000).length));
    const heldUpMs = delay.max / 1e6;
    const explained = 1 + Math.floor((1000 + lateMs + heldUpMs) / placeMs);
    expect(most).toBeLessThanOrEqual(Math.max(limit, explained));
    if (explained <= limit) expect(refusals).toBe(0);
    else
      process.stderr.write(
        `the machine stood still for ${Math.round(heldUpMs)} ms: ${most} requests in one second, ` +
          `${explained} explained by that, ${refusals} refused\n`,
      );
  };
}

describe("the vendor's limit of ten requests a second", () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld({
      sandbox: { requestsPerSecond: 10 },
      requestsPerSecond: 10,
    });
  });
  afterEach(() => world.close());

  it('is kept by several workers together, so that the sandbox refuses nothing and every order is sent', async () => {
    await world.sendOrders(...simpleOrders(12));
    const workers = [world.worker(), world.worker()];
    const limitWasKept = watchLimit(world);
    const settled = await withWorkers(workers, () => world.settled('state', 'attempts'));
    expect(settled).toEqual(Array.from({ length: 12 }, () => 'done 0'));
    // While many transfers wait for the same list, it is read once for all of them.
    expect(
      world.sandbox.control.state().requests.filter(({ method, path }) => method === 'GET' && path === '/v2/Products')
        .length,
    ).toBeLessThanOrEqual(3);
    limitWasKept();
  });
});

describe('several limits of one vendor', () => {
  const [ofUser, ofOrders, ofOthers] = [10, 2, 8];
  let world: World;
  // Calls wait for their place, which takes longer than the times of other tests allow.
  beforeEach(async () => {
    world = await openWorld({
      sandbox: { requestsPerSecond: ofUser },
      rates: (_owner, { url }) => {
        const [, endpoint = ''] = /\/v2\/([^/?]+)/.exec(url) ?? [];
        return [
          { key: 'user', perSecond: ofUser },
          { key: `endpoint: ${endpoint}`, perSecond: endpoint === 'SalesOrders' ? ofOrders : ofOthers },
        ];
      },
      timing: { callTimeoutSeconds: 10, leaseSeconds: 30 },
    });
  });
  afterEach(() => world.close());

  it('are all kept by several workers together: one for each endpoint, and one for the user', async () => {
    await world.sendOrders(...simpleOrders(8));
    const workers = [world.worker(), world.worker()];
    const limitsWereKept = [
      watchLimit(world, ofUser),
      watchLimit(world, ofOrders, '/v2/SalesOrders'),
      watchLimit(world, ofOthers, '/v2/Customers'),
    ];
    const settled = await withWorkers(workers, () => world.settled('state', 'attempts'));
    expect(settled).toEqual(Array.from({ length: 8 }, () => 'done 0'));
    for (const wasKept of limitsWereKept) wasKept();
  }, 60_000);
});

describe('two shops on one subscription key', () => {
  const other = 'client-key-of-the-other';
  let world: World;
  beforeEach(async () => {
    world = await openWorld({
      sandbox: { requestsPerSecond: 10, clients: [{}, { clientKey: other, name: 'Fjord AS' }] },
      requestsPerSecond: 10,
    });
  });
  afterEach(() => world.close());

  it('keep its limit together, and the shop with many orders does not hold up the other', async () => {
    const [many, few] = [40, 2];
    const fjord = await world.addShop(other);
    const workers = [world.worker(), world.worker()];
    const limitWasKept = watchLimit(world);
    await world.sendOrders(...simpleOrders(many));
    for (const worker of workers) worker.start();
    const done = async (shop: typeof fjord) => (await shop.transfers()).filter(({ state }) => state === 'done').length;
    await until(async () => (await done(world)) > 0);

    await fjord.sendOrders(...simpleOrders(few));
    await until(async () => (await done(fjord)) === few);
    for (const worker of workers) await worker.stop();

    // Told by the order in which the office was asked, not by how much was done when somebody looked.
    const made = world.sandbox.control
      .state()
      .requests.filter(({ method, path }) => method === 'POST' && path === '/v2/SalesOrders/Complete')
      .map(({ client }) => client);
    const meanwhile = made.slice(0, made.lastIndexOf(other)).filter((client) => client !== other).length;
    expect(meanwhile).toBeGreaterThan(1);
    expect(meanwhile).toBeLessThan(many);
    expect(fjord.held().orders).toHaveLength(few);
    limitWasKept();
  });
});
