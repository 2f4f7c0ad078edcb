import type { LaterChange } from '../../bridge-server/src/systems/contract-changes.ts';
import type { System } from '../../bridge-server/src/systems/contract.ts';
import { play, type Holding, type Played, type Scenario, type Started, type Trouble } from './play.ts';

/** Everything that a system hands to the kit. */
export interface UnderTest {
  name: string;
  system: System;
  start(): Promise<Started>;
  /**
   * Together they must take every step that a pushed system declares; those of a pulled system must change and cancel
   * an order.
   */
  scenarios: readonly Scenario[];
  /** For a pulled system that declares what changes come to: how each change comes about, as the last of the bodies. */
  changes?: Readonly<Record<LaterChange, Scenario>>;
  /** Everything that the vendor holds now. `fetched`: what its office has accepted, by our document keys. */
  holdings(fetched: ReadonlyMap<string, Uint8Array>): readonly Holding[];
}

/** A run of a scenario, with what the vendor holds at its end. */
export interface Run extends Played {
  holdings: readonly string[];
}

/** How the kit runs a scenario of the system under test. */
export interface Bench {
  run(scenario: Scenario, trouble: Trouble | null): Promise<Run>;
  /** The scenario's run without trouble; it is run once, since it is the same each time. */
  soundOf(scenario: Scenario): Promise<Run>;
  /**
   * For each trouble that ends differently from the sound run, the difference in words. `troubles` may look at the
   * sound run.
   */
  differing(scenario: Scenario, troubles: (sound: Run) => readonly Trouble[]): Promise<string[]>;
}

/** The bench of a system; its sandbox must have started before the first run. */
export function benchOf({ system, holdings }: UnderTest, started: () => Started): Bench {
  const holds = (key: string): boolean => holdings(new Map()).some((holding) => holding.key === key);
  const run: Bench['run'] = async (scenario, trouble) => {
    const played = await play(system, started(), scenario, trouble, holds);
    const held = holdings(played.fetched).map(({ says }) => says);
    return { ...played, holdings: held.sort() };
  };
  const sounds = new Map<Scenario, Promise<Run>>();
  const soundOf: Bench['soundOf'] = (scenario) => {
    const sound = sounds.get(scenario) ?? run(scenario, null);
    sounds.set(scenario, sound);
    return sound;
  };
  return {
    run,
    soundOf,
    async differing(scenario, troubles) {
      const sound = await soundOf(scenario);
      const differences: string[] = [];
      for (const trouble of troubles(sound)) {
        const troubled = await run(scenario, trouble).catch((fault: unknown) => String(fault));
        const difference = typeof troubled === 'string' ? troubled : differenceOf(sound, troubled);
        if (difference) differences.push(`${nameOf(trouble)}: ${difference}`);
      }
      return differences;
    },
  };
}

function nameOf(trouble: Trouble): string {
  switch (trouble.on) {
    case 'read':
      return `read ${trouble.index}`;
    case 'step':
      return trouble.place;
    case 'document':
      return trouble.document;
    case 'change':
      return `change ${trouble.change}`;
  }
}

/** How each transfer ended, as text. */
export const endsOf = ({ transfers }: Played): string[] =>
  transfers.map(({ kind, reference, state, reason }) => `${kind} ${reference} ${state} ${reason}`);

/** In words, how a run with trouble differs from the sound run; null: not at all. */
function differenceOf(sound: Run, troubled: Run): string | null {
  if (!troubled.troubled) return 'the trouble was never met';
  if (JSON.stringify(troubled.holdings) !== JSON.stringify(sound.holdings))
    return `the vendor holds ${troubled.holdings.join(' | ')} instead of ${sound.holdings.join(' | ')}`;
  if (JSON.stringify(troubled.tasks) !== JSON.stringify(sound.tasks))
    return `people are asked for ${troubled.tasks.join(' | ')} instead of ${sound.tasks.join(' | ')}`;
  // A document that a person found at the vendor counts the same as a sent one.
  const settled = (end: string): string => end.replace(/ (done sent|closed elsewhere)$/, ' there');
  const ends = endsOf(troubled).map(settled).join(', ');
  const soundEnds = endsOf(sound).map(settled).join(', ');
  return ends === soundEnds ? null : `${ends} instead of ${soundEnds}`;
}
