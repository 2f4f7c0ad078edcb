import { amendmentSteps, editScenario, type StepScenario } from '../setup/amendment-steps.ts';
import { faultsAt, openFaultyWorld } from '../setup/faults.ts';
import { openScenario, ordersHeld } from '../setup/scenario.ts';
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
const cases = Object.entries(scenarios).flatMap(([step, scenario]) =>
  faultsAt({ [step]: scenario.on }).map(({ title, rule }) => ({ title, rule, scenario })),
);

describe('every step of an edit meets every fault and ends in exactly what the order says', () => {
  let world: World;
  beforeAll(async () => {
    world = await openFaultyWorld();
  });
  afterAll(() => world.close());

  it.concurrent.each(cases)('$title', async ({ scenario, rule }) => {
    const edit = editScenario(scenario);
    const company = await openScenario(world, edit);
    company.fail(rule);
    await company.receive(edit.happens);
    const settled = await company.settle();

    expect(company.failed()).toHaveLength(1);
    expect(settled.map(({ kind, state }) => `${kind} ${state}`)).toEqual(
      scenario.before ? ['order done', 'amendment done'] : ['order done'],
    );
    expect(settled.at(-1)).toMatchObject({ reason: 'sent' });
    expect(ordersHeld(company)).toEqual([scenario.ends]);
  });
});
