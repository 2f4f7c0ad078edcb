import type { Point } from '../../../bridge-server/src/mirror/mirror.ts';
import { stepsOf } from '../../../bridge-server/src/systems/pushed.ts';
import { poweroffice } from '../../../bridge-server/src/systems/poweroffice/system.ts';
import { holdings, openScenario } from '../../setup/scenario.ts';
import { scenarioOf } from '../../setup/scenarios.ts';
import { doubtTiming, openWorld } from '../../setup/world.ts';
import { atMost, runChild } from './run-child.ts';

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

/** Each has a world and a process of its own; more at once would only stand in each other's way. */
const inTurn = atMost(4);

describe('a worker process that is killed', () => {
  it.concurrent.each(points)('at %s %s leaves exactly what the order says to its successor', (point, kind) =>
    inTurn(async () => {
      const world = await openWorld({ timing: doubtTiming, ownDatabase: true });
      try {
        const scenario = scenarioOf(kind);
        const company = await openScenario(world, scenario);
        await company.receive(scenario.happens);
        expect(await runChild(world, kind === '' ? [point] : [point, kind])).toBe('SIGKILL');
        await world.loseLeases();
        const settled = await company.settle();
        expect([settled.map(({ state }) => state), holdings(company)]).toEqual([
          settled.map(() => 'done'),
          scenario.ends,
        ]);
      } finally {
        await world.close();
      }
    }),
  );
});
