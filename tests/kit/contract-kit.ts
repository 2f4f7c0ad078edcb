import { stepsOf } from '../../bridge-server/src/systems/pushed.ts';
import { faultsAfter, faultsBefore, kills, type CallFault } from './faults.ts';
import { play, type Holding, type Played, type Scenario, type Started, type Trouble } from './play.ts';

/** All that a system hands to the kit. */
export interface UnderTest {
  name: string;
  start(): Promise<Started>;
  /** Together they must take every step that the system declares. */
  scenarios: readonly Scenario[];
  /** Everything that the vendor holds now; `fetched`: what its office has fetched, by our keys. */
  holdings(fetched: ReadonlyMap<string, Uint8Array>): readonly Holding[];
}

/** What a run comes to: what the vendor holds, and how each transfer ends. */
interface End {
  holdings: readonly string[];
  transfers: readonly string[];
}

/**
 * What must hold for every system. Its steps come from its declaration, and every one of them meets every fault: whatever goes
 * wrong once, the vendor ends with exactly what it would hold without. A system is delivered by the bridge's own code, over HTTP,
 * to its sandbox; only the store is in memory, with a clock of its own.
 */
export function contractKit({ name, start, scenarios, holdings }: UnderTest): void {
  describe(`the contract of ${name}`, () => {
    let started: Started;
    beforeAll(async () => {
      started = await start();
    });
    afterAll(() => started.close());

    const holds = (key: string): boolean => holdings(new Map()).some((holding) => holding.key === key);
    const run = (scenario: Scenario, trouble: Trouble | null): Promise<Played> =>
      play(started, scenario, trouble, holds);
    const endOf = ({ transfers, fetched }: Played): End => ({
      holdings: holdings(fetched)
        .map(({ says }) => says)
        .sort(),
      transfers: transfers.map(({ kind, reference, state, reason }) => `${kind} ${reference} ${state} ${reason}`),
    });
    /** Compares what each trouble comes to with what no trouble comes to. */
    const differing = async (
      scenario: Scenario,
      troubles: (sound: Played) => readonly Trouble[],
    ): Promise<string[]> => {
      const sound = await run(scenario, null);
      const expected = endOf(sound);
      const found: string[] = [];
      for (const trouble of troubles(sound)) {
        const played = await run(scenario, trouble).catch((fault: unknown) => String(fault));
        const difference = typeof played === 'string' ? played : differenceOf(expected, endOf(played), played);
        if (difference) found.push(`${nameOf(trouble)}: ${difference}`);
      }
      return found;
    };

    it('takes every declared step in some scenario', async () => {
      const taken = new Set<string>();
      for (const scenario of scenarios) for (const { kind } of (await run(scenario, null)).steps) taken.add(kind);
      const creating = Object.entries(stepsOf(started.system)).filter(([, { does }]) => does !== 'read');
      expect(creating.map(([kind]) => kind).filter((kind) => !taken.has(kind))).toEqual([]);
    });

    describe.each(scenarios.map((scenario) => [scenario.title, scenario] as const))('%s', (_title, scenario) => {
      it('ends, and everything is there', async () => {
        const played = await run(scenario, null);
        expect(endOf(played).transfers.filter((end) => !/ (done|closed) /.test(end))).toEqual([]);
        expect(holdings(played.fetched)).not.toEqual([]);
      });

      it.each([...faultsBefore, ...faultsAfter].map((fault) => [fault.title, fault] as const))(
        'any step that meets it ends in the same: %s',
        async (_fault, fault) => {
          const troubles = (sound: Played) => sound.steps.map(({ place }): Trouble => ({ on: 'step', place, fault }));
          expect(await differing(scenario, troubles)).toEqual([]);
        },
      );

      it.each(kills)('any step whose worker is %s ends in the same', async (kill) => {
        const troubles = (sound: Played) => sound.steps.map(({ place }): Trouble => ({ on: 'step', place, kill }));
        expect(await differing(scenario, troubles)).toEqual([]);
      });

      it.each(faultsBefore.map((fault) => [fault.title, fault] as const))(
        'any read that meets it ends in the same: %s',
        async (_fault, fault) => {
          expect(await differing(scenario, (sound) => readsOf(sound, fault))).toEqual([]);
        },
      );
    });
  });
}

const readsOf = ({ reads }: Played, fault: CallFault): Trouble[] =>
  Array.from({ length: reads }, (_, index) => ({ on: 'read', index: index + 1, fault }));

const nameOf = (trouble: Trouble): string => (trouble.on === 'read' ? `read ${trouble.index}` : `${trouble.place}`);

function differenceOf(expected: End, got: End, played: Played): string | null {
  if (!played.troubled) return 'it was never met';
  if (JSON.stringify(got.holdings) !== JSON.stringify(expected.holdings))
    return `the vendor holds ${got.holdings.join(' | ')} instead of ${expected.holdings.join(' | ')}`;
  // A document that a person found at the vendor is settled as well as one that was sent.
  const settled = (end: string): string => end.replace(/ (done sent|closed elsewhere)$/, ' there');
  const [one, other] = [got.transfers.map(settled), expected.transfers.map(settled)];
  return JSON.stringify(one) === JSON.stringify(other) ? null : `${one.join(', ')} instead of ${other.join(', ')}`;
}
