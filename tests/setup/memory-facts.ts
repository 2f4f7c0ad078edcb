import type { FactStore } from '../../bridge-server/src/systems/contract-facts.ts';

/**
 * A connection's facts in memory. `now`: the clock by which they age, in seconds. `ages`: every age that was asked for.
 */
export function memoryFacts(now: () => number = () => 0): FactStore & { values: Map<string, unknown>; ages: number[] } {
  const kept = new Map<string, { keys: readonly string[]; at: number }>();
  const values = new Map<string, unknown>();
  const ages: number[] = [];
  const put = (name: string, value: unknown, keys: readonly string[]): void => {
    values.set(name, value);
    kept.set(name, { keys, at: now() });
  };
  return {
    values,
    ages,
    async get(name, maxAgeSeconds) {
      ages.push(maxAgeSeconds);
      const fact = kept.get(name);
      return fact && now() - fact.at <= maxAgeSeconds ? values.get(name) : undefined;
    },
    put: async (name, value) => put(name, value, []),
    putAll: async (facts) => facts.forEach(({ name, value, keys }) => put(name, value, keys)),
    withKey: async (key) => [...kept].filter(([, { keys }]) => keys.includes(key)).map(([name]) => values.get(name)),
  };
}
