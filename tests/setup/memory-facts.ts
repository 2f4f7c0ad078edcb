import type { FactStore } from '../../bridge-server/src/systems/contract-facts.ts';

/**
 * A connection's facts in memory. `now`: the clock by which they age, in seconds. `ages`: every age that was asked for.
 */
export function memoryFacts(now: () => number = () => 0): FactStore & { values: Map<string, unknown>; ages: number[] } {
  const kept = new Map<string, number>();
  const values = new Map<string, unknown>();
  const ages: number[] = [];
  return {
    values,
    ages,
    async get(name, maxAgeSeconds) {
      ages.push(maxAgeSeconds);
      const at = kept.get(name);
      return at !== undefined && now() - at <= maxAgeSeconds ? values.get(name) : undefined;
    },
    async put(name, value) {
      values.set(name, value);
      kept.set(name, now());
    },
  };
}
