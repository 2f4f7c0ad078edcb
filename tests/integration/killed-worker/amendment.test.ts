import { amendmentSteps, heldAtGo, openScenario } from '../../setup/amendment-steps.ts';
import type { World } from '../../setup/world.ts';
import { runChild } from './run-child.ts';

// A result is stored with the next step's intent, or with the end: those points stand for it.
const points = Object.entries(amendmentSteps).flatMap(([kind, scenario]) => ['intent_recorded', 'answered'].map((point) => [point, kind, scenario] as const));

describe('a worker process that is killed while it mends or confirms', () => {
  let world: World;
  afterEach(() => world.close());

  it.each(points)('at %s %s leaves exactly what the order says to its successor', async (point, kind, scenario) => {
    const opened = await openScenario(scenario);
    ({ world } = opened);
    await opened.happen();
    expect(await runChild(world, [point, kind])).toBe('SIGKILL');
    expect((await world.settle()).map(({ state }) => state)).toEqual(scenario.before ? ['done', 'done'] : ['done']);
    expect(heldAtGo(world)).toEqual([scenario.ends]);
  }, 60_000);
});
