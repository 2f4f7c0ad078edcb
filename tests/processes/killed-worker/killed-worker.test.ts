import type { Point } from '../../../bridge-server/src/mirror/mirror.ts';
import { stepsOf } from '../../../bridge-server/src/systems/pushed.ts';
import { poweroffice } from '../../../bridge-server/src/systems/poweroffice/system.ts';
import { holdings, openScenario } from '../../setup/scenario.ts';
import { scenarioOf } from '../../setup/scenarios.ts';
import { doubtTiming, openWorld } from '../../setup/world.ts';
import { atMost, runChild } from './run-child.ts';

/** The steps that make the document. The contract kit kills a worker at every step; on PostgreSQL these are enough. */
const creating = Object.entries(stepsOf(poweroffice)).filter(([, { makes }]) => makes === true);
const points: readonly (readonly [Point, string])[] = [
  ['claimed', ''],
  ['planned', ''],
  // Before the call, and after the call but before its result is stored.
  ...creating.flatMap(([kind]) => (['intent_recorded', 'answered'] as const).map((point) => [point, kind] as const)),
  // After the result is stored. A document's result has no such point: it is stored with the next step's intent or with
  // the end.
  ['stored', 'poweroffice.customer.create'],
  ['stored', 'poweroffice.payment.post'],
];

/** Each case has its own world and process; more than four at once would only slow each other down. */
const inTurn = atMost(4);

describe('a worker process that is killed', () => {
  it.concurrent.each(points)('at %s %s lets its successor make exactly what the order says', (point, kind) =>
    inTurn(async () => {
      const world = await openWorld({ timing: doubtTiming, ownDatabase: true });
      try {
        const scenario = scenarioOf(kind);
        const company = await openScenario(world, scenario);
        await company.receive(scenario.happens);
        expect(await runChild(world, kind === '' ? [point] : [point, kind])).toBe('SIGKILL');
        await world.loseLeases();
        const settled = await company.settle();
        expect(settled.map(({ state }) => state)).toEqual(settled.map(() => 'done'));
        expect(holdings(company)).toBe(scenario.ends);
      } finally {
        await world.close();
      }
    }),
  );
});
