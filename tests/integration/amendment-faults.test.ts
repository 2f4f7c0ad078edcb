import { amendmentSteps, heldAtGo, openScenario, type StepScenario } from '../setup/amendment-steps.ts';
import { failing, faults } from '../setup/faults.ts';
import type { World } from '../setup/world.ts';

const change = amendmentSteps['poweroffice.line.change'] as StepScenario;
const scenarios: Readonly<Record<string, StepScenario>> = {
  ...amendmentSteps,
  'facts: the draft': { ...change, on: { method: 'GET', path: '^/v2/SalesOrders/[^/]+/Complete$' } },
  'facts: currencies': {
    ...change,
    on: { method: 'GET', path: '^/v2/Currencies$' },
    before: null,
    changes: { currency: 'EUR' },
  },
};

describe('every step of an edit meets every fault and ends in exactly what the order says', () => {
  let world: World;
  afterEach(() => world.close());

  describe.each(Object.entries(scenarios))('%s', (_step, scenario) => {
    it.each(faults.map((fault) => [fault.title, fault] as const))('%s', async (_title, fault) => {
      const opened = await openScenario(scenario);
      ({ world } = opened);
      world.sandbox.control.fail(failing(fault, scenario.on));
      await opened.happen();
      const settled = await world.settle();

      expect(world.sandbox.control.state().requests.filter((request) => request.failure !== null)).toHaveLength(1);
      expect(settled.map(({ kind, state }) => `${kind} ${state}`)).toEqual(
        scenario.before ? ['order done', 'amendment done'] : ['order done'],
      );
      expect(settled.at(-1)).toMatchObject({ reason: 'sent' });
      expect(heldAtGo(world)).toEqual([scenario.ends]);
    });
  });
});
