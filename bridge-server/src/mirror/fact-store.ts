import type { Queryable } from '../database/database.ts';
import type { FactStore, KeyedFact } from '../systems/contract.ts';

/** The keyed store of one connection's facts, shared by all processes. */
export function factStore(database: Queryable, shopId: string, connectionId: string): FactStore {
  return {
    async get(name, maxAgeSeconds) {
      const { rows } = await database.query<{ value: unknown }>({
        name: 'facts.get',
        text: `select value from facts where shop_id = $1 and connection_id = $2 and name = $3 and at > now() - make_interval(secs => $4::float8)`,
        values: [shopId, connectionId, name, maxAgeSeconds],
      });
      return rows[0]?.value;
    },
    put: (name, value) => putFacts(database, shopId, connectionId, [{ name, value, keys: [] }]),
    putAll: (facts) => putFacts(database, shopId, connectionId, facts),
    async withKey(key) {
      const { rows } = await database.query<{ value: unknown }>({
        name: 'facts.keyed',
        text: `select value from facts where shop_id = $1 and connection_id = $2 and keys @> array[$3] order by name`,
        values: [shopId, connectionId, key],
      });
      return rows.map(({ value }) => value);
    },
  };
}

async function putFacts(database: Queryable, shopId: string, connectionId: string, facts: readonly KeyedFact[]): Promise<void> {
  // Of a fact given twice the last counts, as if each had been put by itself; sorted, so that two writers never wait crosswise.
  const last = [...new Map(facts.map((fact) => [fact.name, fact])).values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  await database.query({
    name: 'facts.put',
    text: `insert into facts (shop_id, connection_id, name, value, keys)
           select $1, $2, f.name, f.value, array(select jsonb_array_elements_text(f.keys))
             from unnest($3::text[], $4::jsonb[], $5::jsonb[]) as f (name, value, keys)
           on conflict (shop_id, connection_id, name) do update set value = excluded.value, keys = excluded.keys, at = now()`,
    values: [shopId, connectionId, last.map(({ name }) => name), last.map(({ value }) => JSON.stringify(value)), last.map(({ keys }) => JSON.stringify(keys))],
  });
}
