import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import { isBadData } from '../../database/availability.ts';
import type { Queryable } from '../../database/database.ts';
import type { FactStore, KeyedFact } from '../../systems/contract-facts.ts';

/** A fact that a delivery asks for. `maxAgeSeconds`: an older fact counts as not known. */
export interface AskedFact {
  shopId: string;
  connectionId: string;
  name: string;
  maxAgeSeconds: number;
}

/** The longest name, or key, of a fact that is stored as it is. */
const longest = 200;

/**
 * A name or key as it is stored. A longer one is stored as its hash: a vendor may let people write a long e-mail
 * address.
 */
const stored = (name: string): string =>
  name.length > longest ? `sha256:${createHash('sha256').update(name).digest('hex')}` : name;

const keyedStatement = `
select value
  from facts
 where shop_id = $1
   and connection_id = $2
   and keys @> array[$3]
 order by name`;

/**
 * The keyed store of one connection's facts, shared by all processes. `ask` reads one fact, by one statement with the
 * facts that others ask for. If the database refuses one of many facts, that fact is left out, and the log names it.
 */
export function factStore(
  database: Queryable,
  { shopId, connectionId }: Pick<AskedFact, 'shopId' | 'connectionId'>,
  ask: (fact: AskedFact) => Promise<unknown>,
  log: Logger,
): FactStore {
  const leftOut = (err: unknown, { name }: KeyedFact) =>
    log.error(
      { code: 'facts.left_out', shop: shopId, connection: connectionId, fact: stored(name), err },
      'a fact cannot be kept',
    );
  return {
    get: (name, maxAgeSeconds) => ask({ shopId, connectionId, name: stored(name), maxAgeSeconds }),
    put: (name, value) => putFacts(database, shopId, connectionId, [{ name, value, keys: [] }]),
    putAll: (facts) => putAll(database, shopId, connectionId, facts, leftOut),
    async withKey(key) {
      const { rows } = await database.query<{ value: unknown }>({
        name: 'facts.keyed',
        text: keyedStatement,
        values: [shopId, connectionId, stored(key)],
      });
      return rows.map(({ value }) => value);
    },
  };
}

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

/**
 * Stores all facts. If the database refuses them together, they are halved until the fact that is to blame stands
 * alone.
 */
async function putAll(
  database: Queryable,
  shopId: string,
  connectionId: string,
  facts: readonly KeyedFact[],
  leftOut: (err: unknown, fact: KeyedFact) => void,
): Promise<void> {
  try {
    await putFacts(database, shopId, connectionId, facts);
  } catch (fault) {
    if (!isBadData(fault)) throw fault;
    const [first, second] = facts;
    if (first && !second) return leftOut(fault, first);
    const half = Math.ceil(facts.length / 2);
    await putAll(database, shopId, connectionId, facts.slice(0, half), leftOut);
    await putAll(database, shopId, connectionId, facts.slice(half), leftOut);
  }
}

const putStatement = `
insert into facts (
  shop_id,
  connection_id,
  name,
  value,
  keys
)
select $1,
       $2,
       fact.name,
       fact.value,
       array(select jsonb_array_elements_text(fact.keys))
  from unnest($3::text[], $4::jsonb[], $5::jsonb[]) as fact (name, value, keys)
on conflict (shop_id, connection_id, name) do update
   set value = excluded.value,
       keys = excluded.keys,
       at = now()`;

/** Stores facts of a connection in place of those that had their names. */
async function putFacts(
  database: Queryable,
  shopId: string,
  connectionId: string,
  facts: readonly KeyedFact[],
): Promise<void> {
  // If a name is given twice, the last fact counts, as if each was put by itself. They are sorted, so that two writers
  // never wait for each other crosswise.
  const byName = new Map(facts.map((fact) => [stored(fact.name), fact]));
  const sorted = [...byName].sort(([first], [second]) => (first < second ? -1 : 1));
  await database.query({
    name: 'facts.put',
    text: putStatement,
    values: [
      shopId,
      connectionId,
      sorted.map(([name]) => name),
      sorted.map(([, { value }]) => JSON.stringify(value)),
      sorted.map(([, { keys }]) => JSON.stringify(keys.map(stored))),
    ],
  });
}
