import { caseNames, playCase } from '../setup/cases.ts';
import { openWorld, type World } from '../setup/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

it.each(caseNames())('%s', async (name) => {
  console.log(name, JSON.stringify(await playCase(world, name), null, 1));
});
