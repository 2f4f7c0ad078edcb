import type { FactStore } from '../../bridge-server/src/systems/contract.ts';

interface Fact {
  value: unknown;
  keys: readonly string[];
  at: number;
}

/** The facts of one connection, in memory. `now`: in seconds. Values pass through JSON, as they do in the database. */
export function createMemoryFacts(now: () => number): FactStore {
  const facts = new Map<string, Fact>();
  const put = (name: string, value: unknown, keys: readonly string[] = []): void =>
    void facts.set(name, { value: JSON.parse(JSON.stringify(value)) as unknown, keys, at: now() });
  return {
    get(name, maxAgeSeconds) {
      const fact = facts.get(name);
      return Promise.resolve(fact && fact.at > now() - maxAgeSeconds ? fact.value : undefined);
    },
    put: (name, value) => Promise.resolve(put(name, value)),
    putAll: (all) => Promise.resolve(all.forEach(({ name, value, keys }) => put(name, value, keys))),
    withKey: (key) =>
      Promise.resolve([...facts.values()].filter(({ keys }) => keys.includes(key)).map(({ value }) => value)),
  };
}
