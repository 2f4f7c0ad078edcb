import type { Point } from '../../bridge-server/src/mirror/mirror.ts';
import { poweroffice } from '../../bridge-server/src/systems/poweroffice/system.ts';
import { unstocked } from '../setup/unstocked.ts';
import { openWorld, shortTiming, type World } from '../setup/world.ts';
import { roundedOrder } from '../setup/woocommerce.ts';

const creating = Object.entries(poweroffice.steps).filter(([, declared]) => declared.does !== 'read').map(([kind]) => kind);
const cases = creating.flatMap((kind) => (['intent_recorded', 'answered'] as const).map((point) => [point, kind] as const));

describe('two workers, one of them paused past its lease', () => {
  let world: World;
  afterEach(() => world.close());

  it.each(cases)('paused at %s of %s: the other one goes on, and the first changes nothing when it wakes', async (point: Point, kind) => {
    world = await openWorld(kind === 'poweroffice.product.create' ? unstocked : {});
    await world.receive({ generation: 1, order: roundedOrder(5) });
    const deletion = kind === 'poweroffice.order.delete';
    if (deletion) {
      await world.settle();
      await world.receive({ generation: 2, order: roundedOrder(5, { status: 'cancelled' }) });
    }
    let wake: () => void = () => undefined;
    let paused = false;
    let woken = false;
    const sleeper = world.worker(async (reached, { step }) => {
      if (paused || reached !== point || step?.kind !== kind) return;
      paused = true;
      await new Promise<void>((done) => { wake = done; });
      woken = true;
    });
    sleeper.start();
    await until(() => paused);
    const other = world.worker();
    other.start();
    const settled = await world.settle();
    const before = world.sandbox.control.state().orders;
    const posted = () => world.sandbox.control.state().requests.filter((request) => request.method !== 'GET' && request.path.startsWith('/v2/')).length;
    const postedBefore = posted();
    wake();
    await until(() => woken);
    await new Promise((done) => setTimeout(done, shortTiming.callTimeoutSeconds * 1000));
    await sleeper.stop();
    await other.stop();

    expect(settled.map(({ state, reason }) => `${state} ${reason}`)).toEqual(deletion ? ['done cancelled.after_sending', 'done sent'] : ['done sent']);
    const { orders, customers, products } = world.sandbox.control.state();
    expect(orders).toEqual(before);
    // Not only that the vendor refused a second document: nothing was asked of it.
    expect(posted()).toBe(postedBefore);
    if (deletion) return expect(orders).toEqual([]);
    expect(orders.map(({ total, lines }) => ({ total, lines: lines.length }))).toEqual([{ total: 1252, lines: 2 }]);
    expect(customers).toHaveLength(1);
    expect(new Set(products.map(({ code }) => code)).size).toBe(products.length);
    expect((await world.transfers()).map(({ state }) => state)).toEqual(['done']);
  }, 30_000);
});

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; waited < 1000 && !holds(); waited++) await new Promise((done) => setTimeout(done, 10));
  if (!holds()) throw new Error('it did not come about within ten seconds');
}
