import type { Point } from '../../../bridge-server/src/mirror/mirror.ts';
import { poweroffice } from '../../../bridge-server/src/systems/poweroffice/system.ts';
import { holdings, scenarioOf } from '../../setup/scenarios.ts';
import type { World } from '../../setup/world.ts';
import { runChild } from './run-child.ts';

const creating = Object.entries(poweroffice.steps).filter(([, { does }]) => does !== 'read');
const points: readonly (readonly [Point, string])[] = [
  ['claimed', ''],
  ['planned', ''],
  // Before the call, and after it but before its result is stored.
  ...creating.flatMap(([kind]) => (['intent_recorded', 'answered'] as const).map((point) => [point, kind] as const)),
  // After that. A document's result is stored with the next step's intent, or with the end: those points stand for it.
  ...creating
    .filter(([kind, { does }]) => does === 'shared' || kind === 'poweroffice.payment.post')
    .map(([kind]) => ['stored', kind] as const),
];

describe('a worker process that is killed', () => {
  let world: World;
  afterEach(() => world.close());

  it.each(points)(
    'at %s %s leaves exactly what the order says to its successor',
    async (point, kind) => {
      const { open, ends } = scenarioOf(kind);
      const opened = await open();
      ({ world } = opened);
      await opened.happen();
      expect(await runChild(world, kind === '' ? [point] : [point, kind])).toBe('SIGKILL');
      const settled = await world.settle();
      expect([settled.map(({ state }) => state), holdings(world)]).toEqual([settled.map(() => 'done'), ends]);
    },
    60_000,
  );
});
