import type { Bench, Run } from './bench.ts';
import { offerKills } from './faults.ts';
import { oddities } from './office.ts';
import type { Scenario, Trouble } from './play.ts';

/**
 * What every document of a system that is pulled meets. That the bytes stay the same from the first fetch on, that nothing is offered
 * too early, and nothing by itself that the office refused, is seen by the office itself.
 */
export function officeMeets({ run, soundOf, differing }: Bench, scenario: Scenario): void {
  it.each(offerKills)('any document whose worker is %s ends in the same', async (kill) => {
    const troubles = ({ offered }: Run) => offered.map((document): Trouble => ({ on: 'document', document, kill }));
    expect(await differing(scenario, troubles)).toEqual([]);
  });

  it.each(oddities)('any document ends in the same if the office %s', async (does) => {
    const troubles = ({ offered }: Run) => offered.map((document): Trouble => ({ on: 'document', document, does }));
    expect(await differing(scenario, troubles)).toEqual([]);
  });

  const changes = scenario.orders.map((_, change) => change).slice(1);
  if (changes.length === 0) return;

  it('a change before the office has fetched leaves nothing of what was offered before', async () => {
    for (const change of changes) {
      const upToIt = { ...scenario, orders: scenario.orders.slice(0, change + 1) };
      const changed = await run(upToIt, { on: 'change', change, office: 'is away' });
      const fresh = await run({ ...scenario, orders: scenario.orders.slice(change, change + 1) }, null);
      expect({ change, holdings: changed.holdings }).toEqual({ change, holdings: fresh.holdings });
      expect(changed.tasks).toEqual(fresh.tasks);
    }
  });

  it('a change after the office has fetched leaves the bytes, and is followed by what mends them', async () => {
    const sound = await soundOf(scenario);
    for (const change of changes) {
      const changed = await run(scenario, { on: 'change', change, office: 'only fetches' });
      expect({ change, ...followedBy(changed) }).toEqual({ change, ...followedBy(sound) });
    }
  });
}

/** What is at the office in the end, and what people were told: whether it was accepted before the change tells in the reasons only. */
const followedBy = ({ holdings, tasks, transfers }: Run) => ({
  holdings,
  tasks,
  transfers: transfers.map(({ kind, reference, state }) => `${kind} ${reference} ${state}`),
});

/** Without such scenarios the office would never meet a change. */
export function someScenarioChanges({ run }: Bench, scenarios: readonly Scenario[]): void {
  const follow = async (office: 'is away' | 'only fetches') => {
    const kinds = new Set<string>();
    for (const scenario of scenarios)
      for (const change of scenario.orders.keys()) {
        const { troubled, transfers } = await run(scenario, { on: 'change', change, office });
        if (troubled) for (const { kind } of transfers) kinds.add(kind);
      }
    return kinds;
  };

  it('meets a change and a cancellation after the office has fetched, in some scenario', async () => {
    expect([...(await follow('only fetches'))]).toEqual(expect.arrayContaining(['order', 'amendment', 'cancellation']));
  });

  it('meets a change before the office has fetched, in some scenario', async () => {
    expect([...(await follow('is away'))]).toEqual(expect.arrayContaining(['order']));
  });
}
