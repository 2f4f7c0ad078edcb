import type { Point } from '../../bridge-server/src/mirror/mirror.ts';
import { poweroffice } from '../../bridge-server/src/systems/poweroffice/system.ts';
import { holdings, scenarioOf } from '../setup/scenarios.ts';
import { testTiming, type World } from '../setup/world.ts';

const creating = Object.entries(poweroffice.steps)
  .filter(([, declared]) => declared.does !== 'read')
  .map(([kind]) => kind);
const cases = creating.flatMap((kind) =>
  (['intent_recorded', 'answered'] as const).map((point) => [point, kind] as const),
);

describe('two workers, one of them paused past its lease', () => {
  let world: World;
  afterEach(() => world.close());

  it.each(cases)(
    'paused at %s of %s: the other one goes on, and the first changes nothing when it wakes',
    async (point: Point, kind) => {
      const { open, ends } = scenarioOf(kind);
      const opened = await open();
      ({ world } = opened);
      let wake: () => void = () => undefined;
      let paused = false;
      let woken = false;
      const sleeper = world.worker(async (reached, { step }) => {
        if (paused || reached !== point || step?.kind !== kind) return;
        paused = true;
        await new Promise<void>((done) => {
          wake = done;
        });
        woken = true;
      });
      await opened.happen();
      sleeper.start();
      await until(() => paused);
      const other = world.worker();
      other.start();
      const settled = await world.settle();
      expect([settled.map(({ state }) => state), holdings(world)]).toEqual([settled.map(() => 'done'), ends]);

      const posted = () =>
        world.sandbox.control
          .state()
          .requests.filter((request) => request.method !== 'GET' && request.path.startsWith('/v2/')).length;
      const postedBefore = posted();
      wake();
      await until(() => woken);
      await new Promise((done) => setTimeout(done, testTiming.callTimeoutSeconds * 1000));
      await sleeper.stop();
      await other.stop();
      // Not only that the vendor refused a second document: nothing was asked of it.
      expect(posted()).toBe(postedBefore);
      expect([(await world.transfers()).map(({ state, reason }) => `${state} ${reason}`), holdings(world)]).toEqual([
        settled.map(({ state, reason }) => `${state} ${reason}`),
        ends,
      ]);
    },
    30_000,
  );
});

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; waited < 1000 && !holds(); waited++) await new Promise((done) => setTimeout(done, 10));
  if (!holds()) throw new Error('it did not come about within ten seconds');
}
