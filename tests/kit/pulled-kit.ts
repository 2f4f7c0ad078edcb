import type { Bench, Run } from './bench.ts';
import { offerKills } from './faults.ts';
import { oddities } from './office.ts';
import type { Scenario, Trouble } from './play.ts';

/**
 * Every document of a pulled system meets everything that its office may do. `Office` itself sees to three rules and
 * throws when one is broken: bytes stay the same from the first fetch on, no document is offered again too early, and a
 * refused document is not offered again by itself.
 */
export function officeMeets({ run, soundOf, differing }: Bench, scenario: Scenario): void {
  it.each(offerKills)('ends the same whichever document has its worker %s', async (kill) => {
    const troubles = ({ offered }: Run) => offered.map((document): Trouble => ({ on: 'document', document, kill }));
    expect(await differing(scenario, troubles)).toEqual([]);
  });

  it.each(oddities)('ends the same for any document with which the office does this: it %s', async (does) => {
    const troubles = ({ offered }: Run) => offered.map((document): Trouble => ({ on: 'document', document, does }));
    expect(await differing(scenario, troubles)).toEqual([]);
  });

  const changes = scenario.orders.map((_, change) => change).slice(1);
  if (changes.length === 0) return;

  it('forgets the offered document when the order changes before the office has fetched it', async () => {
    for (const change of changes) {
      const upToIt = { ...scenario, orders: scenario.orders.slice(0, change + 1) };
      const changed = await run(upToIt, { on: 'change', change, office: 'is away' });
      const fresh = await run({ ...scenario, orders: scenario.orders.slice(change, change + 1) }, null);
      expect({ change, holdings: changed.holdings }).toEqual({ change, holdings: fresh.holdings });
      expect(changed.tasks).toEqual(fresh.tasks);
    }
  });

  it('keeps a fetched document when the order changes, and offers another one that amends it', async () => {
    const sound = await soundOf(scenario);
    for (const change of changes) {
      const changed = await run(scenario, { on: 'change', change, office: 'only fetches' });
      expect({ change, ...followedBy(changed) }).toEqual({ change, ...followedBy(sound) });
    }
  });
}

/**
 * What the office has in the end and what people were told, without the transfers' reasons: only the reasons depend on
 * whether the office accepted the document before the change.
 */
const followedBy = ({ holdings, tasks, transfers }: Run) => ({
  holdings,
  tasks,
  transfers: transfers.map(({ kind, reference, state }) => `${kind} ${reference} ${state}`),
});

/** Checks that the scenarios change an order at all, since otherwise the office would never meet a change. */
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

  it('changes and cancels a fetched order in some scenario', async () => {
    expect([...(await follow('only fetches'))]).toEqual(expect.arrayContaining(['order', 'amendment', 'cancellation']));
  });

  it('changes an order that the office has not fetched yet in some scenario', async () => {
    expect([...(await follow('is away'))]).toEqual(expect.arrayContaining(['order']));
  });
}
