import type { Point } from '../../../bridge-server/src/mirror/mirror.ts';
import { stepsOf } from '../../../bridge-server/src/systems/contract.ts';
import { poweroffice } from '../../../bridge-server/src/systems/poweroffice/system.ts';
import { holdings, scenarioOf } from '../../setup/scenarios.ts';
import type { World } from '../../setup/world.ts';
import { runChild } from './run-child.ts';

/** The contract kit takes every step; on PostgreSQL those are enough that the document stands or falls with. */
const creating = Object.entries(stepsOf(poweroffice)).filter(([, { makes }]) => makes === true);
const points: readonly (readonly [Point, string])[] = [
  ['claimed', ''],
  ['planned', ''],
  // Before the call, and after it but before its result is stored.
  ...creating.flatMap(([kind]) => (['intent_recorded', 'answered'] as const).map((point) => [point, kind] as const)),
  // After that. A document's result is stored with the next step's intent, or with the end: those points stand for it.
  ['stored', 'poweroffice.customer.create'],
  ['stored', 'poweroffice.payment.post'],
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
