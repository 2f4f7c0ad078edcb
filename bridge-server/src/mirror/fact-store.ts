import type { Queryable } from '../database/database.ts';
import type { FactStore } from '../systems/contract.ts';

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
    async put(name, value) {
      await database.query({
        name: 'facts.put',
        text: `insert into facts (shop_id, connection_id, name, value) values ($1, $2, $3, $4::jsonb)
               on conflict (shop_id, connection_id, name) do update set value = excluded.value, at = now()`,
        values: [shopId, connectionId, name, JSON.stringify(value)],
      });
    },
  };
}
