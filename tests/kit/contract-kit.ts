import type { System } from '../../bridge-server/src/systems/contract.ts';
import { stepsOf } from '../../bridge-server/src/systems/pushed.ts';
import { benchOf, endsOf, type Bench, type UnderTest } from './bench.ts';
import { faultsAfter, faultsBefore, kills, type CallFault } from './faults.ts';
import type { Played, Scenario, Started, Trouble } from './play.ts';
import { changesComeTo } from './pulled-changes.ts';
import { officeMeets, someScenarioChanges } from './pulled-kit.ts';

export type { UnderTest } from './bench.ts';

/**
 * What must hold for every system. The kit takes a pushed system's steps from its declaration, and every step meets
 * every fault: whatever goes wrong once, the vendor must hold exactly what it would hold without the fault. For a
 * pulled system, every document meets everything that its office may do. The bridge's own code delivers to the system's
 * sandbox over HTTP; only the store is in memory, with its own clock.
 */
export function contractKit(under: UnderTest): void {
  const { name, system, scenarios } = under;
  describe(`the contract of ${name}`, () => {
    let started: Started;
    beforeAll(async () => {
      started = await under.start();
    });
    afterAll(() => started.close());
    const bench = benchOf(under, () => started);

    if (system.delivery.how === 'pulled') {
      someScenarioChanges(bench, scenarios);
      if (system.delivery.changes) changesComeTo(bench, system.delivery.changes, under.changes);
    } else takesEveryStep(bench, system, scenarios);

    describe.each(scenarios.map((scenario) => [scenario.title, scenario] as const))('%s', (_title, scenario) => {
      it('ends with every transfer done or closed, and with documents at the vendor', async () => {
        const sound = await bench.soundOf(scenario);
        expect(endsOf(sound).filter((end) => !/ (done|closed) /.test(end))).toEqual([]);
        expect(sound.holdings).not.toEqual([]);
      });

      if (system.delivery.how === 'pulled') officeMeets(bench, scenario);
      else stepsMeet(bench, scenario);

      it.each(faultsBefore.map((fault) => [fault.title, fault] as const))(
        'ends the same whichever read meets this fault: %s',
        async (_fault, fault) => {
          expect(await bench.differing(scenario, (sound) => readsOf(sound, fault))).toEqual([]);
        },
      );
    });
  });
}

function takesEveryStep({ soundOf }: Bench, system: System, scenarios: readonly Scenario[]): void {
  it('takes every declared step in some scenario', async () => {
    const taken = new Set<string>();
    for (const scenario of scenarios) for (const { kind } of (await soundOf(scenario)).steps) taken.add(kind);
    const creating = Object.entries(stepsOf(system)).filter(([, { does }]) => does !== 'read');
    expect(creating.map(([kind]) => kind).filter((kind) => !taken.has(kind))).toEqual([]);
  });
}

function stepsMeet({ differing }: Bench, scenario: Scenario): void {
  it.each([...faultsBefore, ...faultsAfter].map((fault) => [fault.title, fault] as const))(
    'ends the same whichever step meets this fault: %s',
    async (_fault, fault) => {
      const troubles = (sound: Played) => sound.steps.map(({ place }): Trouble => ({ on: 'step', place, fault }));
      expect(await differing(scenario, troubles)).toEqual([]);
    },
  );

  it.each(kills)('ends the same whichever step has its worker %s', async (kill) => {
    const troubles = (sound: Played) => sound.steps.map(({ place }): Trouble => ({ on: 'step', place, kill }));
    expect(await differing(scenario, troubles)).toEqual([]);
  });
}

const readsOf = ({ reads }: Played, fault: CallFault): Trouble[] =>
  Array.from({ length: reads }, (_, index) => ({ on: 'read', index: index + 1, fault }));
