import { explore, type Explored } from './explore.ts';
import { readable, say } from './report.ts';
import { beginning } from './shop.ts';
import type { Allowance, Setting } from './world.ts';

/**
 * What the test files of the simulation share: how long they run, how they run a story, and how they read what came of
 * it.
 */

/** `KONTOR_SIMULATION=long`: every story meets more misfortunes, which takes minutes. */
export const isLong = process.env['KONTOR_SIMULATION'] === 'long';

/** The seed of the random histories; `KONTOR_SEED` repeats those of an earlier run. */
export const seedOr = (usual: number): number => Number(process.env['KONTOR_SEED'] ?? usual);

/** How long one exploration may take, in milliseconds. */
export const patience = 30 * 60_000;

/** Follows every history of a setting from its beginning to its ends. */
export const exploreAll = (setting: Setting, left: Partial<Allowance> = {}, workers = 2): Explored =>
  explore(beginning(setting, left, workers), setting);

/** Every broken rule that the explorations found, each with its history, as text. */
export const findingsOf = (explored: readonly Explored[]): string[] =>
  explored.flatMap(({ findings }) => findings.map(readable));

/** Every kind, state and reason in which a transfer ended, each once. */
export const endsOf = (explored: readonly Explored[]): string[] => [
  ...new Set(explored.flatMap(({ ends }) => [...ends.keys()])),
];

/** The rules that break first when a fault is planted; prints the shortest history that breaks one. */
export function rulesBrokenBy(faulty: Setting, left: Partial<Allowance>, workers = 2): string[] {
  const { findings } = explore(beginning(faulty, left, workers), faulty, { untilBroken: true });
  const [first] = findings;
  if (first) say(`planted, ${faulty.planted}: ${readable(first)}`);
  return findings.map(({ broken }) => broken);
}
