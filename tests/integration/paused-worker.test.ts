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

/** A step at which a worker is paused, and the company whose transfer it is sending. */
interface Case {
  point: Point;
  kind: string;
  scenario: Scenario;
  company: ConnectedShop;
}

/** Points of the steps that make a document. The contract kit pauses a worker at every step; on PostgreSQL these are enough. */
const points = Object.entries(stepsOf(poweroffice))
  .filter(([, { makes }]) => makes === true)
  .flatMap(([kind]) => (['intent_recorded', 'answered'] as const).map((point) => ({ point, kind })));

/** How many requests changed something in Go, or tried to. */
const countChanges = (company: ConnectedShop): number =>
  company.held().requests.filter((request) => request.method !== 'GET' && request.path.startsWith('/v2/')).length;
const states = async (company: ConnectedShop) => summaries(await company.transfers(), 'state', 'reason');

describe('a worker that is paused for longer than its leases', () => {
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
    await pauseAndWake(world, [...cases.values()]);
  });
  afterAll(() => world.close());

  it.each(points)(
    'at $point of $kind changes nothing when it wakes, since another worker has gone on',
    async ({ point, kind }) => {
      const { company, scenario } = cases.get(`${point} ${kind}`) as Case;
      const settled = await company.transfers();
      expect(settled.map(({ state }) => state)).toEqual(settled.map(() => 'done'));
      expect(holdings(company)).toBe(scenario.ends);
      const before = beforeWaking.get(company.shop);
      // Go was asked for nothing; that it would refuse a second document is not enough.
      expect(countChanges(company)).toBe(before?.posted);
      expect(await states(company)).toEqual(before?.states);
      expect(before?.holdings).toBe(scenario.ends);
    },
  );
});

/** What the other worker had made of each shop's orders before the paused worker woke. */
const beforeWaking = new Map<string, { posted: number; states: string[]; holdings: string }>();

/** A worker takes every transfer and is paused in each; another worker ends all of them; then the first one wakes. */
async function pauseAndWake(world: World, all: readonly Case[]): Promise<void> {
  let wake: () => void = () => undefined;
  const woken = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const paused = new Set<number>();
  const caseOf = new Map<number, Case>();
  for (const { company, scenario } of all) await company.receive(scenario.happens);
  // Changed orders are reviewed here, since a worker would review them and then send what follows.
  const { log } = world.mirror();
  while (await reviewOne(world.database.pool, () => poweroffice, world.timing, log));
  for (const entry of all)
    for (const { id, state } of await entry.company.transfers()) if (state !== 'done') caseOf.set(id, entry);
  const pausedMirror = world.mirror(async (reached, { transferId, step }) => {
    const entry = caseOf.get(transferId);
    if (paused.has(transferId) || entry?.point !== reached || step?.kind !== entry.kind) return;
    paused.add(transferId);
    await woken;
  });
  // Transfers are claimed by hand, since a worker would claim more than those in which it is paused.
  const deliveries: Promise<void>[] = [];
  await until(
    async () => {
      const claimed = await claim(world.database.pool, all.length, world.timing, pausedMirror.log);
      deliveries.push(...claimed.map((transfer) => deliver(pausedMirror, transfer, () => false)));
      return paused.size === all.length;
    },
    () => `${paused.size} of ${all.length} transfers paused`,
  );
  await world.loseLeases();
  await Promise.all(all.map(({ company }) => company.settle()));
  for (const { company } of all)
    beforeWaking.set(company.shop, {
      posted: countChanges(company),
      states: await states(company),
      holdings: holdings(company),
    });
  wake();
  await Promise.all(deliveries);
}
