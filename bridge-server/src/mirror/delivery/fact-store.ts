import { createHash } from 'node:crypto';
import type { Queryable } from '../../database/database.ts';
import type { FactStore } from '../../systems/contract-facts.ts';

/** A fact that a delivery asks for. `maxAgeSeconds`: an older fact counts as not known. */
export interface AskedFact {
  shopId: string;
  connectionId: string;
  name: string;
  maxAgeSeconds: number;
}

/** The longest name of a fact that is stored as it is. */
const longest = 200;

/** A name as it is stored. A longer one is stored as its hash. */
const stored = (name: string): string =>
  name.length > longest ? `sha256:${createHash('sha256').update(name).digest('hex')}` : name;

/**
 * The store of one connection's facts, shared by all processes. `ask` reads one fact, by one statement with the facts
 * that others ask for.
 */
export const factStore = (
  database: Queryable,
  { shopId, connectionId }: Pick<AskedFact, 'shopId' | 'connectionId'>,
  ask: (fact: AskedFact) => Promise<unknown>,
): FactStore => ({
  get: (name, maxAgeSeconds) => ask({ shopId, connectionId, name: stored(name), maxAgeSeconds }),
  async put(name, value) {
    await database.query({
      name: 'facts.put',
      text: putStatement,
      values: [shopId, connectionId, stored(name), JSON.stringify(value)],
    });
  },
});

const putStatement = `
insert into facts (shop_id, connection_id, name, value)
values ($1, $2, $3, $4::jsonb)
on conflict (shop_id, connection_id, name) do update
   set value = excluded.value,
       at = now()`;

const getStatement = `
select asked.place,
       facts.value
  from unnest($1::text[], $2::text[], $3::text[], $4::float8[])
       with ordinality as asked (shop_id, connection_id, name, age, place)
  join facts
    on facts.shop_id = asked.shop_id
   and facts.connection_id = asked.connection_id
   and facts.name = asked.name
 where facts.at > now() - make_interval(secs => asked.age)`;

/**
 * The values in the sequence of `asked`; `undefined` for a fact that is not known, or is too old. Each fact is read
 * once, since many deliveries ask for the same one.
 */
export async function getFacts(database: Queryable, asked: readonly AskedFact[]): Promise<unknown[]> {
  const facts = [...new Map(asked.map((fact) => [keyOf(fact), fact])).values()];
  const { rows } = await database.query<{ place: number; value: unknown }>({
    name: 'facts.get',
    text: getStatement,
    values: [
      facts.map(({ shopId }) => shopId),
      facts.map(({ connectionId }) => connectionId),
      facts.map(({ name }) => name),
      facts.map(({ maxAgeSeconds }) => maxAgeSeconds),
    ],
  });
  const byPlace = new Map(rows.map(({ place, value }) => [place, value]));
  const byKey = new Map(facts.map((fact, index) => [keyOf(fact), byPlace.get(index + 1)]));
  return asked.map((fact) => byKey.get(keyOf(fact)));
}

const keyOf = ({ shopId, connectionId, name, maxAgeSeconds }: AskedFact): string =>
  JSON.stringify([shopId, connectionId, name, maxAgeSeconds]);
