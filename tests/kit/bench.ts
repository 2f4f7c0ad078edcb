import type { System } from '../../bridge-server/src/systems/contract.ts';
import { play, type Holding, type Played, type Scenario, type Started, type Trouble } from './play.ts';

/** All that a system hands to the kit. */
export interface UnderTest {
  name: string;
  system: System;
  start(): Promise<Started>;
  /** Together they must take every step that the system declares; those of one that is pulled must change and cancel an order. */
  scenarios: readonly Scenario[];
  /** Everything that the vendor holds now; `fetched`: what its office has accepted, by our keys. */
  holdings(fetched: ReadonlyMap<string, Uint8Array>): readonly Holding[];
}

/** A run of a scenario, with what the vendor holds at its end. */
export interface Run extends Played {
  holdings: readonly string[];
}

/** How the kit runs a scenario of the system under test. */
export interface Bench {
  run(scenario: Scenario, trouble: Trouble | null): Promise<Run>;
  /** What the scenario comes to without trouble; run once, since it is the same each time. */
  soundOf(scenario: Scenario): Promise<Run>;
  /** What each trouble comes to that differs from what no trouble comes to, in words; `troubles` may look at the sound run. */
  differing(scenario: Scenario, troubles: (sound: Run) => readonly Trouble[]): Promise<string[]>;
}

/** The bench of a system whose sandbox is running by the time that something is run. */
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
      const found: string[] = [];
      for (const trouble of troubles(sound)) {
        const met = await run(scenario, trouble).catch((fault: unknown) => String(fault));
        const difference = typeof met === 'string' ? met : differenceOf(sound, met);
        if (difference) found.push(`${nameOf(trouble)}: ${difference}`);
      }
      return found;
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

/** How each transfer ends. */
export const endsOf = ({ transfers }: Played): string[] =>
  transfers.map(({ kind, reference, state, reason }) => `${kind} ${reference} ${state} ${reason}`);

function differenceOf(expected: Run, got: Run): string | null {
  if (!got.troubled) return 'it was never met';
  if (JSON.stringify(got.holdings) !== JSON.stringify(expected.holdings))
    return `the vendor holds ${got.holdings.join(' | ')} instead of ${expected.holdings.join(' | ')}`;
  if (JSON.stringify(got.tasks) !== JSON.stringify(expected.tasks))
    return `people are asked for ${got.tasks.join(' | ')} instead of ${expected.tasks.join(' | ')}`;
  // A document that a person found at the vendor is settled as well as one that was sent.
  const settled = (end: string): string => end.replace(/ (done sent|closed elsewhere)$/, ' there');
  const [one, other] = [endsOf(got).map(settled), endsOf(expected).map(settled)];
  return JSON.stringify(one) === JSON.stringify(other) ? null : `${one.join(', ')} instead of ${other.join(', ')}`;
}
