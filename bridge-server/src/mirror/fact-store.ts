import type { Queryable } from '../database/database.ts';
import type { FactStore, KeyedFact } from '../systems/contract.ts';

/** The keyed store of one connection's facts, shared by all processes. What is asked for at the same moment is read at once. */
export function factStore(database: Queryable, shopId: string, connectionId: string): FactStore {
  let asked: { names: string[]; ages: number[]; read: Promise<ReadonlyMap<number, unknown>> } | null = null;

  function ask(): NonNullable<typeof asked> {
    const names: string[] = [];
    const ages: number[] = [];
    const read = Promise.resolve().then(() => {
      asked = null;
      return getFacts(database, shopId, connectionId, names, ages);
    });
    return { names, ages, read };
  }
  return {
    async get(name, maxAgeSeconds) {
      asked ??= ask();
      const { names, ages, read } = asked;
      const place = names.push(name);
      ages.push(maxAgeSeconds);
      return (await read).get(place);
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

/** The facts that are not older than their ages in seconds, by their places among the names, which count from 1. */
async function getFacts(
  database: Queryable, shopId: string, connectionId: string, names: readonly string[], ages: readonly number[],
): Promise<Map<number, unknown>> {
  const { rows } = await database.query<{ place: number; value: unknown }>({
    name: 'facts.get',
    text: `select asked.place, facts.value
             from unnest($3::text[], $4::float8[]) with ordinality as asked (name, age, place)
             join facts on facts.shop_id = $1 and facts.connection_id = $2 and facts.name = asked.name
            where facts.at > now() - make_interval(secs => asked.age)`,
    values: [shopId, connectionId, names, ages],
  });
  return new Map(rows.map(({ place, value }) => [place, value]));
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
