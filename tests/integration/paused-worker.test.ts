import { claim } from '../../bridge-server/src/mirror/delivery/claim.ts';
import { deliver } from '../../bridge-server/src/mirror/delivery/deliver.ts';
import { reviewOne } from '../../bridge-server/src/mirror/maintenance/review.ts';
import type { Point } from '../../bridge-server/src/mirror/mirror.ts';
import { stepsOf } from '../../bridge-server/src/systems/pushed.ts';
import { poweroffice } from '../../bridge-server/src/systems/poweroffice/system.ts';
import { holdings, openScenario, type Scenario } from '../setup/scenario.ts';
import { scenarioOf } from '../setup/scenarios.ts';
import { summaries } from '../setup/summaries.ts';
import { until } from '../setup/until.ts';
import { doubtTiming, openWorld, type ConnectedShop, type World } from '../setup/world.ts';

/** A step at which a worker falls asleep, and the company whose transfer it has in hand. */
interface Case {
  point: Point;
  kind: string;
  scenario: Scenario;
  company: ConnectedShop;
}

/** The contract kit takes every step; on PostgreSQL those are enough that the document stands or falls with. */
const points = Object.entries(stepsOf(poweroffice))
  .filter(([, { makes }]) => makes === true)
  .flatMap(([kind]) => (['intent_recorded', 'answered'] as const).map((point) => ({ point, kind })));

/** What changed anything at Go, or tried to. */
const posted = (company: ConnectedShop): number =>
  company.held().requests.filter((request) => request.method !== 'GET' && request.path.startsWith('/v2/')).length;
const states = async (company: ConnectedShop) => summaries(await company.transfers(), 'state', 'reason');

describe('two workers, one of them paused past its leases', () => {
  let world: World;
  const cases = new Map<string, Case>();
  beforeAll(async () => {
    world = await openWorld({ timing: doubtTiming, concurrency: 32 });
    await Promise.all(
      points.map(async ({ point, kind }) => {
        const scenario = scenarioOf(kind);
        const company = await openScenario(world, scenario);
        cases.set(`${point} ${kind}`, { point, kind, scenario, company });
      }),
    );
    await sleepAndWake(world, [...cases.values()]);
  });
  afterAll(() => world.close());

  it.each(points)(
    'paused at $point of $kind: the other one goes on, and the first changes nothing when it wakes',
    async ({ point, kind }) => {
      const { company, scenario } = cases.get(`${point} ${kind}`) as Case;
      const settled = await company.transfers();
      expect(settled.map(({ state }) => state)).toEqual(settled.map(() => 'done'));
      expect(holdings(company)).toBe(scenario.ends);
      const before = whileAsleep.get(company.shop);
      // Not only that the vendor refused a second document: nothing was asked of it.
      expect(posted(company)).toBe(before?.posted);
      expect(await states(company)).toEqual(before?.states);
      expect(before?.holdings).toBe(scenario.ends);
    },
  );
});

/** What the other worker had made of each shop's orders before the first one woke. */
const whileAsleep = new Map<string, { posted: number; states: string[]; holdings: string }>();

/**
 * A worker takes every transfer and falls asleep in each; another one brings all to their end; then the first one
 * wakes.
 */
async function sleepAndWake(world: World, all: readonly Case[]): Promise<void> {
  let wake: () => void = () => undefined;
  const woken = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const asleep = new Set<number>();
  const caseOf = new Map<number, Case>();
  for (const { company, scenario } of all) await company.receive(scenario.happens);
  // What follows from a change of an order that was sent: without a worker, which would go on to send it.
  const { log } = world.mirror();
  while (await reviewOne(world.database.pool, () => poweroffice, world.timing, log));
  for (const one of all)
    for (const { id, state } of await one.company.transfers()) if (state !== 'done') caseOf.set(id, one);
  const sleeper = world.mirror(async (reached, { transferId, step }) => {
    const its = caseOf.get(transferId);
    if (asleep.has(transferId) || its?.point !== reached || step?.kind !== its.kind) return;
    asleep.add(transferId);
    await woken;
  });
  // Not a worker that claims as it goes: only what it fell asleep over shall be in its hands.
  const deliveries: Promise<void>[] = [];
  await until(
    async () => {
      const claimed = await claim(world.database.pool, all.length, world.timing, sleeper.log);
      deliveries.push(...claimed.map((transfer) => deliver(sleeper, transfer, () => false)));
      return asleep.size === all.length;
    },
    () => `${asleep.size} of ${all.length} transfers asleep`,
  );
  await world.loseLeases();
  await Promise.all(all.map(({ company }) => company.settle()));
  for (const { company } of all)
    whileAsleep.set(company.shop, {
      posted: posted(company),
      states: await states(company),
      holdings: holdings(company),
    });
  wake();
  await Promise.all(deliveries);
}
